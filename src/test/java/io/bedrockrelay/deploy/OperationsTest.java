package io.bedrockrelay.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.chat.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The guide for those who run the relay knows every failure, every setting that it names, and every file.
class OperationsTest {
    private static final Pattern FILE = Pattern.compile("`((?:k8s|deploy|\\.github)/[A-Za-z0-9._/-]+)`");
    private static final Pattern VARIABLE = Pattern.compile("(?<![A-Z_])RELAY_[A-Z0-9_]+");

    @ParameterizedTest
    @EnumSource
    void everyErrorCodeIsExplainedWithItsStatus(FailureCode code) throws IOException {
        assertThat(lines())
                .anySatisfy(line -> assertThat(line).startsWith("| `" + code.wire() + "` | " + code.status() + " |"));
    }

    @Test
    void everyFileThatItNamesIsThere() throws IOException {
        var files = FILE.matcher(text()).results().map(found -> found.group(1)).toList();
        assertThat(files).isNotEmpty().allSatisfy(file -> assertThat(Path.of(file))
                .exists());
    }

    @Test
    void everyVariableThatItNamesIsASetting() throws IOException {
        assertThat(VARIABLE.matcher(text()).results().map(found -> found.group()))
                .allSatisfy(name -> assertThat(Settings.known(name)).as(name).isTrue());
    }

    private static List<String> lines() throws IOException {
        return text().lines().toList();
    }

    private static String text() throws IOException {
        return Files.readString(Path.of("docs/operations.md"));
    }
}
