package io.bedrockrelay.access.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DigestTest {

    @Test
    void isTheSha256OfTheText() {
        // FIPS 180-2, appendix B.1.
        assertThat(Digest.of("abc").hex())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Digest.parse(Digest.of("abc").hex())).contains(Digest.of("abc"));
    }

    @Test
    void differsWhereverOneByteDoes() {
        var hex = "00".repeat(32);
        var zero = Digest.parse(hex).orElseThrow();
        for (int i = 0; i < 64; i++) {
            var other = Digest.parse(hex.substring(0, i) + "1" + hex.substring(i + 1));
            assertThat(other.orElseThrow()).isNotEqualTo(zero);
        }
    }

    @Test
    void isFoundAmongOthersOfTheSameHash() {
        Map<Digest, Integer> table = new HashMap<>();
        for (int i = 0; i < 256; i++) {
            table.put(digest(i), i);
        }
        assertThat(table).hasSize(256);
        for (int i = 0; i < 256; i++) {
            assertThat(Objects.requireNonNull(table.get(digest(i)))).isEqualTo(i);
        }
    }

    /// A clock cannot prove equal time on a shared machine; that nothing compares digests in another way can be seen.
    @Test
    void bytesAreComparedByTheOneMethodThatDoesNotStopEarly() throws IOException {
        var source = Files.readString(Path.of("src/main/java/io/bedrockrelay/access/keys/Digest.java"));
        assertThat(source).contains("MessageDigest.isEqual(bytes, digest.bytes)");
        for (var early : new String[] {"Arrays.equals", "Arrays.compare", "hex().equals", "Arrays.mismatch"}) {
            try (var files = Files.list(Path.of("src/main/java/io/bedrockrelay/access/keys"))) {
                assertThat(files.filter(file -> !file.endsWith("KeysFile.java")))
                        .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain(early));
            }
        }
    }

    private static Digest digest(int i) {
        return Digest.parse("abcdef01" + "00".repeat(27) + "%02x".formatted(i)).orElseThrow();
    }
}
