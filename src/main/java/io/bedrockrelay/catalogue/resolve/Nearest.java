package io.bedrockrelay.catalogue.resolve;

import io.bedrockrelay.catalogue.region.Catalogue;
import io.bedrockrelay.catalogue.region.Model;
import io.bedrockrelay.catalogue.region.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Names of a Region that look like one it does not know. Words in common and edit distance count alike: the one
/// finds `sonnet-claude-4.5`, the other `claud-sonet-4-5`.
final class Nearest {

    private static final Pattern SEPARATORS = Pattern.compile("[^a-z0-9]+");
    private static final int AT_MOST = 5;
    private static final double AT_LEAST = 0.4;
    private static final int COMPARED_CHARACTERS = 120;

    /// Spellings of one thing share a group, so that five suggestions are five different things.
    private record Entry(String name, String lower, Set<String> words, String group) {}

    private record Scored(Entry entry, double score) {}

    private final Catalogue catalogue;
    private final Set<String> aliases;

    /// Made at the first unknown name, since most catalogues never meet one; made twice at worst.
    private volatile @Nullable List<Entry> entries;

    Nearest(Catalogue catalogue, Set<String> aliases) {
        this.catalogue = catalogue;
        this.aliases = aliases;
    }

    /// At most five, best first; the order is the same every time.
    List<String> to(String name) {
        List<Entry> known = entries;
        if (known == null) {
            known = entries();
            entries = known;
        }
        String cut = name.length() > COMPARED_CHARACTERS ? name.substring(0, COMPARED_CHARACTERS) : name;
        Entry asked = entry(cut, "");
        Map<String, Scored> best = new HashMap<>();
        for (Entry entry : known) {
            Scored scored = new Scored(entry, likeness(asked, entry));
            if (scored.score() >= AT_LEAST) {
                best.merge(entry.group(), scored, (one, other) -> one.score() >= other.score() ? one : other);
            }
        }
        return best.values().stream()
                .sorted(Comparator.comparingDouble(Scored::score).reversed().thenComparing(scored -> scored.entry()
                        .name()))
                .limit(AT_MOST)
                .map(scored -> scored.entry().name())
                .toList();
    }

    private List<Entry> entries() {
        List<Entry> list = new ArrayList<>();
        aliases.stream().sorted().forEach(alias -> list.add(entry(alias, "alias " + alias)));
        for (Model model : catalogue.models()) {
            if (model.isCallable()) {
                ShortNames.of(model.id()).stream()
                        .min(Comparator.comparingInt(String::length))
                        .ifPresent(name -> list.add(entry(name, model.id())));
                list.add(entry(model.id(), model.id()));
            }
        }
        for (Profile profile : catalogue.profiles()) {
            list.add(
                    profile.isApplication()
                            ? entry(profile.listed().name(), profile.listed().name())
                            : entry(profile.id(), String.join(" ", profile.modelIds())));
        }
        return List.copyOf(list);
    }

    private static Entry entry(String name, String group) {
        String lower = name.toLowerCase(Locale.ROOT);
        Set<String> words = new HashSet<>(List.of(SEPARATORS.split(lower, 0)));
        return new Entry(name, lower, words, group);
    }

    private static double likeness(Entry one, Entry other) {
        double words = wordsInCommon(one.words(), other.words());
        int longest = Math.max(1, Math.max(one.lower().length(), other.lower().length()));
        int atLeast = Math.abs(one.lower().length() - other.lower().length());
        if ((words + 1 - (double) atLeast / longest) / 2 < AT_LEAST) {
            // Whatever the letters are, it cannot be near. Of a thousand names few need the distance, which is what a
            // client that asks for nonsense could keep an event loop busy with.
            return 0;
        }
        double letters = 1 - (double) distance(one.lower(), other.lower()) / longest;
        return (words + letters) / 2;
    }

    private static double wordsInCommon(Set<String> one, Set<String> other) {
        int common = 0;
        for (String word : one) {
            common += other.contains(word) ? 1 : 0;
        }
        return (double) common / (one.size() + other.size() - common);
    }

    /// Levenshtein's distance.
    private static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(above[j - 1] + change, 1 + Math.min(above[j], row[j - 1]));
            }
            int[] done = row;
            row = above;
            above = done;
        }
        return above[other.length()];
    }
}
