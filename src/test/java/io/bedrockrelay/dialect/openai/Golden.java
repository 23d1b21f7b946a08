package io.bedrockrelay.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Cases kept as files: what goes in beside what must come out. `-Dgolden.write=true` writes the latter anew, to be
/// read by people before it is committed.
final class Golden {
    private static final Path ROOT = Path.of("src/test/resources/golden/openai");

    private Golden() {}

    static List<Path> inputs(String folder, String ending) {
        try (var files = Files.list(ROOT.resolve(folder))) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String name(Path file) {
        var name = file.getFileName().toString();
        return name.substring(0, name.indexOf('.'));
    }

    static void check(Path input, String ending, String actual) {
        var expected = input.resolveSibling(name(input) + ending);
        if (Boolean.getBoolean("golden.write")) {
            try {
                Files.writeString(expected, actual);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        assertThat(actual).isEqualTo(read(expected));
    }
}
