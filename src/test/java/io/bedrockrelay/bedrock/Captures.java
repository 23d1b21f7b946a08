package io.bedrockrelay.bedrock;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Recorded answers of Bedrock, read from beside the project; tests that need them are skipped where they are missing.
public final class Captures {
    private static final Path SHARED = Path.of("..", "shared", "bedrock");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Captures() {}

    /// The recorded streams.
    public static List<Path> streams() throws IOException {
        try (var files = Files.list(file("captures"))) {
            return files.filter(path -> path.toString().endsWith(".bin"))
                    .sorted()
                    .toList();
        }
    }

    public static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(file("captures").resolve(name));
    }

    public static JsonNode json(String path) throws IOException {
        return JSON.readTree(Files.readAllBytes(file(path)));
    }

    private static Path file(String path) {
        assumeTrue(Files.isDirectory(SHARED), "recorded data is not here: " + SHARED.toAbsolutePath());
        return SHARED.resolve(path);
    }
}
