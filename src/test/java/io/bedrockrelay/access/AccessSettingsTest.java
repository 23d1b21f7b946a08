package io.bedrockrelay.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.catalogue.ConfigProblem;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessSettingsTest {
    @TempDir
    Path folder;

    @Test
    void withoutAWordTheDoorIsClosedAndAsksForKeys() {
        var settings = settings(Map.of());
        assertThat(settings.modes()).containsExactly(Mode.KEYS);
        assertThat(settings.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("relay.access.keys-file");
            assertThat(problem.value()).isEqualTo("(not set)");
            assertThat(problem.reason()).contains("needs a file that says who may do what");
            assertThat(problem.remedy()).contains("relay.access.mode=open");
        });
    }

    @Test
    void openInSoManyWordsNeedsNothing() {
        var settings = settings(Map.of("relay.access.mode", "open"));
        assertThat(settings.problems()).isEmpty();
        assertThat(settings.anyone().has(CallerRole.CHAT)).isTrue();
        assertThat(settings.anyone().has(CallerRole.ADMIN)).isFalse();
    }

    @Test
    void administrationIsOpenOnlyIfWished() {
        var settings = settings(Map.of("relay.access.mode", "open", "relay.access.open-admin", "true"));
        assertThat(settings.anyone().has(CallerRole.ADMIN)).isTrue();
    }

    @Test
    void bothModesTogetherWithTheirFile() throws IOException {
        var settings = settings(Map.of("relay.access.mode", "keys,oidc", "relay.access.keys-file", file()));
        assertThat(settings.modes()).containsExactlyInAnyOrder(Mode.KEYS, Mode.OIDC);
        assertThat(settings.problems()).isEmpty();
        assertThat(settings.keysReload()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.assumedOutputTokens()).isEqualTo(4096);
    }

    @Test
    void tokensAloneNeedTheirFileToo() {
        assertThat(settings(Map.of("relay.access.mode", "oidc")).problems())
                .extracting(ConfigProblem::key)
                .containsExactly("relay.access.keys-file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "none", "OPEN", "keys,jwt"})
    void anUnknownModeIsNamed(String mode) {
        assertThat(settings(Map.of("relay.access.mode", mode)).problems())
                .contains(new ConfigProblem(
                        "relay.access.mode",
                        mode,
                        "there is no mode " + mode.substring(mode.indexOf(',') + 1),
                        "write keys, oidc, keys,oidc or open"));
    }

    @Test
    void openBesideAnotherModeIsAContradiction() throws IOException {
        assertThat(settings(Map.of("relay.access.mode", "open,keys", "relay.access.keys-file", file()))
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains("would keep nobody out"));
    }

    @ParameterizedTest
    @ValueSource(strings = "open")
    void aFileThatWouldKeepNobodyOutIsToldSo(String mode) throws IOException {
        assertThat(settings(Map.of("relay.access.mode", mode, "relay.access.keys-file", file()))
                        .problems())
                .extracting(ConfigProblem::key)
                .containsExactly("relay.access.keys-file");
    }

    @Test
    void aFileThatIsNotThereOrNoFileIsToldSo() {
        assertThat(keysFile(folder.resolve("keys.yaml").toString()).reason()).isEqualTo("there is no such file");
        assertThat(keysFile(folder.toString()).reason()).isEqualTo("it is not a file");
    }

    @Test
    void numbersOutOfRangeAreNamed() {
        var settings = settings(Map.of(
                "relay.access.mode", "open",
                "relay.access.keys-reload", "10ms",
                "relay.access.assumed-output-tokens", "0"));
        assertThat(settings.problems())
                .extracting(ConfigProblem::key)
                .containsExactly("relay.access.keys-reload", "relay.access.assumed-output-tokens");
    }

    private ConfigProblem keysFile(String path) {
        return settings(Map.of("relay.access.keys-file", path)).problems().getFirst();
    }

    private String file() throws IOException {
        return Files.writeString(folder.resolve("keys.yaml"), "keys: []").toString();
    }

    private static AccessSettings settings(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(AccessSettings.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withSources(new PropertiesConfigSource(values, "test", 500))
                .build()
                .getConfigMapping(AccessSettings.class);
    }
}
