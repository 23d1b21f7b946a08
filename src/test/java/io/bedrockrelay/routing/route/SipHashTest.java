package io.bedrockrelay.routing.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SipHashTest {
    private static final long STAYS = -8066583932582438699L;

    /// The example of the paper that describes SipHash-2-4.
    @Test
    void isTheHashOfThePaper() {
        var hash = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
        for (int i = 0; i < 15; i++) {
            hash.add((byte) i);
        }
        assertThat(hash.end()).isEqualTo(0xa129ca6149be45e5L);
    }

    /// Another value would send every conversation away from its warm cache at the next release.
    @Test
    void staysWhatItIs() {
        assertThat(new SipHash().add("the key team-a").add("model").add("Hello").end())
                .isEqualTo(STAYS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "Grüße", "日本語", "😀 and more", "\uD800"})
    void aTextIsItsBytesAndAnEnd(String text) {
        var bytes = new SipHash();
        text.codePoints().forEach(bytes::add);
        if (text.chars().noneMatch(c -> Character.isSurrogate((char) c)) || text.contains("😀")) {
            bytes = new SipHash();
            for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
                bytes.add(each);
            }
        }
        assertThat(new SipHash().add(text).end())
                .isEqualTo(bytes.add((byte) 0xFF).end());
    }

    @Test
    void twoTextsAreNotTakenForAnotherTwo() {
        assertThat(new SipHash().add("ab").add("c").end())
                .isNotEqualTo(new SipHash().add("a").add("bc").end());
    }
}
