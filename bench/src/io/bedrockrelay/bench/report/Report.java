package io.bedrockrelay.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Text that is printed as it grows, and kept with the measures it was made from.
final class Report {
    private final StringBuilder text = new StringBuilder();
    private final List<Measure> measures = new ArrayList<>();
    private final Map<String, Object> facts = new LinkedHashMap<>();

    void line(String format, Object... values) {
        var line = String.format(Locale.ROOT, format, values);
        System.out.println(line);
        text.append(line).append('\n');
    }

    void table(String... columns) {
        line("%s", "");
        line("%s", "| " + String.join(" | ", columns) + " |");
        line("%s", "|---".repeat(columns.length) + "|");
    }

    void keep(Measure measure) {
        measures.add(measure);
    }

    void fact(String name, Object value) {
        facts.put(name, value);
    }

    /// Of the measures that have this in their name.
    long errors(String part) {
        return measures.stream()
                .filter(measure -> measure.name().contains(part))
                .mapToLong(Measure::errors)
                .sum();
    }

    /// Writes `NAME.md` and `NAME.json` into the folder.
    void write(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name + ".md"), text);
        var all = new LinkedHashMap<String, Object>(facts);
        all.put("measures", measures.stream().map(Measure::json).toList());
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve(name + ".json").toFile(), all);
    }
}
