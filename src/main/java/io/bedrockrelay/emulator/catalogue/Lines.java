package io.bedrockrelay.emulator.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// The emulator's data files: one fact a line, `#` starts a remark.
public final class Lines {
    private Lines() {}

    public static List<String> of(String file) {
        try (var stream = Objects.requireNonNull(Lines.class.getResourceAsStream("/emulator/" + file), file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
