package io.bedrockrelay.catalogue.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bedrockrelay.catalogue.ConfigProblem;
import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.Policy.Geography;
import io.bedrockrelay.catalogue.Scope;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueSettingsTest {

    private static CatalogueConfig config(String... keysAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(CatalogueConfig.class)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(CatalogueConfig.class);
    }

    @Test
    void everyPropertyHasADefault() {
        CatalogueSettings settings = CatalogueSettings.of(config());

        assertThat(settings.regions()).containsExactly("us-east-1");
        assertThat(settings.refreshEvery()).isEqualTo(Duration.ofMinutes(15));
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.snapshot()).isNull();
        assertThat(settings.applicationProfiles()).isTrue();
        assertThat(settings.obsolete())
                .containsExactly(
                        "titan-text-lite",
                        "titan-text-express",
                        "command-text",
                        "command-light",
                        "j2-",
                        "claude-v2",
                        "claude-instant");
        assertThat(settings.aliases()).isEmpty();
        assertThat(settings.policy()).isEqualTo(Policy.DEFAULT);
    }

    @Test
    void theRegionOfTheAwsEnvironmentIsTheDefault() {
        assertThat(config("aws.region", "eu-west-3").regions()).containsExactly("eu-west-3");
        assertThat(config("aws.default.region", "eu-west-2").regions()).containsExactly("eu-west-2");
        assertThat(config("aws.region", "eu-west-3", "relay.regions", "sa-east-1,us-east-1")
                        .regions())
                .containsExactly("sa-east-1", "us-east-1");
    }

    @Test
    void everyPropertyCanBeSet() {
        CatalogueSettings settings = CatalogueSettings.of(config(
                "relay.catalogue.refresh-every", "PT2M",
                "relay.catalogue.timeout", "2500ms",
                "relay.catalogue.snapshot", "/var/lib/relay/catalogue.json",
                "relay.catalogue.application-profiles", "false",
                "relay.models.obsolete", "old-,older",
                "relay.aliases.\"fast.one\"", "claude-haiku-4-5",
                "relay.aliases.plain", "fast.one",
                "relay.routing.scopes", "in-region,geographic",
                "relay.routing.residency", "eu-*,us-east-1",
                "relay.routing.geography", "widest"));

        assertThat(settings)
                .isEqualTo(new CatalogueSettings(
                        List.of("us-east-1"),
                        Duration.ofMinutes(2),
                        Duration.ofMillis(2500),
                        Path.of("/var/lib/relay/catalogue.json"),
                        false,
                        List.of("old-", "older"),
                        Map.of("fast.one", "claude-haiku-4-5", "plain", "fast.one"),
                        new Policy(
                                List.of(Scope.IN_REGION, Scope.GEOGRAPHIC),
                                List.of("eu-*", "us-east-1"),
                                Geography.WIDEST)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    relay.regions                   | us-east          | us-east          | no AWS Region
                    relay.regions                   | eu-west-1,eu-west-1 | eu-west-1     | twice
                    relay.catalogue.refresh-every   | often            | often            | no span of time
                    relay.catalogue.refresh-every   | 10ms             | 10ms             | shorter than 1s
                    relay.catalogue.timeout         | 0s               | 0s               | not between
                    relay.catalogue.timeout         | 1h               | 1h               | not between
                    relay.catalogue.snapshot        | .                | .                | a directory
                    relay.aliases."a"               | a                | a                | in a circle
                    relay.routing.scopes            | regional         | regional         | no such scope
                    relay.routing.scopes            | application      | application      | no such scope
                    relay.routing.scopes            | global,global    | global,global    | twice
                    relay.routing.residency         | EU               | EU               | neither a Region nor a prefix
                    relay.routing.residency         | eu-west-*-1      | eu-west-*-1      | neither a Region nor a prefix
                    relay.routing.geography         | nearest          | nearest          | no such order
                    """)
    void aWrongValueIsToldWithKeyValueReasonAndRemedy(String key, String value, String shown, String reason) {
        List<ConfigProblem> problems = CatalogueSettings.problems(config(key, value));

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo(key);
            assertThat(problem.value()).isEqualTo(shown);
            assertThat(problem.reason()).contains(reason);
            assertThat(problem.remedy()).isNotBlank();
        });
        assertThatThrownBy(() -> CatalogueSettings.of(config(key, value))).hasMessageContaining(key);
    }

    @Test
    void aPolicyThatCouldNeverAllowAnythingIsAProblem() {
        assertThat(CatalogueSettings.problems(
                        config("relay.routing.scopes", "global", "relay.routing.residency", "eu-*")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains("never meets"));
    }

    @Test
    void allProblemsAreToldAtOnce() {
        assertThat(CatalogueSettings.problems(
                        config("relay.regions", "x", "relay.routing.scopes", "y", "relay.routing.geography", "z")))
                .extracting(ConfigProblem::key)
                .containsExactly("relay.regions", "relay.routing.scopes", "relay.routing.geography");
    }
}
