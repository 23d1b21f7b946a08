package io.bedrockrelay.catalogue.resolve;

import io.bedrockrelay.catalogue.name.NameSimilarity;
import io.bedrockrelay.catalogue.name.ShortNames;
import io.bedrockrelay.catalogue.region.Catalogue;
import io.bedrockrelay.catalogue.region.Model;
import io.bedrockrelay.catalogue.region.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Names of a Region that look like one it does not know. What a name says decides which models are near, and how it is
/// spelled, by which of its names each is told: `us.anthropic.claude-sonet-4-5-20250929-v1:0` asks for a profile,
/// `claude-sonet-4-5` for the short name.
final class Nearest {
    private static final int AT_MOST = 5;
    private static final double AT_LEAST = 0.45;
    /// How many are looked at letter by letter. A client that asks for nonsense must not keep an event loop busy.
    private static final int LOOKED_AT = 12;
    private static final int COMPARED_CHARACTERS = 120;

    private static final Comparator<Near> CLOSEST_FIRST = Comparator.comparingDouble(Near::likeness)
            .reversed()
            .thenComparingInt(Near::distance)
            .thenComparing(Near::name);

    /// One thing that can be asked for, with all of its names, so that five suggestions are five different things.
    private record Known(NameSimilarity gist, boolean chat, List<String> names) {}

    private record Candidate(Known known, double likeness) {}

    private record Near(String name, boolean chat, double likeness, int distance) {}

    private final Catalogue catalogue;
    private final Set<String> aliases;

    /// Made at the first unknown name, since most catalogues never meet one; made twice at worst.
    private volatile @Nullable List<Known> known;

    Nearest(Catalogue catalogue, Set<String> aliases) {
        this.catalogue = catalogue;
        this.aliases = aliases;
    }

    /// At most five, best first; the order is the same every time.
    List<String> to(String name) {
        List<Known> all = known;
        if (all == null) {
            all = known();
            known = all;
        }
        var asked = NameSimilarity.of(name);
        List<Candidate> candidates = new ArrayList<>();
        for (Known one : all) {
            double likeness = asked.likeness(one.gist());
            if (likeness >= AT_LEAST) {
                candidates.add(new Candidate(one, likeness));
            }
        }
        var letters = new Letters(name);
        List<Near> near = candidates.stream()
                .sorted(Comparator.comparingDouble(Candidate::likeness).reversed())
                .limit(LOOKED_AT)
                .map(letters::near)
                .sorted(CLOSEST_FIRST)
                .toList();
        // Who misspells a chat model does not want a model that draws.
        return near.stream()
                .filter(each -> each.chat() == near.getFirst().chat())
                .map(Near::name)
                .distinct()
                .limit(AT_MOST)
                .toList();
    }

    private List<Known> known() {
        Map<String, Known> things = new LinkedHashMap<>();
        aliases.stream().sorted().forEach(alias -> add("alias " + alias, true, alias, things));
        for (Model model : catalogue.models()) {
            if (model.isCallable()) {
                add(model.id(), model.isChat(), model.id(), things);
                ShortNames.of(model.id()).stream()
                        .min(Comparator.comparingInt(String::length))
                        .ifPresent(name -> add(model.id(), model.isChat(), name, things));
            }
        }
        for (Profile profile : catalogue.profiles()) {
            if (profile.isApplication()) {
                add(
                        "profile " + profile.listed().name(),
                        isChat(profile),
                        profile.listed().name(),
                        things);
            } else {
                add(String.join(" ", profile.modelIds()), isChat(profile), profile.id(), things);
            }
        }
        return List.copyOf(things.values());
    }

    private boolean isChat(Profile profile) {
        return profile.modelIds().stream().map(catalogue::model).anyMatch(model -> model == null || model.isChat());
    }

    private static void add(String thing, boolean chat, String name, Map<String, Known> things) {
        things.computeIfAbsent(thing, _ -> new Known(NameSimilarity.of(name), chat, new ArrayList<>()))
                .names()
                .add(name);
    }

    /// The letters that were asked for, and what it takes to compare others with them.
    private static final class Letters {
        private final String asked;
        private int[] above;
        private int[] row;

        private Letters(String name) {
            asked = cut(name);
            above = new int[asked.length() + 1];
            row = new int[asked.length() + 1];
        }

        private Near near(Candidate candidate) {
            var names = candidate.known().names();
            var best = names.getFirst();
            int least = Integer.MAX_VALUE;
            for (String name : names) {
                int distance = distance(cut(name));
                if (distance < least) {
                    best = name;
                    least = distance;
                }
            }
            return new Near(best, candidate.known().chat(), candidate.likeness(), least);
        }

        private static String cut(String name) {
            var lower = name.toLowerCase(Locale.ROOT);
            return lower.length() > COMPARED_CHARACTERS ? lower.substring(0, COMPARED_CHARACTERS) : lower;
        }

        /// Levenshtein's.
        private int distance(String other) {
            for (int j = 0; j < above.length; j++) {
                above[j] = j;
            }
            for (int i = 1; i <= other.length(); i++) {
                row[0] = i;
                for (int j = 1; j < row.length; j++) {
                    int change = other.charAt(i - 1) == asked.charAt(j - 1) ? 0 : 1;
                    row[j] = Math.min(above[j - 1] + change, 1 + Math.min(above[j], row[j - 1]));
                }
                int[] done = row;
                row = above;
                above = done;
            }
            return above[asked.length()];
        }
    }
}
