package io.bedrockrelay.it;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A program that a test runs the relay against: the real nginx, Prometheus, Redis or Chromium.
public final class Program {
    private static final List<String> FOLDERS = List.of("/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin");

    private Program() {}

    /// Where the program is. Without it the test is skipped, with a message that says what to install; on CI, where
    /// `.ci/run` installs it, that is a failure, so that no test goes missing unnoticed.
    public static Path require(String name) {
        for (var folder : FOLDERS) {
            var file = Path.of(folder, name);
            if (Files.isExecutable(file)) {
                return file;
            }
        }
        var message = name + " is not installed; .ci/programs lists what the tests use";
        return "true".equals(System.getenv("CI")) ? fail(message) : abort(message);
    }
}
