package io.bedrockrelay.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.bedrockrelay.emulator.Emulator;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.response.Response;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What is easily lost between a client's dialect and Bedrock, in each dialect, streamed or not.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
@Timeout(60)
class FinePointsIT {
    @SuppressWarnings("NullAway.Init")
    Emulator bedrock;

    @BeforeEach
    void ready() throws InterruptedException {
        BedrockResource.awaitCatalogue();
    }

    static Stream<Arguments> everyWay() {
        return Stream.of(Tongue.values())
                .flatMap(tongue -> Stream.of(false, true).map(streamed -> Arguments.of(tongue, streamed)));
    }

    /// A model that Bedrock only asks whole: its answer comes as a stream all the same, but for AWS's clients, who are
    /// told what Bedrock itself says.
    @ParameterizedTest
    @CsvSource({
        "RELAY, 'event: text', 'event: stop'",
        "OPENAI, '\"content\":\"', '[DONE]'",
        "ANTHROPIC, text_delta, message_stop"
    })
    void aModelThatCannotStreamIsServedAsOneDelta(Tongue tongue, String delta, String end) {
        var told = tongue.askIn("me-central-1", "ai21.jamba-instruct-v1:0", true, "Why is the sky blue?");
        assertThat(told.statusCode()).as(told.asString()).isEqualTo(200);
        assertThat(told.contentType()).startsWith("text/event-stream");
        assertThat(told.asString()).contains("Why is the sky blue?", end);
        assertThat(told.asString().split(Pattern.quote(delta), -1))
                .as("one delta")
                .hasSize(tongue == Tongue.OPENAI ? 3 : 2);
        assertThat(bedrock.lastRequests().getLast().operation()).isEqualTo("Converse");
    }

    @Test
    void anAwsClientIsToldThatAModelCannotStream() {
        var told = Tongue.WIRE.askIn("me-central-1", "ai21.jamba-instruct-v1:0", true, "Hi");
        assertThat(told.statusCode()).isEqualTo(400);
        assertThat(told.asString()).contains("unsupported for streaming");
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void aModelWithoutSystemPromptsIsToldInTheUsersTurn(Tongue tongue, boolean streamed) {
        var told = tongue.ask("mistral.mistral-7b-instruct-v0:2", streamed, "Be brief.", "Hi", "");
        isAdaptedOrRefused(tongue == Tongue.WIRE, told, "system", "Remove system and try again");
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void aModelWithoutToolsRefusesThem(Tongue tongue, boolean streamed) {
        var told = tongue.ask("meta.llama3-70b-instruct-v1:0", streamed, "Hi", tongue.tool());
        assertThat(told.statusCode()).as(told.asString()).isEqualTo(400);
        assertThat(told.asString())
                .contains(tongue == Tongue.WIRE ? "support tool use" : "meta.llama3-70b-instruct-v1:0 calls no tools");
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void aModelWithoutTemperatureGetsNone(Tongue tongue, boolean streamed) {
        for (var model : new String[] {"gpt-5.6-sol", "claude-opus-4-8"}) {
            var told = tongue.ask(model, streamed, "Hi", tongue.temperature());
            isAdaptedOrRefused(tongue == Tongue.WIRE, told, "temperature", "temperature");
        }
    }

    /// On Bedrock's own wire, and in Claude's own words to Claude, a body goes as it came, so that Bedrock's words are
    /// the answer.
    private static void isAdaptedOrRefused(boolean untouched, Response told, String kind, String words) {
        if (untouched) {
            assertThat(told.statusCode()).as(told.asString()).isEqualTo(400);
            assertThat(told.asString()).contains(words);
        } else {
            assertThat(told.statusCode()).as(told.asString()).isEqualTo(200);
            assertThat(told.header("X-Relay-Adapted")).contains(kind);
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void theServiceTierGoesOutAndComesBack(Tongue tongue, boolean streamed) {
        var told = tongue.ask("nova-pro", streamed, "Hi", tongue.tier());
        assertThat(told.statusCode()).as(told.asString()).isEqualTo(200);
        assertThat(bedrock.lastRequests().getLast().text()).contains("\"serviceTier\":{\"type\":\"priority\"}");
        assertThat(told.asString()).containsPattern("service_?[tT]ier\":(\\{\"type\":)?\"priority\"");
    }

    /// Bedrock refuses the member in the body of a Claude model, and takes a header in its place.
    @ParameterizedTest
    @CsvSource({
        "priority, priority, false",
        "priority, priority, true",
        "standard_only, default, false",
        "auto, '', true",
    })
    void theServiceTierOfAClaudeModelGoesOutAsAHeader(String asked, String sent, boolean streamed) {
        var tier = "\"service_tier\":\"" + asked + "\"";
        var told = Tongue.ANTHROPIC.ask("claude-sonnet-4-5", streamed, "Hi", tier);
        assertThat(told.statusCode()).as(told.asString()).isEqualTo(200);
        var seen = bedrock.lastRequests().getLast();
        assertThat(seen.header("x-amzn-bedrock-service-tier")).isEqualTo(sent);
        assertThat(seen.text()).doesNotContain("service_tier");
    }

    @Test
    void aServiceTierThatThereIsNotIsRefused() {
        var told = Tongue.ANTHROPIC.ask("claude-sonnet-4-5", false, "Hi", "\"service_tier\":\"gold\"");
        assertThat(told.statusCode()).as(told.asString()).isEqualTo(400);
        assertThat(told.asString()).contains("service_tier", "standard_only");
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void aGuardrailThatIntervenesIsToldAsSuch(Tongue tongue, boolean streamed) {
        assumeFalse(tongue.guardrail().isEmpty(), "this dialect has no word for guardrails");
        var told = tongue.ask("nova-pro", streamed, "This is forbidden.", tongue.guardrail());
        assertThat(told.statusCode()).as(told.asString()).isEqualTo(200);
        assertThat(told.asString()).contains("Sorry").containsAnyOf("guardrail_intervened", "content_filter");
    }

    @ParameterizedTest
    @CsvSource({
        "RELAY, claude-sonnet-4-5[1m], true",
        "RELAY, claude-sonnet-4-5[1m], false",
        "OPENAI, claude-sonnet-4-5[1m], true",
        "OPENAI, us.anthropic.claude-sonnet-4-5-20250929-v1:0[1m], false",
        "ANTHROPIC, claude-sonnet-4-5[1m], true",
    })
    void theLongContextIsAskedForByItsBeta(Tongue tongue, String model, boolean streamed) {
        var told = tongue.ask(model, streamed, "Hi", "");
        assertThat(told.statusCode()).as(told.asString()).isEqualTo(200);
        assertThat(bedrock.lastRequests().getLast().text()).contains("\"anthropic_beta\":[\"context-1m-2025-08-07\"]");
    }

    @Test
    void aModelOfAnotherMakerHasNoSuchBeta() {
        assertThat(Tongue.OPENAI.ask("nova-pro[1m]", false, "Hi", "").statusCode())
                .isEqualTo(200);
        assertThat(bedrock.lastRequests().getLast().text()).doesNotContain("context-1m");
    }

    @Test
    void pathsThatThereAreNotAnswerInTheCallersDialect() {
        for (var path : new String[] {"/v1/nothing", "/api/v1/assistants", "/v1/chat"}) {
            given().post(path)
                    .then()
                    .statusCode(404)
                    .body("error.type", equalTo("invalid_request_error"))
                    .body("error.message", containsString("nothing at this path"));
        }
        given().header("anthropic-version", "2023-06-01")
                .get("/v1/files")
                .then()
                .statusCode(404)
                .body("type", equalTo("error"))
                .body("error.type", equalTo("not_found_error"));
        given().post("/v1/messages/batches").then().statusCode(404).body("error.type", equalTo("not_found_error"));
        given().post("/model/nova-pro/dance")
                .then()
                .statusCode(404)
                .body("Output.__type", containsString("UnknownOperationException"));
    }

    @Test
    void methodsThatThereAreNotAnswerInTheCallersDialect() {
        given().delete("/v1/models/nova-pro")
                .then()
                .statusCode(405)
                .header("Allow", "GET")
                .body("error.type", equalTo("invalid_request_error"));
        given().header("anthropic-version", "2023-06-01")
                .post("/v1/models")
                .then()
                .statusCode(405)
                .body("type", equalTo("error"));
        for (var path : new String[] {"/v1/chat/completions", "/api/v1/chat/completions", "/v1/embeddings"}) {
            given().get(path)
                    .then()
                    .statusCode(405)
                    .header("Allow", "POST")
                    .body("error.type", equalTo("invalid_request_error"));
        }
        for (var path : new String[] {"/v1/messages", "/v1/messages/count_tokens"}) {
            given().get(path)
                    .then()
                    .statusCode(405)
                    .header("Allow", "POST")
                    .body("type", equalTo("error"))
                    .body("error.type", equalTo("invalid_request_error"));
        }
        given().get("/api/chat")
                .then()
                .statusCode(405)
                .header("Allow", "POST")
                .body("status", equalTo("fail"))
                .body("data.code", equalTo("invalid_request"));
        for (var path : new String[] {"/foundation-models", "/inference-profiles/x", "/model/nova-pro/converse"}) {
            given().put(path).then().statusCode(404).body("Output.__type", containsString("UnknownOperationException"));
        }
    }
}
