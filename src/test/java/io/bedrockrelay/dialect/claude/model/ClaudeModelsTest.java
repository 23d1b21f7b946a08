package io.bedrockrelay.dialect.claude.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaudeModelsTest {
    private static final ClaudeModels MODELS = ClaudeModels.read();

    /// A model that is newer than the table takes what the newest that is known of its family takes.
    @ParameterizedTest
    @CsvSource({
        "anthropic.claude-sonnet-4-9, anthropic.claude-sonnet-4-6",
        "anthropic.claude-haiku-4-9-20270101-v1:0, anthropic.claude-haiku-4-5-20251001-v1:0",
        "anthropic.claude-opus-4-9, anthropic.claude-opus-4-8",
        "anthropic.claude-sonnet-6, anthropic.claude-sonnet-5-5",
        "anthropic.claude-opus-6-1, anthropic.claude-opus-5-5",
        "anthropic.claude-haiku-7, anthropic.claude-haiku-5-5",
        "anthropic.claude-fable-9, anthropic.claude-fable-5-2",
        "anthropic.claude-unheard-1, anthropic.claude-opus-5-5",
    })
    void newerModelsTakeWhatTheNewestOfTheirFamilyTakes(String newer, String known) {
        for (var fact : Fact.values()) {
            assertThat(MODELS.of(newer).takes(fact))
                    .as(fact.word())
                    .isEqualTo(MODELS.of(known).takes(fact));
        }
        assertThat(MODELS.of(newer).efforts()).isEqualTo(MODELS.of(known).efforts());
        assertThat(MODELS.of(newer).verdict("tool-examples-2025-10-29"))
                .isEqualTo(MODELS.of(known).verdict("tool-examples-2025-10-29"));
    }

    @Test
    void anOperatorMayKnowBetter() {
        var id = "anthropic.claude-sonnet-4-6";
        var own = read(id, Map.of("system", "yes", "eager", "no", "effort", "low,xhigh"));
        assertThat(own.of(id).takes(Fact.SYSTEM)).isTrue();
        assertThat(own.of(id).takes(Fact.EAGER)).isFalse();
        assertThat(own.of(id).takes(Fact.ADAPTIVE)).as("all else stays").isTrue();
        assertThat(own.of(id).efforts()).containsExactly("low", "xhigh");
        assertThat(own.of("anthropic.claude-opus-4-7").takes(Fact.EAGER)).isTrue();
        assertThat(read(id, Map.of("effort", "no")).of(id).efforts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"sistem, yes, sistem", "system, perhaps, perhaps", "effort, yes, yes", "effort, 'low,most', most"})
    void whatIsNoFactIsRefused(String fact, String value, String named) {
        assertThatThrownBy(() -> read("anthropic.claude-opus-4-8", Map.of(fact, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    private static ClaudeModels read(String id, Map<String, String> facts) {
        return ClaudeModels.read(Map.of(), List.of(), Map.of(id, facts));
    }
}
