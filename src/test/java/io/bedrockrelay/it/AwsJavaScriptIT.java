package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.Emulator;
import io.bedrockrelay.it.matrix.Answers;
import io.bedrockrelay.it.matrix.By;
import io.bedrockrelay.it.matrix.Client;
import io.bedrockrelay.it.matrix.Feature;
import io.bedrockrelay.it.matrix.Shows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// AWS's own JavaScript client, which speaks HTTP/2 with prior knowledge to the runtime's endpoint.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@By(Client.AWS_JAVASCRIPT)
class AwsJavaScriptIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WEATHER = """
            "toolConfig": {"tools": [{"toolSpec": {"name": "get_weather", "inputSchema": {"json": {"type": "object",
              "properties": {"city": {"type": "string"}}, "required": ["city"]}}}}]}""";
    private static final String THINKING = WEATHER + """
            , "inferenceConfig": {"maxTokens": 3000},
            "additionalModelRequestFields": {"thinking": {"type": "enabled", "budget_tokens": 1024}}""";

    @SuppressWarnings("NullAway.Init")
    Emulator bedrock;

    private @Nullable JavaScriptClient process;

    /// One process for all tests: it takes longer to start than to ask.
    @BeforeEach
    void connect() throws Exception {
        BedrockResource.awaitCatalogue();
        if (process == null) {
            process = JavaScriptClient.start(Clients.relay());
        }
    }

    @AfterAll
    void disconnect() {
        if (process != null) {
            process.close();
        }
    }

    @Test
    @Shows(Feature.MODELS)
    void modelsAreListed() throws Exception {
        assertThat(client().ask(JSON.createObjectNode().put("models", true))
                        .path("models")
                        .findValuesAsText("modelId"))
                .contains("anthropic.claude-sonnet-4-5-20250929-v1:0", "amazon.nova-pro-v1:0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Shows(Feature.CHAT)
    void chats(boolean streamed) throws Exception {
        var told = ask("claude-sonnet-4-5", streamed, "", user("Why is the sea salty?"));
        assertThat(text(told)).contains("Why is the sea salty?", "us.anthropic.claude-sonnet-4-5-20250929-v1:0");
        assertThat(told.path("stopReason").asText()).isEqualTo("end_turn");
        assertThat(told.at("/usage/outputTokens").asInt()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Shows(Feature.TOOLS)
    void aToolIsCalledAndItsResultAnswered(boolean streamed) throws Exception {
        var question = user("What is the weather in Oslo?");
        var called = ask("nova-pro", streamed, WEATHER, question);
        assertThat(called.path("stopReason").asText()).isEqualTo("tool_use");
        assertThat(cities(called)).containsExactly("Oslo");
        var answer = ask("nova-pro", streamed, WEATHER, question, message(called), results(called));
        assertThat(text(answer)).contains("4 degrees in Oslo");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Shows(Feature.PARALLEL)
    void parallelCallsAreToldApartAndAnsweredTogether(boolean streamed) throws Exception {
        var question = user("Is it warmer in both Oslo and Rome?");
        var called = ask("claude-sonnet-4-5", streamed, WEATHER, question);
        assertThat(cities(called)).containsExactly("Oslo", "Rome");
        var answer = ask("claude-sonnet-4-5", streamed, WEATHER, question, message(called), results(called));
        assertThat(text(answer)).contains("4 degrees in Oslo", "4 degrees in Rome");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Shows(Feature.IMAGE)
    void anImageReachesTheModel(boolean streamed) throws Exception {
        var question = """
                {"role": "user", "content": [{"text": "What is on it?"},
                  {"image": {"format": "png", "source": {"bytes": {"$bytes": "%s"}}}}]}""".formatted(Clients.PIXEL);
        assertThat(text(ask("nova-pro", streamed, "", question))).contains("image, png, 70 bytes");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Shows(Feature.REASONING)
    void thoughtsComeBackWithTheirProofInTheNextTurn(boolean streamed) throws Exception {
        var question = user("What is the weather in Oslo?");
        var called = ask("claude-sonnet-4-5", streamed, THINKING, question);
        var proof = called.at("/message/content/0/reasoningContent/reasoningText/signature")
                .asText();
        assertThat(proof).isNotBlank();
        var answer = ask("claude-sonnet-4-5", streamed, THINKING, question, message(called), results(called));
        assertThat(text(answer)).contains("4 degrees in Oslo");
        assertThat(bedrock.lastRequests().getLast().text()).contains(proof);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Shows(Feature.STRUCTURE)
    void anAnswerFollowsTheSchema(boolean streamed) throws Exception {
        var format = """
                "outputConfig": {"textFormat": {"type": "json_schema", "structure": {"jsonSchema": {"name": "census",
                  "schema": %s}}}}""".formatted(JSON.writeValueAsString(JSON.writeValueAsString(Clients.CENSUS)));
        var answer =
                JSON.readTree(text(ask("claude-sonnet-4-5", streamed, format, user("How many people live in Oslo?"))));
        assertThat(answer.path("people").isIntegralNumber()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID, nova-pro, validation, 400, ValidationException",
        "DENIED, nova-pro, denied, 403, AccessDeniedException",
        "UNKNOWN_MODEL, nova-pro, not-found, 404, ResourceNotFoundException",
        "UNKNOWN_MODEL, nova-por, none, 404, ResourceNotFoundException",
        "UNAVAILABLE_MODEL, eu.amazon.nova-pro-v1:0, none, 400, ValidationException",
        "THROTTLED, nova-pro, throttle-day, 429, ThrottlingException",
        "UPSTREAM, nova-pro, busy, 503, ServiceUnavailableException",
        "TIMEOUT, nova-pro, model-timeout, 408, ModelTimeoutException",
    })
    @Shows(answers = Answers.BOTH)
    void aRefusalIsTheExceptionOfItsKind(Feature kind, String model, String word, int status, String type)
            throws Exception {
        for (boolean streamed : new boolean[] {false, true}) {
            var error = ask(model, streamed, "", user("Hello [[emulate: " + word + "]]"))
                    .path("error");
            assertThat(error.path("name").asText()).as(kind.toString()).isEqualTo(type);
            assertThat(error.path("status").asInt()).isEqualTo(status);
            assertThat(error.path("message").asText()).isNotBlank();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cut, false",
        "garbage, false",
        "cut after=4, true",
        "drop after=4, true",
        "message-crc after=4, true",
        "without=messageStop, true",
        "exception=modelStreamErrorException after=4, true",
    })
    @Shows(Feature.BROKEN)
    void aBrokenAnswerIsAnError(String words, boolean streamed) throws Exception {
        var told = ask("nova-pro", streamed, "", user("Tell me more. [[emulate: " + words + "]]"));
        assertThat(told.at("/error/name").asText()).endsWith("Exception");
        assertThat(told.has("stopReason")).isFalse();
    }

    @Test
    @Shows(value = Feature.CANCEL, answers = Answers.STREAMED)
    void aClientThatGoesAwayCancelsUpstream() throws Exception {
        long before = bedrock.cancelled();
        var question = question("nova-pro", true, "", user("Go on and on [[emulate: events=100000 delay=5ms]]"))
                .put("leaveAfter", 3);
        assertThat(client().ask(question).path("events").asInt()).isEqualTo(3);
        assertThat(bedrock.awaitIdle(Clients.PATIENCE)).isTrue();
        assertThat(bedrock.cancelled()).isGreaterThan(before);
    }

    private JavaScriptClient client() {
        return Objects.requireNonNull(process);
    }

    private JsonNode ask(String model, boolean streamed, String more, String... messages) throws IOException {
        return client().ask(question(model, streamed, more, messages));
    }

    private static ObjectNode question(String model, boolean streamed, String more, String... messages)
            throws IOException {
        var input = "{\"modelId\": \"" + model + "\", \"messages\": [" + String.join(",", messages) + "]"
                + (more.isEmpty() ? "" : ", " + more) + "}";
        return JSON.createObjectNode().put("streamed", streamed).set("input", JSON.readTree(input));
    }

    private static String user(String text) {
        return "{\"role\": \"user\", \"content\": [{\"text\": \"" + text + "\"}]}";
    }

    private static String message(JsonNode told) {
        return told.path("message").toString();
    }

    private static String results(JsonNode called) {
        var results = called.at("/message/content").findValues("toolUse").stream()
                .map(use -> "{\"toolResult\": {\"toolUseId\": %s, \"content\": [{\"text\": \"4 degrees in %s\"}]}}"
                        .formatted(use.path("toolUseId"), use.at("/input/city").asText()))
                .toList();
        return "{\"role\": \"user\", \"content\": [" + String.join(",", results) + "]}";
    }

    private static List<String> cities(JsonNode told) {
        return told.at("/message/content").findValues("toolUse").stream()
                .map(use -> use.at("/input/city").asText())
                .toList();
    }

    private static String text(JsonNode told) {
        assertThat(told.has("error")).as(told.toString()).isFalse();
        return String.join("", told.at("/message/content").findValuesAsText("text"));
    }
}
