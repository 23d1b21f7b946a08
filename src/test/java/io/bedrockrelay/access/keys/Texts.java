package io.bedrockrelay.access.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Keys files for tests, as text.
final class Texts {
    private Texts() {}

    static KeysReading read(String text) {
        return KeysReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    static Keys good(String text) {
        var reading = read(text);
        assertThat(reading).isInstanceOf(Keys.class);
        return (Keys) reading;
    }

    static List<Mistake> wrong(String text) {
        var reading = read(text);
        assertThat(reading).isInstanceOf(KeysReading.Wrong.class);
        return ((KeysReading.Wrong) reading).mistakes();
    }

    /// A file with one key and further lines, each of which stands below its entry.
    static String file(String name, String secret, String... lines) {
        return "keys:\n" + entry(name, secret, lines);
    }

    static String entry(String name, String secret, String... lines) {
        var text = new StringBuilder("  - name: %s%n    sha256: %s%n"
                .formatted(name, Digest.of(secret).hex()));
        for (var line : lines) {
            text.append("    ").append(line).append('\n');
        }
        return text.toString();
    }
}
