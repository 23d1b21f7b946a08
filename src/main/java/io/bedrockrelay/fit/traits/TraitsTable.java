package io.bedrockrelay.fit.traits;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The traits of all models, as `fit/model-traits.txt` tells them; the file explains its own form. Immutable.
public final class TraitsTable {
    private static final String RESOURCE = "/fit/model-traits.txt";
    private static final Pattern FACT = Pattern.compile("([a-z-]+)\\s*=\\s*([^|]+?)\\s*\\|\\s*(\\S.*)");

    private final List<Row> rows;
    private final Map<String, Map<Trait, String>> overrides;

    private TraitsTable(List<Row> rows, Map<String, Map<Trait, String>> overrides) {
        this.rows = rows;
        this.overrides = overrides;
    }

    /// The table that comes with the relay, changed by what an operator says of single models.
    ///
    /// @param overrides by bare model id; values as in the table
    /// @throws IllegalArgumentException if a value is none of its trait's
    public static TraitsTable read(Map<String, Map<Trait, String>> overrides) {
        try (var lines = new BufferedReader(
                new InputStreamReader(TraitsTable.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8))) {
            var table = new TraitsTable(parse(lines.lines().toList()), Map.copyOf(overrides));
            overrides.keySet().forEach(table::of);
            return table;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", unreadable);
        }
    }

    public static TraitsTable read() {
        return read(Map.of());
    }

    /// The traits of a model by its bare id, that is without `us.` or `global.` in front.
    public Traits of(String modelId) {
        var traits = Traits.unknown(modelId);
        for (var row : rows) {
            if (row.fits(modelId)) {
                traits = over(traits, row.facts());
                break;
            }
        }
        return over(traits, overrides.getOrDefault(modelId, Map.of()));
    }

    /// The first pattern of the row that counts for a model, for tests and lists; null where only the last row, which
    /// fits all, knows anything.
    public @Nullable String row(String modelId) {
        for (var row : rows) {
            if (row.fits(modelId)) {
                return row.names().equals("*") ? null : row.names();
            }
        }
        return null;
    }

    private static Traits over(Traits traits, Map<Trait, String> facts) {
        var result = traits;
        for (var fact : facts.entrySet()) {
            result = result.with(fact.getKey(), fact.getValue());
        }
        return result;
    }

    static List<Row> parse(List<String> lines) {
        var families = new HashMap<String, Map<Trait, String>>();
        var rows = new ArrayList<Row>();
        Map<Trait, String> open = new LinkedHashMap<>();
        for (var line : lines) {
            var text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            if (text.startsWith("family ")) {
                open = begin(text.substring("family ".length()), families);
                families.put(head(text.substring("family ".length())), open);
            } else if (text.startsWith("model ")) {
                open = begin(text.substring("model ".length()), families);
                rows.add(new Row(head(text.substring("model ".length())), open));
            } else {
                fact(text, open);
            }
        }
        return rows.stream().map(Row::sealed).toList();
    }

    /// What a family or model has from those it is like.
    private static Map<Trait, String> begin(String text, Map<String, Map<Trait, String>> families) {
        var facts = new LinkedHashMap<Trait, String>();
        int like = text.indexOf(" like ");
        if (like >= 0) {
            for (var family : text.substring(like + " like ".length()).strip().split("\\s+", -1)) {
                var known = families.get(family);
                if (known == null) {
                    throw new IllegalArgumentException("no family '" + family + "' before: " + text);
                }
                facts.putAll(known);
            }
        }
        return facts;
    }

    private static String head(String text) {
        int like = text.indexOf(" like ");
        return (like < 0 ? text : text.substring(0, like)).strip();
    }

    private static void fact(String line, Map<Trait, String> into) {
        var fact = FACT.matcher(line);
        if (!fact.matches()) {
            throw new IllegalArgumentException("not of the form 'trait = value | source, date': " + line);
        }
        var trait = Trait.fromWire(fact.group(1));
        if (trait == null) {
            throw new IllegalArgumentException("no trait of this name: " + line);
        }
        into.put(trait, fact.group(2));
    }

    /// @param names patterns of bare model ids, apart by blanks
    record Row(String names, Map<Trait, String> facts, List<Pattern> patterns) {
        Row(String names, Map<Trait, String> facts) {
            this(names, facts, List.of());
        }

        Row sealed() {
            var patterns = new ArrayList<Pattern>();
            for (var name : names.split("\\s+", -1)) {
                patterns.add(Pattern.compile(Pattern.quote(name).replace("*", "\\E.*\\Q")));
            }
            return new Row(names, facts, patterns);
        }

        boolean fits(String modelId) {
            return patterns.stream()
                    .anyMatch(pattern -> pattern.matcher(modelId).matches());
        }
    }
}
