package io.bedrockrelay.access.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.access.CallerRole;
import io.bedrockrelay.access.Glob;
import io.bedrockrelay.access.Limit;
import io.bedrockrelay.catalogue.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class KeysReaderTest {

    @Test
    void everyFieldIsRead() throws IOException {
        var key = sample().all().getFirst();
        var grant = key.grant();
        assertThat(key.name()).isEqualTo("team-a");
        assertThat(key.digests()).containsExactly(Digest.of("brk_alpha"), Digest.of("brk_alpha-next"));
        assertThat(key.expires()).isEqualTo(Instant.parse("2027-01-31T17:00:00Z"));
        assertThat(key.enabled()).isTrue();
        assertThat(grant.roles()).containsExactly(CallerRole.CHAT);
        assertThat(grant.models()).containsExactly(new Glob("anthropic.*"), new Glob("amazon.nova-pro-v1:0"));
        assertThat(grant.regions()).containsExactly(new Glob("eu-*"), new Glob("us-east-1"));
        assertThat(grant.scopes()).containsExactly(Scope.IN_REGION, Scope.GEOGRAPHIC);
        assertThat(grant.residency()).containsExactly("eu-*");
        assertThat(grant.defaultRegion()).isEqualTo("eu-west-1");
        assertThat(grant.applicationProfiles().of("anthropic.claude-sonnet-4-6", "us-east-1"))
                .contains("arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/def456abc123");
        assertThat(grant.applicationProfiles().of("amazon.nova-pro-v1:0", "eu-west-1"))
                .contains("mi1dadi0g15f");
        assertThat(grant.limits().most())
                .containsExactly(
                        Map.entry(Limit.REQUESTS_PER_MINUTE, 600L),
                        Map.entry(Limit.TOKENS_PER_MINUTE, 400_000L),
                        Map.entry(Limit.CONCURRENT_STREAMS, 50L),
                        Map.entry(Limit.TOKENS_PER_DAY, 20_000_000L),
                        Map.entry(Limit.TOKENS_PER_MONTH, 300_000_000L));
    }

    @Test
    void aDateEndsAKeyAsTheDayBeginsAndAnAliasIsWhatItStandsFor() throws IOException {
        var key = sample().all().get(1);
        assertThat(key.expires()).isEqualTo(Instant.parse("2027-01-31T00:00:00Z"));
        assertThat(key.grant().roles()).containsExactlyInAnyOrder(CallerRole.ADMIN, CallerRole.CHAT);
        assertThat(key.grant().limits().most()).hasSize(5);
    }

    @Test
    void aKeyForOneRegionHasItAsDefault() throws IOException {
        assertThat(sample().all().get(1).grant().defaultRegion()).isEqualTo("eu-west-2");
    }

    @Test
    void whatIsNotSaidTakesNothingAwayButAdministration() throws IOException {
        var key = sample().all().get(2);
        assertThat(key.enabled()).isFalse();
        assertThat(key.expires()).isNull();
        assertThat(key.grant().roles()).containsExactly(CallerRole.CHAT);
        assertThat(key.grant().models()).isEmpty();
        assertThat(key.grant().regions()).isEmpty();
        assertThat(key.grant().limits().most()).isEmpty();
        assertThat(key.grant().defaultRegion()).isNull();
    }

    @Test
    void aDigestMayBeWrittenInCapitals() {
        var hex = Digest.of("brk_x").hex().toUpperCase(Locale.ROOT);
        assertThat(Texts.good("keys: [{name: a, sha256: '" + hex + "'}]").find("brk_x"))
                .isPresent();
    }

    @Test
    void aFileWithoutKeysIsAFile() {
        assertThat(Texts.good("keys: none").size()).isZero();
    }

    @Test
    void aByteOrderMarkIsNoMistake() {
        assertThat(Texts.good("\uFEFF" + Texts.file("a", "brk_x")).size()).isEqualTo(1);
    }

    private static Keys sample() throws IOException {
        try (var in = Objects.requireNonNull(KeysReaderTest.class.getResourceAsStream("/access/keys.yaml"))) {
            return Texts.good(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
