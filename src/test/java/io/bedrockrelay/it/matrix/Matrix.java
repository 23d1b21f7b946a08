package io.bedrockrelay.it.matrix;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the tests of one run have shown. Written to `target/conformance.md` and `.json` when the run has ended.
final class Matrix implements AutoCloseable {
    private static final Path FOLDER = Path.of("target");

    private final Map<Cell, Result> results = new TreeMap<>();

    record Cell(Client client, Feature feature, boolean streamed) implements Comparable<Cell> {
        @Override
        public int compareTo(Cell other) {
            return Comparator.comparing(Cell::client)
                    .thenComparing(Cell::feature)
                    .thenComparing(Cell::streamed)
                    .compare(this, other);
        }
    }

    /// The worst outcome of a cell's tests, its reason, and how many tests there were.
    record Result(Outcome outcome, String reason, int tests) {
        Result and(Result next) {
            var worse = next.outcome.compareTo(outcome) > 0 ? next : this;
            return new Result(worse.outcome, worse.reason, tests + next.tests);
        }
    }

    synchronized void note(Cell cell, Outcome outcome, String reason) {
        results.merge(cell, new Result(outcome, reason, 1), Result::and);
    }

    synchronized @Nullable Result result(Cell cell) {
        return results.get(cell);
    }

    @Override
    public synchronized void close() throws IOException {
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve("conformance.md"), new Page(this).text());
        var rows = results.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .toList();
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(FOLDER.resolve("conformance.json").toFile(), List.copyOf(rows));
    }

    private static Map<String, Object> row(Cell cell, Result result) {
        var row = new java.util.LinkedHashMap<String, Object>();
        row.put("client", cell.client().label());
        row.put("feature", cell.feature().title());
        row.put("streamed", cell.streamed());
        row.put("outcome", result.outcome().name());
        row.put("reason", result.reason());
        row.put("tests", result.tests());
        return row;
    }
}
