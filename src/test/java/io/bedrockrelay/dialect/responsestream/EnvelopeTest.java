package io.bedrockrelay.dialect.responsestream;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.dialect.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {
    private static final String SEALED = seal("{\"m\":\"anthropic.claude\",\"t\":\"I see é😀.\",\"s\":\"c2ln\"}");

    @Test
    void itHoldsWhatWasPutIn() {
        assertThat(Envelope.open(SEALED)).isEqualTo(new Envelope("anthropic.claude", "I see é😀.", "c2ln", null));
        assertThat(opened(SEALED).blocks())
                .containsExactly(new Block.Reasoning("I see é😀.", "c2ln", "anthropic.claude"));
        assertThat(opened(seal("{\"m\":\"m\",\"r\":\"cmVk\"}")).blocks())
                .containsExactly(new Block.RedactedReasoning("cmVk", "m"));
        assertThat(opened(seal("{\"m\":\"m\",\"s\":\"c2ln\"}")).blocks())
                .containsExactly(new Block.Reasoning("", "c2ln", "m"));
    }

    @Test
    void everyDamageIsFound() {
        for (int at = 0; at < SEALED.length(); at++) {
            assertThat(Envelope.open(SEALED.substring(0, at))).isNull();
            char c = SEALED.charAt(at);
            for (int bit = 0; bit < 8; bit++) {
                assertThat(Envelope.open(replaced(at, (char) (c ^ 1 << bit)))).isNull();
            }
            char other = Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c);
            if (other != c) {
                assertThat(Envelope.open(replaced(at, other))).isNull();
            }
        }
        assertThat(Envelope.open(SEALED + "A")).isNull();
        assertThat(Envelope.open(SEALED + "=")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"m\":\"m\"}",
                "{\"m\":\"\",\"t\":\"x\"}",
                "{\"m\":7,\"t\":\"x\"}",
                "{\"t\":\"x\"}",
                "{\"m\":\"m\",\"t\":[]}",
                "[]",
                "7",
                "",
                "{\"m\":\"m\",\"t\":\"x\"",
                "{\"m\":\"m\",\"t\":\"x\"}}"
            })
    void aForgedOneThatSaysNothingIsNone(String json) {
        assertThat(Envelope.open(seal(json))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "brr1.", "brr1..", "brr1.AAAA", "brr2.AAAA.AAAAAAAAAAA", "gAAAAABo", "br1.REDACTED"})
    void whatOthersMadeIsNone(String foreign) {
        assertThat(Envelope.open(foreign)).isNull();
    }

    @Test
    void noTextAtAllIsAnException() {
        var random = new Random(1);
        for (int i = 0; i < 1_000_000; i++) {
            var text = new StringBuilder(random.nextBoolean() ? "brr1." : "");
            for (int length = random.nextInt(24); length > 0; length--) {
                text.append((char) (random.nextInt(8) == 0 ? random.nextInt(0x10000) : '+' + random.nextInt(80)));
            }
            if (random.nextBoolean()) {
                text.append('.').append("AAAAAAAAAAA");
            }
            assertThat(Envelope.open(text.toString()) == null).isTrue();
        }
    }

    @Test
    void aRightChecksumAroundAnythingIsNoException() {
        var random = new Random(2);
        for (int i = 0; i < 10_000; i++) {
            var bytes = new byte[random.nextInt(32)];
            random.nextBytes(bytes);
            var sealed = seal(new String(bytes, StandardCharsets.ISO_8859_1));
            assertThat(Envelope.open(sealed) == null).isTrue();
        }
    }

    @Test
    void theChecksumIsTheBeginningOfSha256() throws Exception {
        int dot = SEALED.lastIndexOf('.');
        var hash = MessageDigest.getInstance("SHA-256")
                .digest(SEALED.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
        var first = Arrays.copyOf(hash, 8);
        assertThat(SEALED.substring(dot + 1))
                .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(first));
    }

    private static Envelope opened(String sealed) {
        return Objects.requireNonNull(Envelope.open(sealed));
    }

    private static String replaced(int at, char c) {
        return SEALED.substring(0, at) + c + SEALED.substring(at + 1);
    }

    private static String seal(String json) {
        return new String(Envelope.seal(new JsonWriter().raw(json)), StandardCharsets.US_ASCII);
    }
}
