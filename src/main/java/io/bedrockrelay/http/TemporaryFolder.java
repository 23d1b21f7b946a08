package io.bedrockrelay.http;

import io.bedrockrelay.catalogue.ConfigProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Whether there is a folder for temporary files, without which neither Vert.x nor Netty's native parts start. It is
/// looked for before anything of them is.
final class TemporaryFolder {
    private static final String KEY = "java.io.tmpdir";

    private TemporaryFolder() {}

    static @Nullable ConfigProblem problem() {
        return problem(Path.of(System.getProperty(KEY, "/tmp")));
    }

    static @Nullable ConfigProblem problem(Path folder) {
        try {
            Files.delete(Files.createTempFile(folder, "relay", ".tmp"));
            return null;
        } catch (IOException | SecurityException refused) {
            return new ConfigProblem(
                    KEY,
                    folder.toString(),
                    "the relay cannot write there: " + refused.getClass().getSimpleName(),
                    "mount a writable folder there (an emptyDir in Kubernetes), or name another one with"
                            + " -Djava.io.tmpdir=…");
        }
    }
}
