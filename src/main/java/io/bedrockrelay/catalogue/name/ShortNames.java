package io.bedrockrelay.catalogue.name;

import io.bedrockrelay.catalogue.region.Model;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names by which a model's own maker calls it, derived from its id: provider prefix off, version off, date off, in
/// each combination.
public final class ShortNames {

    /// `-v1:0`, `-v1`, `-1:0`, `:0`, but not the `-5` of `claude-sonnet-5`.
    private static final Pattern VERSION = Pattern.compile("(?:-v\\d+(?::\\d+)?|-\\d+:\\d+|:\\d+)$");

    /// `-20250929`, or `-2407` for July 2024.
    private static final Pattern DATE =
            Pattern.compile("-(?:20(\\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])|(2\\d)(0[1-9]|1[0-2]))$");

    /// Callable before not callable, ACTIVE before LEGACY, newest first; the id decides what is left, so that the
    /// order is the same every time.
    static final Comparator<Model> BEST_FIRST = Comparator.comparing(Model::isCallable)
            .thenComparing(Model::isActive)
            .thenComparing(ShortNames::released)
            .thenComparing(Model::id)
            .reversed();

    /// The newest first; the id decides what is left.
    public static final Comparator<Model> NEWEST_FIRST =
            Comparator.comparing(ShortNames::released).reversed().thenComparing(Model::id);

    private ShortNames() {}

    public static Set<String> of(String modelId) {
        int dot = modelId.indexOf('.');
        String bare = modelId.substring(dot + 1);
        Set<String> names = new LinkedHashSet<>();
        names.add(bare);
        // A second colon marks a context-window variant: another offer, not another spelling of the model.
        if (modelId.indexOf(':') == modelId.lastIndexOf(':')) {
            for (String start : List.of(bare, modelId)) {
                addShortened(start, names);
            }
        }
        names.remove(modelId);
        return names;
    }

    /// What the editions of one model have in common: the id without date and version.
    static String base(String modelId) {
        return DATE.matcher(VERSION.matcher(modelId).replaceFirst("")).replaceFirst("");
    }

    private static void addShortened(String name, Set<String> names) {
        String unversioned = VERSION.matcher(name).replaceFirst("");
        String version = name.substring(unversioned.length());
        int colon = version.indexOf(':');
        String undated = DATE.matcher(unversioned).replaceFirst("");
        for (String start : List.of(unversioned, undated)) {
            names.add(start + version);
            if (colon > 0) {
                names.add(start + version.substring(0, colon));
            }
            names.add(start);
        }
    }

    /// The day Bedrock says, else the day or month in the id, else the beginning of time.
    private static Instant released(Model model) {
        Instant start = model.listed().lifecycle().startOfLife();
        return start != null ? start : dateIn(model.id());
    }

    private static Instant dateIn(String modelId) {
        Matcher date = DATE.matcher(VERSION.matcher(modelId).replaceFirst(""));
        if (!date.find()) {
            return Instant.EPOCH;
        }
        boolean day = date.group(1) != null;
        int year = 2000 + Integer.parseInt(date.group(day ? 1 : 4));
        int month = Integer.parseInt(date.group(day ? 2 : 5));
        LocalDate first = LocalDate.of(year, month, 1);
        int dayOfMonth = day ? Math.min(Integer.parseInt(date.group(3)), first.lengthOfMonth()) : 1;
        return first.withDayOfMonth(dayOfMonth).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
