package io.bedrockrelay.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.CountTokensInput;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelTokensRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.PayloadPart;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

@ExtendWith(EmulatorExtension.class)
class InvokeTest {
    private static String body(String question, String more) {
        return """
                {"anthropic_version": "bedrock-2023-05-31", "max_tokens": 1000, %s
                 "messages": [{"role": "user", "content": "%s"}]}
                """.formatted(more, question);
    }

    @Test
    void theSdkReadsClaudesOwnBody(Emulator emulator) {
        try (var client = Sdk.in(emulator, "us-east-1").runtime()) {
            var answer =
                    client.invokeModel(it -> it.modelId(Wire.SONNET).body(SdkBytes.fromUtf8String(body("Why?", ""))));
            var json = Wire.parse(answer.body().asUtf8String());
            assertThat(json.path("type").asText()).isEqualTo("message");
            assertThat(json.path("model").asText()).isEqualTo("claude-sonnet-4-5-20250929");
            assertThat(json.at("/content/0/text").asText()).contains("Why?");
            assertThat(json.path("stop_reason").asText()).isEqualTo("end_turn");
            assertThat(answer.sdkHttpResponse().firstMatchingHeader("X-Amzn-Bedrock-Output-Token-Count"))
                    .contains(json.at("/usage/output_tokens").asText());
        }
    }

    @Test
    void theSdkReadsClaudesOwnStream(Emulator emulator) throws Exception {
        var events = new ArrayList<JsonNode>();
        var thinking = "\"thinking\": {\"type\": \"enabled\", \"budget_tokens\": 1024}, \"max_tokens\": 3000,";
        try (var client = Sdk.in(emulator, "us-east-1").runtimeAsync()) {
            var handler = InvokeModelWithResponseStreamResponseHandler.builder()
                    .subscriber(part ->
                            events.add(Wire.parse(((PayloadPart) part).bytes().asUtf8String())))
                    .build();
            var asked = body("Why?", thinking).replace("\"max_tokens\": 1000, ", "");
            client.invokeModelWithResponseStream(
                            it -> it.modelId(Wire.SONNET).body(SdkBytes.fromUtf8String(asked)), handler)
                    .get(10, TimeUnit.SECONDS);
        }
        var types = events.stream().map(event -> event.path("type").asText()).toList();
        assertThat(types).startsWith("message_start", "content_block_start", "content_block_delta");
        assertThat(types).endsWith("content_block_stop", "message_delta", "message_stop");
        assertThat(events)
                .extracting(event -> event.at("/delta/type").asText())
                .contains("thinking_delta", "signature_delta");
        assertThat(events.getLast().has("amazon-bedrock-invocationMetrics")).isTrue();
    }

    @Test
    void chunksAndHeadersLookLikeCapturedOnes(Emulator emulator) throws Exception {
        try (var wire = Wire.in(emulator, "us-east-1")) {
            var got = wire.post(Wire.path(Wire.SONNET, "invoke-with-response-stream"), body("Why?", ""));
            assertThat(Wire.types(got.frames())).containsOnly("chunk");
            assertThat(got.response().headers().firstValue("X-Amzn-Bedrock-Content-Type"))
                    .contains("application/json");
            var broken = wire.post(
                    Wire.path(Wire.SONNET, "invoke-with-response-stream"),
                    body("Why? [[emulate: exception=modelTimeoutException after=2]]", ""));
            assertThat(Wire.types(broken.frames())).containsExactly("chunk", "chunk", "!modelTimeoutException");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            required key [max_tokens] not found     | {"anthropic_version": "bedrock-2023-05-31", "messages": []}
            model: Extra inputs are not permitted   | {"anthropic_version": "bedrock-2023-05-31", "max_tokens": 1, "messages": [], "model": "m"}
            invalid beta flag                       | {"anthropic_version": "bedrock-2023-05-31", "max_tokens": 1, "messages": [], "anthropic_beta": ["oauth-2025-04-20"]}
            at least one message is required        | {"anthropic_version": "bedrock-2023-05-31", "max_tokens": 1, "messages": []}
            Unexpected role "system"                | {"anthropic_version": "bedrock-2023-05-31", "max_tokens": 1, "messages": [{"role": "system", "content": "a"}]}
            maximum allowed number of output tokens | {"anthropic_version": "bedrock-2023-05-31", "max_tokens": 64001, "messages": []}
            text content blocks must be non-empty   | {"anthropic_version": "bedrock-2023-05-31", "max_tokens": 1, "messages": [{"role": "user", "content": [{"type": "text", "text": ""}]}]}
            unexpected `tool_use_id` found          | {"anthropic_version": "bedrock-2023-05-31", "max_tokens": 1, "tools": [{"name": "f", "input_schema": {"type": "object"}}], "messages": [{"role": "user", "content": [{"type": "tool_result", "tool_use_id": "x"}]}]}
            """)
    void refusesWrongBodies(String message, String body, Emulator emulator) throws Exception {
        try (var wire = Wire.in(emulator, "us-east-1")) {
            var got = wire.post(Wire.path(Wire.SONNET, "invoke"), body);
            assertThat(got.status()).isEqualTo(400);
            assertThat(got.message()).contains(message);
        }
    }

    @Test
    void callsToolsInAnthropicsShape(Emulator emulator) throws Exception {
        try (var wire = Wire.in(emulator, "us-east-1")) {
            var tools = "\"tools\": [{\"name\": \"f\", \"input_schema\": {\"type\": \"object\", \"properties\":"
                    + " {\"q\": {\"type\": \"string\"}}}}],";
            var use = wire.post(Wire.path(Wire.SONNET, "invoke"), body("Find Berlin", tools))
                    .json()
                    .at("/content/1");
            assertThat(use.path("type").asText()).isEqualTo("tool_use");
            assertThat(use.path("id").asText()).startsWith("toolu_bdrk_");
            assertThat(use.at("/input/q").asText()).isEqualTo("Berlin");
        }
    }

    @Test
    void speaksNovasAndTitansBodies(Emulator emulator) throws Exception {
        try (var wire = Wire.in(emulator, "us-east-1");
                var museum = Wire.in(emulator, "me-central-1")) {
            var nova = wire.post(Wire.path("amazon.nova-micro-v1:0", "invoke"), Wire.asking("Why?"))
                    .json();
            assertThat(nova.at("/output/message/content/0/text").asText()).contains("Why?");
            var frames = wire.post(
                            Wire.path("amazon.nova-micro-v1:0", "invoke-with-response-stream"), Wire.asking("Why?"))
                    .frames();
            var first = Base64.getDecoder()
                    .decode(Wire.payload(frames.getFirst()).path("bytes").asText());
            assertThat(new String(first, StandardCharsets.UTF_8)).startsWith("{\"messageStart\"");

            var titan = museum.post(Wire.path("amazon.titan-text-lite-v1", "invoke"), "{\"inputText\": \"Why?\"}")
                    .json();
            assertThat(titan.at("/results/0/outputText").asText()).contains("Why?");
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            amazon.titan-embed-text-v2:0 | {"inputText": "a", "dimensions": 256}            | /embedding              | 256
            amazon.titan-embed-text-v2:0 | {"inputText": "a"}                               | /embedding              | 1024
            amazon.titan-embed-text-v1   | {"inputText": "a"}                               | /embedding              | 1536
            cohere.embed-english-v3      | {"texts": ["a", "b"], "input_type": "search_query"} | /embeddings/1        | 1024
            us.cohere.embed-v4:0         | {"texts": ["a"], "input_type": "search_query", "output_dimension": 512, "embedding_types": ["float"]} | /embeddings/float/0 | 512
            amazon.nova-2-multimodal-embeddings-v1:0 | {"taskType": "SINGLE_EMBEDDING", "singleEmbeddingParams": {"embeddingDimension": 384, "text": {"value": "a"}}} | /embeddings/0/embedding | 384
            """)
    void embeds(String modelId, String body, String place, int dimension, Emulator emulator) throws Exception {
        try (var wire = Wire.in(emulator, "us-east-1")) {
            var vector = wire.post(Wire.path(modelId, "invoke"), body).json().at(place);
            assertThat(vector).hasSize(dimension);
            double sum = 0;
            for (JsonNode number : vector) {
                sum += number.asDouble() * number.asDouble();
            }
            assertThat(sum).isCloseTo(1, Offset.offset(1e-4));
            assertThat(wire.post(Wire.path(modelId, "invoke"), body).json().at(place))
                    .isEqualTo(vector);
        }
    }

    @Test
    void refusesWrongEmbeddings(Emulator emulator) throws Exception {
        try (var wire = Wire.in(emulator, "us-east-1")) {
            var path = Wire.path("cohere.embed-english-v3", "invoke");
            assertThat(wire.post(path, "{\"texts\": [\"a\"]}").message())
                    .contains("required key [input_type] not found");
            assertThat(wire.post(path, "{\"texts\": [], \"input_type\": \"search_query\"}")
                            .message())
                    .contains("expected minimum item count: 1, found: 0");
        }
    }

    @Test
    void countsTokensOfBareIdsOnly(Emulator emulator) {
        var bare = "anthropic.claude-sonnet-4-20250514-v1:0";
        var invoke = CountTokensInput.fromInvokeModel(InvokeModelTokensRequest.builder()
                .body(SdkBytes.fromUtf8String(body("Hello, world!", "")))
                .build());
        try (var client = Sdk.in(emulator, "us-east-1").runtime()) {
            assertThat(client.countTokens(it -> it.modelId(bare).input(invoke)).inputTokens())
                    .isBetween(5, 20);
            for (var refused : List.of("us." + bare, "amazon.nova-micro-v1:0", "anthropic.claude-opus-5")) {
                assertThatThrownBy(() ->
                                client.countTokens(it -> it.modelId(refused).input(invoke)))
                        .isInstanceOf(ValidationException.class)
                        .hasMessageContaining("doesn't support counting tokens");
            }
        }
    }

    @Test
    void countsTheCapturedQuestionAsTheRealOneDid(Emulator emulator) throws Exception {
        try (var wire = Wire.in(emulator, "us-east-1")) {
            var asked = "{\"input\": {\"converse\": {\"messages\": [{\"role\": \"user\", \"content\":"
                    + " [{\"text\": \"Hello, world!\"}]}], \"system\": []}}}";
            assertThat(wire.post(Wire.path("anthropic.claude-sonnet-4-20250514-v1:0", "count-tokens"), asked)
                            .json())
                    .hasToString("{\"inputTokens\":11}");
        }
    }
}
