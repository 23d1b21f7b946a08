package io.bedrockrelay.dialect;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Requests and streams of real clients, which lie beside the project and not in it.
public final class Captures {
    private static final Path FOLDER = Stream.of("../shared", "../../shared")
            .map(folder -> Path.of(folder, "openai/captures"))
            .filter(Files::isDirectory)
            .findFirst()
            .orElse(Path.of("../shared/openai/captures"));

    private Captures() {}

    /// The names of the captures with this ending; a test of a machine that has none is skipped.
    public static List<String> names(String ending) {
        assumeThat(FOLDER).as("recordings of real clients").isDirectory();
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String read(String name) {
        assumeThat(FOLDER).as("recordings of real clients").isDirectory();
        try {
            return Files.readString(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
