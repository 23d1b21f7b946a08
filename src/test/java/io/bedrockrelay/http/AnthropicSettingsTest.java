package io.bedrockrelay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.bedrockrelay.catalogue.ConfigProblem;
import io.bedrockrelay.dialect.claude.model.Fact;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnthropicSettingsTest {

    @Test
    void goodValuesAreTaken() {
        var settings = settings(Map.of(
                "relay.anthropic.listed", "all",
                "relay.anthropic.betas.\"new-*\"", "out",
                "relay.anthropic.models.\"anthropic.claude-opus-4-8\".system", "no",
                "relay.anthropic.refused-fields", "tools.defer_loading"));
        assertThat(settings.problems()).isEmpty();
        assertThat(settings.listed()).isEqualTo(AnthropicSettings.Listed.ALL);
        assertThat(settings.table().of("anthropic.claude-opus-4-8").takes(Fact.SYSTEM))
                .isFalse();
    }

    @Test
    void eachWrongValueIsToldWithItsKeyAndARemedy() {
        var problems = settings(Map.of(
                        "relay.anthropic.betas.\"a\"", "perhaps",
                        "relay.anthropic.models.\"m\".sistem", "no",
                        "relay.anthropic.models.\"m\".effort", "much",
                        "relay.anthropic.refused-fields", "tools..a"))
                .problems();
        assertThat(problems)
                .extracting(ConfigProblem::key, ConfigProblem::value)
                .containsExactlyInAnyOrder(
                        tuple("relay.anthropic.betas.\"a\"", "perhaps"),
                        tuple("relay.anthropic.models.\"m\".sistem", "no"),
                        tuple("relay.anthropic.models.\"m\".effort", "much"),
                        tuple("relay.anthropic.refused-fields", "tools..a"));
        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.reason()).isNotBlank();
            assertThat(problem.remedy()).isNotBlank();
        });
    }

    private static AnthropicSettings settings(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(AnthropicSettings.class)
                .withSources(new PropertiesConfigSource(values, "test", 400))
                .build()
                .getConfigMapping(AnthropicSettings.class);
    }
}
