package io.bedrockrelay.access.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.access.CallerRole;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void theEntryThatIsPrintedLetsTheKeyIn() {
        assertThat(run("--name", "team-a", "--roles", "chat,admin", "--expires", "2027-01-31"))
                .isZero();
        var key = Texts.good("keys:\n" + entry()).find(secret()).orElseThrow();
        assertThat(key.name()).isEqualTo("team-a");
        assertThat(key.grant().roles()).containsExactlyInAnyOrder(CallerRole.CHAT, CallerRole.ADMIN);
        assertThat(key.expires()).isEqualTo(Instant.parse("2027-01-31T00:00:00Z"));
        assertThat(err.size()).isZero();
    }

    @Test
    void aNameAloneIsEnough() {
        assertThat(run("--name", "007")).isZero();
        var key = Texts.good("keys:\n" + entry()).find(secret()).orElseThrow();
        assertThat(key.name()).isEqualTo("007");
        assertThat(key.grant().roles()).containsExactly(CallerRole.CHAT);
        assertThat(key.expires()).isNull();
    }

    @Test
    void theKeyIsPrintedOnceAndNotInItsEntry() {
        run("--name", "team-a");
        var text = out.toString(StandardCharsets.UTF_8);
        assertThat(text.split(secret(), -1)).hasSize(2);
        assertThat(entry()).doesNotContain(Secrets.PREFIX);
    }

    @Test
    void keysAreLongAndNeverTheSame() {
        var random = new SecureRandom();
        var seen = new HashSet<String>();
        for (int i = 0; i < 1_000; i++) {
            var secret = Secrets.make(random);
            assertThat(secret).matches("brk_[0-9a-z]{50}");
            seen.add(secret);
        }
        assertThat(seen).hasSize(1_000);
    }

    @Test
    void allBitsOfTheRandomBytesAreInTheKey() {
        assertThat(Secrets.make(filled((byte) 0))).isEqualTo("brk_" + "0".repeat(50));
        assertThat(new BigInteger(Secrets.make(filled((byte) 0xff)).substring(4), 36))
                .isEqualTo(BigInteger.TWO.pow(256).subtract(BigInteger.ONE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--name",
                "--name a b",
                "--nam a",
                "--name a/b",
                "--name a --name b",
                "--name a --roles root",
                "--name a --roles chat,chat",
                "--name a --roles chat,",
                "--name a --expires soon"
            })
    void wrongArgumentsMakeNoKeyAndExplainTheUse(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" ", -1))).isEqualTo(2);
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("make-key --name NAME");
    }

    @Test
    void helpIsNoMistake() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Makes a relay key.");
    }

    private int run(String... args) {
        return KeyCommand.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new SecureRandom());
    }

    private String secret() {
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(Secrets.PREFIX))
                .findFirst()
                .orElseThrow();
    }

    private String entry() {
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("  "))
                .collect(Collectors.joining("\n"));
    }

    @SuppressWarnings("serial")
    private static SecureRandom filled(byte value) {
        return new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
                Arrays.fill(bytes, value);
            }
        };
    }
}
