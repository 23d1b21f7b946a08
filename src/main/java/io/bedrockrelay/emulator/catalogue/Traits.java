package io.bedrockrelay.emulator.catalogue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What the runtime lets one do with a model; the words are those of `traits.txt`.
///
/// @param maxOutput greatest number of output tokens that may be asked for
public record Traits(int maxOutput, Set<String> words) {
    private static final String MAX = "max=";

    public Traits {
        words = Set.copyOf(words);
    }

    /// These traits and one more.
    public Traits with(String word) {
        var more = new HashSet<>(words);
        more.add(word);
        return new Traits(maxOutput, more);
    }

    public boolean has(String word) {
        return words.contains(word);
    }

    /// Whether the model thinks before it answers when it is asked to.
    public boolean thinks() {
        return has("think-budget") || has("think-effort") || has("think-always");
    }

    /// The traits of every model. Immutable.
    public record Table(List<Row> rows) {
        public Table {
            rows = List.copyOf(rows);
        }

        public static Table read() {
            return new Table(Lines.of("traits.txt").stream().map(Row::parse).toList());
        }

        public Traits of(String modelId) {
            return rows.stream()
                    .filter(row -> row.pattern().matcher(modelId).matches())
                    .findFirst()
                    .orElseThrow()
                    .traits();
        }
    }

    record Row(Pattern pattern, Traits traits) {
        static Row parse(String line) {
            var columns = line.split("\\s*\\|\\s*", -1);
            var pattern = Pattern.compile(Pattern.quote(columns[0]).replace("*", "\\E.*\\Q"));
            int max = Integer.parseInt(columns[1].substring(MAX.length()));
            return new Row(pattern, new Traits(max, Set.copyOf(List.of(columns[2].split(" ")))));
        }
    }
}
