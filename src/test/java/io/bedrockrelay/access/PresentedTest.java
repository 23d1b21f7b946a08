package io.bedrockrelay.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresentedTest {
    private static final String KEY = "brk_0123456789";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer brk_0123456789",
                "bearer brk_0123456789",
                "BEARER   brk_0123456789",
                " Bearer brk_0123456789 "
            })
    void aBearerIsASecret(String header) {
        assertThat(Presented.of(List.of(header), List.of())).isEqualTo(new Presented.Secret(KEY));
    }

    @Test
    void anthropicsHeaderIsOneToo() {
        assertThat(Presented.of(List.of(), List.of(KEY))).isEqualTo(new Presented.Secret(KEY));
    }

    @Test
    void theSameKeyInBothHeadersIsOneKey() {
        assertThat(Presented.of(List.of("Bearer " + KEY), List.of(KEY))).isEqualTo(new Presented.Secret(KEY));
    }

    @Test
    void aBlankApiKeyIsNone() {
        assertThat(Presented.of(List.of("Bearer " + KEY), List.of(" "))).isEqualTo(new Presented.Secret(KEY));
    }

    @Test
    void headersThatContradictEachOtherAreRefused() {
        assertThat(refused(List.of("Bearer " + KEY), List.of("brk_other")).message())
                .contains("Authorization and x-api-key hold different keys");
    }

    @Test
    void aKeyBesideASignatureDoesNotMakeItWelcome() {
        assertThat(refused(List.of("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/x, Signature=y"), List.of(KEY))
                        .message())
                .contains("AWS_BEARER_TOKEN_BEDROCK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261122/us-east-1/bedrock/aws4_request, SignedHeaders=host,"
                        + " Signature=abc",
                "AWS4-ECDSA-P256-SHA256 Credential=AKIDEXAMPLE"
            })
    void aSignatureIsToldWhatToSetInstead(String header) {
        var refused = refused(List.of(header), List.of());
        assertThat(refused.message()).contains("AWS_BEARER_TOKEN_BEDROCK").doesNotContain("AKIDEXAMPLE");
        assertThat(refused.reason()).doesNotContain("AKIDEXAMPLE");
    }

    @Test
    void basicIsRefused() {
        assertThat(refused(List.of("Basic dXNlcjpwYXNz"), List.of()).message())
                .startsWith("Basic authentication is not accepted here.");
    }

    @Test
    void aKeyWithoutItsSchemeIsToldSo() {
        var refused = refused(List.of(KEY), List.of());
        assertThat(refused.message()).contains("with the word Bearer before the key");
        assertThat(refused.toString()).doesNotContain(KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "bearer   "})
    void aBearerOfNothingIsNothing(String header) {
        assertThat(refused(List.of(header), List.of()).reason()).isEqualTo("no credential");
    }

    @Test
    void nothingIsToldHowToSendAKey() {
        assertThat(refused(List.of(), List.of()).message()).contains("Authorization: Bearer KEY", "x-api-key: KEY");
    }

    @Test
    void aHeaderThatStandsTwiceIsRefused() {
        assertThat(refused(List.of("Bearer " + KEY, "Bearer " + KEY), List.of()).reason())
                .contains("twice");
        assertThat(refused(List.of(), List.of(KEY, "brk_other")).reason()).contains("twice");
    }

    @Test
    void aTokenIsToldFromAKey() {
        assertThat(new Presented.Secret("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln").looksLikeToken())
                .isTrue();
        assertThat(new Presented.Secret(KEY).looksLikeToken()).isFalse();
    }

    @Test
    void aSecretDoesNotShowItself() {
        assertThat(new Presented.Secret(KEY)).hasToString("Secret[not shown]");
    }

    private static Presented.Refused refused(List<String> authorization, List<String> apiKey) {
        return (Presented.Refused) Presented.of(authorization, apiKey);
    }
}
