package io.bedrockrelay.access.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HostileYamlTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final String SIGNS = "{}[]:-&*!|>'\"\n #%@`,\t\0x";

    @Test
    void aBillionLaughsAreNotLaughed() {
        var text = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (int i = 1; i < 12; i++) {
            text.append("a%d: &a%d [%s]%n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(8) + "*a" + (i - 1)));
        }
        text.append("keys: *a11\n");
        refusedSoon(text.toString());
    }

    @Test
    void aliasesOfEntriesDoNotMultiply() {
        var text = new StringBuilder("keys:\n  - &a\n    name: x\n    sha256: " + "0".repeat(64) + "\n");
        text.append("  - *a\n".repeat(100_000));
        refusedSoon(text.toString());
    }

    @Test
    void aListThatHoldsItselfIsNoTrap() {
        refusedSoon("keys: &a [*a]");
        refusedSoon("&a {keys: [*a]}");
        refusedSoon("&a {*a : *a}");
    }

    @Test
    void depthIsBounded() {
        refusedSoon("keys: " + "[".repeat(100_000));
        refusedSoon("keys: " + "[".repeat(50_000) + "]".repeat(50_000));
        refusedSoon("keys: " + "{a: ".repeat(100_000));
        refusedSoon("- ".repeat(100_000));
    }

    @Test
    void sizeIsBounded() {
        var mistakes = Texts.wrong("#".repeat(KeysYaml.MOST_BYTES + 1));
        assertThat(mistakes.getFirst().reason()).isEqualTo("it is larger than 1 MiB");
    }

    @Test
    void aFullFileOfMistakesTellsAHundred() {
        var text = new StringBuilder("keys:\n");
        text.append("  - {x: y}\n".repeat(20_000));
        assertTimeoutPreemptively(
                SOON, () -> assertThat(Texts.wrong(text.toString())).hasSize(100));
    }

    @Test
    void noClassIsMadeFromATag() {
        refusedSoon("keys: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]");
        refusedSoon("keys: [!!java.io.File {name: /etc/passwd}]");
        refusedSoon("!!io.bedrockrelay.access.keys.Keys []");
    }

    @Test
    void whatIsNotTextIsRefused() {
        refusedSoon("keys: [\0]");
        refusedSoon("keys: [\u0007]");
        refusedSoon("%YAML 9.9\n---\nkeys: []");
        refusedSoon("keys: []\n---\nkeys: []\n");
        assertThat(KeysReader.read(new byte[] {'k', 'e', 'y', 's', ':', ' ', (byte) 0xff}))
                .isInstanceOf(KeysReading.Wrong.class);
    }

    @Test
    void noMutilationOfAGoodFileIsAnythingButReadOrRefused() {
        var good = Texts.file("a", "brk_x", "models: [\"anthropic.*\"]", "limits: &l {tokensPerDay: 5}")
                + Texts.entry("b", "brk_y", "limits: *l", "expires: 2027-01-31");
        var random = new Random(6);
        for (int i = 0; i < 3_000; i++) {
            var bytes = good.getBytes(StandardCharsets.UTF_8);
            for (int n = random.nextInt(4); n >= 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) SIGNS.charAt(random.nextInt(SIGNS.length()));
            }
            var cut = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            assertThat(KeysReader.read(cut)).isNotNull();
        }
    }

    private static void refusedSoon(String text) {
        assertTimeoutPreemptively(SOON, () -> assertThat(Texts.wrong(text)).isNotEmpty());
    }
}
