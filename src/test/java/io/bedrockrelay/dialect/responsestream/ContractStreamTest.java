package io.bedrockrelay.dialect.responsestream;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.dialect.Captures;
import io.bedrockrelay.dialect.openai.EventLines;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The streams that OpenAI's clients were seen to read as intended are told to the byte.
class ContractStreamTest {
    private static final String USAGE = """
            metered {"input":85,"output":20,"total":120,"cacheRead":10,"cacheWrite":5}
            """;
    private static final Map<String, String> EVENTS = Map.of(
            "contract-tools-turn1.sse",
            """
            started
            reasoning 0 "I shou"
            reasoning 0 "ld ask"
            reasoning 0 " the t"
            reasoning 0 "ool."
            signature 0 "c2lnbmF0dXJlLW9mLXRoZS1maXJzdC1ibG9jaw=="
            block-stopped 0
            text 1 "Let me"
            text 1 " look."
            block-stopped 1
            tool 2 "tooluse_A1" "weather"
            input 2 "{\\"city"
            input 2 "\\":\\"Par"
            input 2 "is\\"}"
            block-stopped 2
            tool 3 "tooluse_B2" "weather"
            input 3 "{\\"city"
            input 3 "\\":\\"Rom"
            input 3 "e\\"}"
            block-stopped 3
            stopped "tool_use"
            """ + USAGE,
            "contract-tools-turn2.sse",
            """
            started
            redacted 0 "cmVkYWN0ZWQtYmxvY2s="
            block-stopped 0
            text 1 "Sunny "
            text 1 "in bot"
            text 1 "h."
            block-stopped 1
            stopped "end_turn"
            """ + USAGE,
            "contract-incomplete.sse",
            """
            started
            text 0 "Hello "
            text 0 "th"
            block-stopped 0
            stopped "max_tokens"
            """ + USAGE,
            "contract-failed-midway.sse",
            """
            started
            text 0 "Hello "
            text 0 "th"
            broken "Bedrock broke off."
            """);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contract-tools-turn1.sse",
                "contract-tools-turn2.sse",
                "contract-incomplete.sse",
                "contract-failed-midway.sse"
            })
    void theStreamIsToldToTheByte(String name) {
        var expected = Captures.read(name);
        var id = name.contains("turn2") ? Streams.UUID.replaceFirst(".$", "2") : Streams.UUID;
        var answering = Streams.answering(id, Streams.echo(true, Map.of()));
        assertThat(Streams.encoded(EventLines.parse(EVENTS.getOrDefault(name, "")), answering))
                .isEqualTo(expected);
    }
}
