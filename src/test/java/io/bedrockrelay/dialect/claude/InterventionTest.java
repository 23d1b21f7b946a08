package io.bedrockrelay.dialect.claude;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.Told;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever a guardrail's block looks like and wherever it comes, the client reads one message from its start to its
/// end, and that it is a refusal.
class InterventionTest {
    private static final String ACTION = "\"amazon-bedrock-guardrailAction\":\"INTERVENED\"";
    private static final String[] ONE_BLOCK = {
        "message_start",
        "content_block_start",
        "content_block_delta",
        "content_block_stop",
        "message_delta",
        "message_stop"
    };
    private static final String START = "{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":7}}}";
    private static final String OPEN =
            "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}";
    private static final String DELTA =
            "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Half\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"message\",\"content\":[{\"type\":\"text\",\"text\":\"No.\"}]," + ACTION + "}",
                "{\"content\":[{\"type\":\"text\",\"text\":\"No.\"}]," + ACTION
                        + ",\"amazon-bedrock-trace\":{\"a\":1}}",
                "{\"completion\":\"No.\"," + ACTION + "}",
                "{" + ACTION + ",\"outputText\":\"No.\"}"
            })
    void aBlockInThePlaceOfAnAnswerBecomesOne(String block) throws IOException {
        var events = told(block);

        assertThat(types(events)).containsExactly(ONE_BLOCK);
        assertThat(events.get(2).at("/delta/text").textValue()).isEqualTo("No.");
        var delta = events.get(4);
        assertThat(delta.at("/delta/stop_reason").textValue()).isEqualTo("refusal");
        assertThat(delta.at("/delta/stop_details/explanation").textValue()).isEqualTo("No.");
        assertThat(delta.path("amazon-bedrock-guardrailAction").textValue()).isEqualTo("INTERVENED");
        assertThat(delta.path("amazon-bedrock-trace").isObject()).isEqualTo(block.contains("trace"));
        assertThat(delta.at("/usage/output_tokens").isNull())
                .as("what was not counted is not zero")
                .isTrue();
    }

    @Test
    void aBlockInTheMiddleEndsWhatIsOpen() throws IOException {
        var events = told(START, OPEN, DELTA + "}", "{\"completion\":\"No.\"," + ACTION + "}");

        assertThat(types(events))
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_stop",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
        assertThat(events.get(3).path("index").intValue()).isZero();
        assertThat(events.get(4).path("index").intValue()).isEqualTo(1);
        assertThat(events.get(7).at("/usage/input_tokens").intValue()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"," + ACTION + "}", "," + ACTION + ",\"amazon-bedrock-trace\":{\"a\":{}}}"})
    void aBlockInAnEventOfTheModelsIsPassedOnAndEnded(String members) throws IOException {
        var events = told(START, OPEN, DELTA + members);

        assertThat(types(events)).containsExactly(ONE_BLOCK);
        assertThat(events.get(2).path("amazon-bedrock-guardrailAction").textValue())
                .isEqualTo("INTERVENED");
        assertThat(events.get(4).at("/delta/stop_details/explanation").isNull()).isTrue();
    }

    @Test
    void afterTheModelsOwnReasonOnlyTheEndIsMissing() throws IOException {
        var events =
                told(START, "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}," + ACTION + "}");

        assertThat(types(events)).containsExactly("message_start", "message_delta", "message_stop");
    }

    @Test
    void theModelsOwnEndStandsAsItIs() throws IOException {
        var events = told(START, "{\"type\":\"message_stop\"," + ACTION + "}");

        assertThat(types(events)).containsExactly("message_start", "message_stop");
    }

    @Test
    void withoutOneAStreamThatStopsIsBroken() {
        var stream = new ClaudeEvents();
        read(stream, START);
        read(stream, "{\"type\":\"content_block_delta\",\"amazon-bedrock-guardrailAction\":\"NONE\"}");
        var out = new JsonWriter();
        stream.end(Told.ANSWERING, out);

        assertThat(stream.meter().whole()).isFalse();
        assertThat(out.isEmpty()).isTrue();
    }

    @Test
    void aWholeBlockBecomesAMessage() throws IOException {
        var meter = new ClaudeMeter();
        meter.message(("{\"completion\":\"No.\"," + ACTION + "}").getBytes(UTF_8));
        assertThat(meter.whole()).isTrue();
        assertThat(meter.isBlocked()).isTrue();

        var out = new JsonWriter();
        meter.blocked().write(Told.ANSWERING, out);
        var message = new JsonMapper().readTree(out.toBytes());
        assertThat(message.path("type").textValue()).isEqualTo("message");
        assertThat(message.at("/content/0/text").textValue()).isEqualTo("No.");
        assertThat(message.path("stop_reason").textValue()).isEqualTo("refusal");
        assertThat(message.path("usage").isObject()).isTrue();
    }

    @Test
    void aWholeMessageWithItsOwnReasonStandsAsItIs() {
        var meter = new ClaudeMeter();
        meter.message(("{\"content\":[],\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":4}," + ACTION + "}")
                .getBytes(UTF_8));

        assertThat(meter.isBlocked()).isFalse();
        assertThat(meter.usage()).isEqualTo(new Usage(4, 0, 4, 0, 0, 0));
    }

    private static List<JsonNode> told(String... chunks) throws IOException {
        var stream = new ClaudeEvents();
        var out = new JsonWriter();
        for (var chunk : chunks) {
            var event = read(stream, chunk);
            stream.write(event, out);
        }
        assertThat(stream.meter().whole()).isTrue();
        stream.end(Told.ANSWERING, out);
        var events = new ArrayList<JsonNode>();
        for (var line : new String(out.toBytes(), UTF_8).lines().toList()) {
            if (line.startsWith("data: ")) {
                events.add(new JsonMapper().readTree(line.substring(6)));
            }
        }
        return events;
    }

    private static ClaudeEvent read(ClaudeEvents stream, String json) {
        var chunk =
                ("{\"bytes\":\"" + Base64.getEncoder().encodeToString(json.getBytes(UTF_8)) + "\"}").getBytes(UTF_8);
        var event = stream.read(chunk, 0, chunk.length);
        assertThat(event).isNotNull();
        return event == null ? ClaudeEvent.NONE : event;
    }

    private static List<String> types(List<JsonNode> events) {
        return events.stream().map(event -> event.path("type").asText()).toList();
    }
}
