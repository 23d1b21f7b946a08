package io.bedrockrelay.catalogue.name;

import io.bedrockrelay.catalogue.Target.MatchedAs;
import io.bedrockrelay.catalogue.region.Catalogue;
import io.bedrockrelay.catalogue.region.Model;
import io.bedrockrelay.catalogue.region.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// Finds the model that people mean by a name which is none of Bedrock's: a display name, another gateway's or the
/// vendor's own. Derived from ids and display names alone. Built once per catalogue, then only read.
public final class WrittenNames {
    /// Nobody writes longer names by hand; a client that sends kilobytes must not keep an event loop busy.
    private static final int LONGEST = 120;

    /// @param base the id without date and version: editions of one model share it
    private record Form(Model model, String base, Spelling spelling) {}

    /// The forms of one maker's models, by their words without the maker's and the brand's.
    private record Maker(Set<String> names, Map<Set<String>, List<Form>> forms) {}

    private final Map<String, Model> byDisplayName = new HashMap<>();
    private final Map<String, Profile> byProfileName = new HashMap<>();
    private final Map<String, List<Profile>> byLabel = new HashMap<>();
    private final List<Maker> makers = new ArrayList<>();
    private final List<Form> families = new ArrayList<>();

    public WrittenNames(Catalogue catalogue) {
        Map<String, List<Form>> byMaker = new LinkedHashMap<>();
        Set<String> ambiguous = new HashSet<>();
        for (Model model : catalogue.models()) {
            // A second colon marks a context-window variant, which no written name means.
            if (model.id().indexOf(':') == model.id().lastIndexOf(':')) {
                addForms(model, byMaker);
                if (byDisplayName.putIfAbsent(model.listed().name(), model) != null) {
                    ambiguous.add(model.listed().name());
                }
            }
        }
        ambiguous.forEach(byDisplayName::remove);
        byMaker.values().forEach(this::addMaker);
        for (Profile profile : catalogue.profiles()) {
            if (!profile.isApplication()) {
                byProfileName.putIfAbsent(profile.listed().name().toLowerCase(Locale.ROOT), profile);
                byLabel.computeIfAbsent(profile.geography(), _ -> new ArrayList<>())
                        .add(profile);
            }
        }
    }

    private void addForms(Model model, Map<String, List<Form>> byMaker) {
        int dot = model.id().indexOf('.');
        String bare = model.id().substring(dot + 1);
        var unversioned = Spelling.unversioned(bare);
        var asItIs = Spelling.of(bare);
        var base = ShortNames.base(model.id());
        var forms = byMaker.computeIfAbsent(model.listed().provider(), _ -> new ArrayList<>());
        if (unversioned != null) {
            forms.add(new Form(model, base, unversioned));
        }
        forms.add(new Form(model, base, asItIs));
        forms.add(new Form(model, base, Spelling.of(model.listed().name())));
        families.add(new Form(model, base, unversioned == null ? asItIs : unversioned));
    }

    private void addMaker(List<Form> forms) {
        Set<String> names = new TreeSet<>();
        Set<String> bases = new HashSet<>();
        Map<String, Set<String>> basesByWord = new HashMap<>();
        for (Form form : forms) {
            var id = form.model().id();
            names.addAll(
                    Spelling.of(id.substring(0, Math.max(id.indexOf('.'), 0))).words());
            names.addAll(Spelling.of(form.model().listed().provider()).words());
            bases.add(form.base());
            form.spelling().words().forEach(word -> basesByWord
                    .computeIfAbsent(word, _ -> new HashSet<>())
                    .add(form.base()));
        }
        // A word that all of a maker's models have, such as `claude`, may be left out.
        if (bases.size() > 1) {
            basesByWord.forEach((word, with) -> {
                if (with.size() == bases.size()) {
                    names.add(word);
                }
            });
        }
        Map<Set<String>, List<Form>> byWords = new HashMap<>();
        forms.forEach(form -> byWords.computeIfAbsent(form.spelling().wordsWithout(names), _ -> new ArrayList<>())
                .add(form));
        makers.add(new Maker(names, byWords));
    }

    /// What stands before a profile's model id here (`us`, `global`), where the name begins with it; else null.
    public @Nullable String label(String name) {
        int dot = name.indexOf('.');
        return dot > 0 && byLabel.containsKey(name.substring(0, dot)) ? name.substring(0, dot) : null;
    }

    /// The profile of a label that reaches a model; null where there is none.
    public @Nullable Profile profile(String label, Model model) {
        return byLabel.getOrDefault(label, List.of()).stream()
                .filter(profile -> profile.isActive() && profile.modelIds().contains(model.id()))
                .findFirst()
                .orElse(null);
    }

    /// What a name means here; null where nothing fits.
    public @Nullable Named find(String name) {
        if (name.length() > LONGEST) {
            return null;
        }
        var display = byDisplayName.get(name.strip());
        if (display != null) {
            return new Named.OfFamily(List.of(display));
        }
        var profile = byProfileName.get(name.strip().toLowerCase(Locale.ROOT));
        if (profile != null) {
            return new Named.OfProfile(profile, profile.invocationId(), MatchedAs.WRITTEN_FORM);
        }
        var asked = Spelling.of(name);
        var unversioned = Spelling.unversioned(name);
        Named found = member(asked);
        if (found == null && unversioned != null) {
            found = member(unversioned);
        }
        return found == null && asked.isBare() && asked.saysEnough() ? family(asked) : found;
    }

    private @Nullable Named member(Spelling asked) {
        if (!asked.saysEnough()) {
            return null;
        }
        var exactly = matching(asked, Spelling::equalsInFigures);
        return oneOf(exactly.isEmpty() ? matching(asked, Spelling::omitsOnlySizes) : exactly);
    }

    private List<Form> matching(Spelling asked, BiPredicate<Spelling, Spelling> figures) {
        List<Form> found = new ArrayList<>();
        for (Maker maker : makers) {
            var words = asked.wordsWithout(maker.names());
            if (words.isEmpty() && asked.isBare()) {
                continue;
            }
            for (Form form : maker.forms().getOrDefault(words, List.of())) {
                if (figures.test(asked, form.spelling()) && isOfEdition(asked, form)) {
                    found.add(form);
                }
            }
        }
        return found;
    }

    /// Who tells a date or a version means that one; only version 1 is also told of models that have none.
    private static boolean isOfEdition(Spelling asked, Form form) {
        var edition = Spelling.unversioned(form.model().id());
        var own = edition == null ? Spelling.of(form.model().id()) : edition;
        if (asked.date() != null && !asked.date().equals(own.date())) {
            return false;
        }
        return asked.version() == null
                || asked.version().equals(own.version())
                || (own.version() == null && asked.version() == 1);
    }

    /// The newest of a family that has no sizes; several families, or sizes, are no choice for a relay to make.
    private @Nullable Named family(Spelling asked) {
        var fit = families.stream()
                .filter(form -> form.spelling().words().equals(asked.words()))
                .toList();
        if (fit.isEmpty() || !fit.getFirst().spelling().sizes().isEmpty()) {
            fit = families.stream()
                    .filter(form -> form.spelling().words().containsAll(asked.words()))
                    .filter(form -> form.model().isChat())
                    .toList();
        }
        if (fit.isEmpty()) {
            return null;
        }
        var words = fit.getFirst().spelling().words();
        boolean one = fit.stream()
                .allMatch(form -> form.spelling().words().equals(words)
                        && form.spelling().sizes().isEmpty());
        return one || fit.size() == 1 ? new Named.OfFamily(best(fit)) : new Named.OfModels(best(fit));
    }

    private static @Nullable Named oneOf(List<Form> forms) {
        if (forms.isEmpty()) {
            return null;
        }
        boolean one = forms.stream().map(Form::base).distinct().count() == 1;
        return one ? new Named.OfFamily(best(forms)) : new Named.OfModels(best(forms));
    }

    private static List<Model> best(List<Form> forms) {
        return forms.stream()
                .map(Form::model)
                .distinct()
                .sorted(ShortNames.BEST_FIRST)
                .toList();
    }
}
