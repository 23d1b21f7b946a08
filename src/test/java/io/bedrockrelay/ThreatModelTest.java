package io.bedrockrelay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The threat model names a test for everything that it says is refused; each of them has to be there.
class ThreatModelTest {
    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z0-9]*(?:Test|IT))`");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (?!what is tried|---).*$");

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        var model = Files.readString(Path.of("SECURITY.md"));
        var named = NAMED.matcher(model).results().map(found -> found.group(1)).toList();
        assertThat(named)
                .hasSizeGreaterThan(20)
                .allSatisfy(name -> assertThat(sources()).as(name).contains(name + ".java"));
    }

    @Test
    void everyThreatNamesATest() throws IOException {
        var rows = ROW.matcher(Files.readString(Path.of("SECURITY.md")))
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(rows)
                .hasSizeGreaterThan(10)
                .allSatisfy(row -> assertThat(NAMED.matcher(row).find()).as(row).isTrue());
    }

    private static Stream<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }
}
