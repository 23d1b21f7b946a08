package io.bedrockrelay.access.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.access.Authentication;
import io.bedrockrelay.access.Caller;
import io.bedrockrelay.access.Presented;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCheckTest {
    private static final Instant END = Instant.parse("2027-01-31T18:00:00Z");

    @Test
    void bothSecretsOfARotationAreTheSameCaller() {
        var text = "keys: [{name: team-a, sha256: [%s, %s]}]"
                .formatted(Digest.of("brk_old").hex(), Digest.of("brk_new").hex());
        assertThat(known(text, "brk_old")).isEqualTo(known(text, "brk_new"));
        assertThat(known(text, "brk_old").described()).isEqualTo("the key team-a");
        assertThat(known(text, "brk_old").kind()).isEqualTo(Caller.Kind.KEY);
    }

    @Test
    void aKeyEndsAtItsInstantAndNotBefore() {
        var text = Texts.file("team-a", "brk_x", "expires: " + END);
        assertThat(at(END.minusNanos(1), text, "brk_x")).isInstanceOf(Authentication.Known.class);
        for (var late : List.of(END, END.plusNanos(1), END.plusSeconds(86_400))) {
            assertThat(at(late, text, "brk_x")).isInstanceOfSatisfying(Authentication.Unknown.class, unknown -> {
                assertThat(unknown.reason()).isEqualTo("the key team-a expired at 2027-01-31T18:00:00Z");
                assertThat(unknown.message()).startsWith("This relay key expired at 2027-01-31T18:00:00Z.");
            });
        }
    }

    @Test
    void aDisabledKeyIsToldSo() {
        assertThat(unknown(Texts.file("team-a", "brk_x", "enabled: false"), "brk_x")
                        .reason())
                .isEqualTo("the key team-a is disabled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"brk_y", "BRK_X", "brk_x ", "", "brk_xx", "brk_"})
    void anotherSecretIsNoKey(String secret) {
        assertThat(unknown(Texts.file("team-a", "brk_x"), secret).message())
                .isEqualTo("This is not a valid relay key.");
    }

    @Test
    void aDigestIsNoKey() {
        var text = Texts.file("team-a", "brk_x");
        assertThat(unknown(text, Digest.of("brk_x").hex()).reason()).isEqualTo("no key has this secret");
    }

    @Test
    void keysOfOthersAreToldApart() {
        var text = Texts.file("team-a", "brk_x");
        assertThat(unknown(text, "ABSKQmVkcm9ja0FQSUtleQ").message()).contains("API key of Amazon Bedrock itself");
        assertThat(unknown(text, "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln").message())
                .contains("looks like a token");
    }

    @Test
    void whatTheHeadersRefuseIsRefused() {
        var check = new KeyCheck(() -> Texts.good("keys: []"), InstantSource.fixed(END));
        assertThat(check.authenticate(Presented.of(List.of("Basic eDp5"), List.of())))
                .isInstanceOfSatisfying(Authentication.Unknown.class, unknown -> assertThat(unknown.message())
                        .startsWith("Basic authentication"));
    }

    @Test
    void everyAnswerAndEveryValueKeepsTheSecretToItself() {
        var secret = "brk_8jk2n5l9";
        var text = Texts.file("team-a", secret);
        var keys = Texts.good(text);
        var hex = Digest.of(secret).hex();
        for (var said : List.of(
                at(END, text, secret),
                at(END, text, secret + "x"),
                at(END, Texts.file("team-a", secret, "expires: 2020-01-01"), secret),
                at(END, Texts.file("team-a", secret, "enabled: false"), secret),
                keys,
                keys.all(),
                Digest.of(secret),
                new Presented.Secret(secret))) {
            assertThat(said.toString()).doesNotContain("8jk2n5l9", hex);
        }
    }

    private static Caller known(String text, String secret) {
        return ((Authentication.Known) at(END, text, secret)).caller();
    }

    private static Authentication.Unknown unknown(String text, String secret) {
        return (Authentication.Unknown) at(END, text, secret);
    }

    private static Authentication at(Instant now, String text, String secret) {
        var keys = Texts.good(text);
        return new KeyCheck(() -> keys, InstantSource.fixed(now)).authenticate(new Presented.Secret(secret));
    }
}
