package io.bedrockrelay.it;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Programs that npm has put below a folder of tests.
final class Installed {
    private Installed() {}

    /// Skips the test where the program is not there; on CI that is a failure.
    ///
    /// @param folder where npm has put it
    /// @param file the end of the program's own path
    static Path program(String name, Path folder, Path file) throws IOException {
        if (Files.isDirectory(folder)) {
            try (var files = Files.find(folder, 6, (found, _) -> found.endsWith(file) && Files.isExecutable(found))) {
                var found = files.filter(Files::isRegularFile).findFirst();
                if (found.isPresent()) {
                    return found.get().toAbsolutePath();
                }
            }
        }
        var message = name + " is not installed below " + folder + "; .ci/programs does it";
        return "true".equals(System.getenv("CI")) ? fail(message) : abort(message);
    }
}
