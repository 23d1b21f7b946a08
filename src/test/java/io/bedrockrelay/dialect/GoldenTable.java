package io.bedrockrelay.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// A file of cases: `### name`, then sections `--- title` with their lines. The first sections are what is given, those
/// that the reader of the table answers are what is expected. `-Dgolden.accept=true` writes the file anew from what the
/// code does; the difference is then to be read like any other.
public final class GoldenTable {
    private final Path file;
    private final Map<String, Map<String, String>> cases = new LinkedHashMap<>();

    /// @param name the file, below `golden`
    public GoldenTable(String name) {
        file = Path.of("src/test/resources/golden", name);
        try {
            var sections = new LinkedHashMap<String, String>();
            var title = "";
            for (var line : Files.readAllLines(file)) {
                if (line.startsWith("### ")) {
                    sections = new LinkedHashMap<>();
                    cases.put(line.substring(4), sections);
                } else if (line.startsWith("--- ")) {
                    title = line.substring(4);
                    sections.put(title, "");
                } else {
                    sections.merge(title, line + "\n", String::concat);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// The sections of each case, by its name.
    public Map<String, Map<String, String>> cases() {
        return cases;
    }

    /// One test per case; `code` makes the expected sections of the given ones.
    public Stream<DynamicTest> tests(Function<Map<String, String>, Map<String, String>> code) {
        if (Boolean.getBoolean("golden.accept")) {
            accept(code);
        }
        var tests = new ArrayList<DynamicTest>();
        cases.forEach((name, sections) -> tests.add(DynamicTest.dynamicTest(name, () -> {
            code.apply(sections).forEach((title, text) -> assertThat(text.strip())
                    .as("%s of '%s'", title, name)
                    .isEqualTo(sections.getOrDefault(title, "").strip()));
        })));
        return tests.stream();
    }

    private void accept(Function<Map<String, String>, Map<String, String>> code) {
        var lines = new ArrayList<String>();
        cases.forEach((name, sections) -> {
            sections.putAll(code.apply(sections));
            lines.add("### " + name);
            sections.forEach((title, text) -> lines.addAll(List.of("--- " + title, text.strip())));
            lines.add("");
        });
        try {
            Files.write(file, lines);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
