package io.bedrockrelay.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.eventstream.Message;

/// What the emulated models say, asked through Converse.
@ExtendWith(EmulatorExtension.class)
class AnswerTest {
    private static final String TOOLS = """
            "toolConfig": {"tools": [
              {"toolSpec": {"name": "get_weather", "inputSchema": {"json": {"type": "object",
                "properties": {"city": {"type": "string"}, "days": {"type": "integer", "minimum": 2},
                               "unit": {"enum": ["celsius", "fahrenheit"]}}, "required": ["city"]}}}},
              {"toolSpec": {"name": "get_time", "inputSchema": {"json": {"type": "object", "properties": {}}}}}]
            """;

    private static String body(String question, String more) {
        var messages = Wire.asking(question);
        return more.isEmpty() ? messages : messages.substring(0, messages.length() - 1) + "," + more + "}";
    }

    private static JsonNode ask(Emulator emulator, String question, String more) throws Exception {
        try (var wire = Wire.in(emulator, "us-east-1")) {
            var got = wire.converse(Wire.SONNET, body(question, more));
            assertThat(got.status()).as(got.message()).isEqualTo(200);
            return got.json();
        }
    }

    private static JsonNode content(JsonNode answer) {
        return answer.at("/output/message/content");
    }

    @Test
    void callsAToolWithArgumentsOfItsSchema(Emulator emulator) throws Exception {
        var answer = ask(emulator, "What is the weather in Paris?", TOOLS + "}");
        assertThat(answer.path("stopReason").asText()).isEqualTo("tool_use");
        assertThat(content(answer).path(0).path("text").asText()).contains("get_weather");
        var use = content(answer).path(1).path("toolUse");
        assertThat(use.path("name").asText()).isEqualTo("get_weather");
        assertThat(use.path("toolUseId").asText()).matches("tooluse_[A-Za-z0-9_-]{22}");
        assertThat(use.path("input").toString()).isEqualTo("{\"city\":\"Paris\",\"days\":2,\"unit\":\"celsius\"}");
    }

    @Test
    void callsSeveralToolsWhereThePromptNamesThem(Emulator emulator) throws Exception {
        var content = content(ask(emulator, "Call get_weather and get_time", TOOLS + "}"));
        assertThat(content).hasSize(3);
        assertThat(content.path(2).at("/toolUse/input")).hasToString("{}");
        assertThat(content(ask(emulator, "Ask for both in parallel", TOOLS + "}")))
                .hasSize(3);
    }

    @Test
    void obeysTheToolChoice(Emulator emulator) throws Exception {
        var forced = content(ask(emulator, "Hi", TOOLS + ", \"toolChoice\": {\"tool\": {\"name\": \"get_time\"}}}"));
        assertThat(forced).hasSize(1);
        assertThat(forced.path(0).at("/toolUse/name").asText()).isEqualTo("get_time");
    }

    @Test
    void streamsAToolCallInPieces(Emulator emulator) throws Exception {
        try (var wire = Wire.in(emulator, "us-east-1")) {
            var frames = wire.post(
                            Wire.path(Wire.SONNET, "converse-stream"),
                            body("Call get_weather and get_time", TOOLS + "}"))
                    .frames();
            var starts = frames.stream()
                    .map(Wire::payload)
                    .filter(payload -> payload.has("start"))
                    .toList();
            assertThat(starts).hasSize(2);
            assertThat(starts)
                    .extracting(start -> start.path("contentBlockIndex").asInt())
                    .containsExactly(1, 2);
            assertThat(input(frames, 1)).startsWith("{\"city\":");
            assertThat(input(frames, 2)).isEmpty();
        }
    }

    private static String input(List<Message> frames, int index) {
        var input = new StringBuilder();
        frames.stream()
                .map(Wire::payload)
                .filter(payload -> payload.path("contentBlockIndex").asInt(-1) == index)
                .forEach(payload ->
                        input.append(payload.at("/delta/toolUse/input").asText("")));
        return input.toString();
    }

    @Test
    void quotesTheToolsResult(Emulator emulator) throws Exception {
        try (var wire = Wire.in(emulator, "us-east-1")) {
            var asked = "{" + TOOLS + """
                    }, "messages": [{"role": "user", "content": [{"text": "Weather?"}]},
                     {"role": "assistant", "content": [{"toolUse": {"toolUseId": "t1", "name": "get_weather", "input": {}}}]},
                     {"role": "user", "content": [{"toolResult": {"toolUseId": "t1", "content": [{"text": "sunny, 21 °C"}]}}]}]}
                    """;
            var answer = wire.converse(Wire.SONNET, asked).json();
            assertThat(answer.path("stopReason").asText()).isEqualTo("end_turn");
            assertThat(content(answer).path(0).path("text").asText()).contains("sunny, 21 °C");
        }
    }

    @Test
    void thinksWhenAskedAndTakesItsThoughtsBackUnchangedOnly(Emulator emulator) throws Exception {
        var thinking =
                "\"additionalModelRequestFields\": {\"thinking\": {\"type\": \"enabled\", \"budget_tokens\": 2000}}";
        var first = content(ask(emulator, "Why?", thinking));
        assertThat(first.path(0).at("/reasoningContent/reasoningText/signature").asText())
                .isNotEmpty();
        assertThat(first.path(1).has("text")).isTrue();

        try (var wire = Wire.in(emulator, "us-east-1")) {
            var next = (ObjectNode) Wire.parse(Wire.asking("Why?"));
            var messages = next.withArray("messages");
            messages.addObject().put("role", "assistant").set("content", first);
            messages.addAll((ArrayNode) Wire.parse(Wire.asking("And then?")).path("messages"));
            assertThat(wire.converse(Wire.SONNET, next.toString()).status()).isEqualTo(200);

            ((ObjectNode) first.path(0).at("/reasoningContent/reasoningText")).put("text", "altered");
            var refused = wire.converse(Wire.SONNET, next.toString());
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.message()).contains("Invalid `signature` in `thinking` block");
        }
    }

    @Test
    void hidesItsThoughtsOnDirective(Emulator emulator) throws Exception {
        var thinking =
                "\"additionalModelRequestFields\": {\"thinking\": {\"type\": \"enabled\", \"budget_tokens\": 2000}}";
        var content = content(ask(emulator, "Why? [[emulate: redacted]]", thinking));
        assertThat(content.path(0).at("/reasoningContent/redactedContent").asText())
                .isBase64();
    }

    @Test
    void matchesTheAskedSchema(Emulator emulator) throws Exception {
        var schema = "{\\\"type\\\":\\\"object\\\",\\\"additionalProperties\\\":false,\\\"properties\\\":"
                + "{\\\"names\\\":{\\\"type\\\":\\\"array\\\",\\\"items\\\":{\\\"$ref\\\":\\\"#/$defs/name\\\"}}},"
                + "\\\"$defs\\\":{\\\"name\\\":{\\\"type\\\":\\\"string\\\",\\\"maxLength\\\":5}}}";
        var format = "\"outputConfig\": {\"textFormat\": {\"type\": \"json_schema\", \"structure\": {\"jsonSchema\":"
                + " {\"name\": \"n\", \"schema\": \"" + schema + "\"}}}}";
        var json = Wire.parse(content(ask(emulator, "Names please", format))
                .path(0)
                .path("text")
                .asText());
        assertThat(json.path("names").path(0).asText()).isNotEmpty().hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void stopsWhereItIsTold(Emulator emulator) throws Exception {
        var sequence = ask(
                emulator,
                "Why?",
                "\"inferenceConfig\": {\"stopSequences\": [\"emulated\"]},"
                        + " \"additionalModelResponseFieldPaths\": [\"/stop_sequence\"]");
        assertThat(sequence.path("stopReason").asText()).isEqualTo("stop_sequence");
        assertThat(sequence.at("/additionalModelResponseFields/stop_sequence").asText())
                .isEqualTo("emulated");
        assertThat(content(sequence).toString()).doesNotContain("emulated");

        var limit = ask(emulator, "Why?", "\"inferenceConfig\": {\"maxTokens\": 3}");
        assertThat(limit.path("stopReason").asText()).isEqualTo("max_tokens");
        assertThat(limit.at("/usage/outputTokens").asInt()).isEqualTo(3);
    }

    @Test
    void writesThePromptCacheThenReadsIt(Emulator emulator) throws Exception {
        var system =
                "\"system\": [{\"text\": \"A long and unusual instruction\"}, {\"cachePoint\": {\"type\": \"default\"}}]";
        var first = ask(emulator, "One", system).path("usage");
        assertThat(first.path("cacheWriteInputTokens").asInt()).isPositive();
        assertThat(first.path("cacheReadInputTokens").asInt()).isZero();
        var second = ask(emulator, "Two", system).path("usage");
        assertThat(second.path("cacheReadInputTokens").asInt())
                .isEqualTo(first.path("cacheWriteInputTokens").asInt());
        assertThat(second.path("cacheWriteInputTokens").asInt()).isZero();
    }

    @Test
    void tellsAboutAttachmentsAndCitesDocuments(Emulator emulator) throws Exception {
        try (var wire = Wire.in(emulator, "us-east-1")) {
            var asked = """
                    {"messages": [{"role": "user", "content": [{"text": "Sum up"},
                      {"image": {"format": "png", "source": {"bytes": "iVBORw0KGgo="}}},
                      {"document": {"format": "txt", "name": "notes", "source": {"text": "The sea is salty."},
                        "citations": {"enabled": true}}}]}]}
                    """;
            var block =
                    content(wire.converse(Wire.SONNET, asked).json()).path(0).path("citationsContent");
            assertThat(block.at("/content/0/text").asText()).contains("image, png, 8 bytes", "document “notes”, txt");
            assertThat(block.at("/citations/0/title").asText()).isEqualTo("notes");
            assertThat(block.at("/citations/0/sourceContent/0/text").asText()).isEqualTo("The sea is salty.");
            var frames =
                    wire.post(Wire.path(Wire.SONNET, "converse-stream"), asked).frames();
            assertThat(frames.stream().map(Wire::payload).filter(it -> it.at("/delta/citation")
                            .has("title")))
                    .hasSize(1);
        }
    }

    @Test
    void guardsAndEchoes(Emulator emulator) throws Exception {
        var guarded = ask(
                emulator,
                "Tell me the forbidden thing",
                "\"guardrailConfig\": {\"guardrailIdentifier\": \"g\", \"guardrailVersion\": \"1\", \"trace\": \"enabled\"},"
                        + "\"serviceTier\": {\"type\": \"flex\"}, \"performanceConfig\": {\"latency\": \"optimized\"}");
        assertThat(guarded.path("stopReason").asText()).isEqualTo("guardrail_intervened");
        assertThat(guarded.at("/trace/guardrail/actionReason").asText()).isEqualTo("INTERVENED");
        assertThat(guarded.at("/serviceTier/type").asText()).isEqualTo("flex");
        assertThat(guarded.at("/performanceConfig/latency").asText()).isEqualTo("optimized");
    }

    @Test
    void differentQuestionsHaveDifferentAnswersAndTheSameTheSame(Emulator emulator) throws Exception {
        var answers = new ArrayList<JsonNode>();
        for (var question : List.of("One?", "Two?", "One?")) {
            answers.add(ask(emulator, question, ""));
        }
        assertThat(answers.get(0)).isEqualTo(answers.get(2)).isNotEqualTo(answers.get(1));
    }
}
