package io.bedrockrelay.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bedrockrelay.emulator.Emulator;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `POST /api/chat` of the packaged application.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
@Timeout(60)
class ChatIT {
    @BeforeEach
    void ready() throws InterruptedException {
        BedrockResource.awaitCatalogue();
    }

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @SuppressWarnings("NullAway.Init")
    Emulator bedrock;

    @Test
    void aWholeAnswerNamesTheModelThatGaveIt() {
        given().contentType(ContentType.JSON)
                .body("""
                        {"model":"claude-sonnet-4-5","messages":[{"role":"user","content":"Why is the sky blue?"}]}""")
                .post("/api/chat")
                .then()
                .statusCode(200)
                .header("X-Request-Id", notNullValue())
                .header("X-Relay-Model", "us.anthropic.claude-sonnet-4-5-20250929-v1:0")
                .header("X-Relay-Region", "us-east-1")
                .header("X-Relay-Scope", "geographic")
                .body("status", equalTo("success"))
                .body("data.message.role", equalTo("assistant"))
                .body("data.message.content[0].type", equalTo("text"))
                .body("data.message.content[0].text", containsString("sky"))
                .body("data.stopReason", equalTo("end_turn"))
                .body("data.usage.outputTokens", greaterThan(0))
                .body("data.model.requested", equalTo("claude-sonnet-4-5"))
                .body("data.model.id", equalTo("anthropic.claude-sonnet-4-5-20250929-v1:0"));
    }

    @Test
    void theFirstEventReachesTheClientBeforeTheLastIsSent() throws Exception {
        bedrock.shut("first");
        try (var stream = stream("Tell me more. [[emulate: gate=first]]", "us-east-1")) {
            assertThat(name(stream.next())).isEqualTo("start");
            // Bedrock has not sent the rest: it waits for the gate, which nobody has opened yet.
            assertThat(bedrock.openStreams()).isEqualTo(1);
            bedrock.open("first");
            var rest = stream.rest();
            assertThat(rest).extracting(Sse.Event::name).contains("text").endsWith("stop", "usage");
        }
    }

    @Test
    void aStreamSaysTheSameAsAWholeAnswer() throws Exception {
        var question = "What is a frame?";
        var text = new StringBuilder();
        var json = new ObjectMapper();
        try (var stream = stream(question, "eu-west-1")) {
            for (var event : stream.rest()) {
                if (event.name().equals("text")) {
                    text.append(json.readTree(event.data()).get("text").textValue());
                }
            }
        }
        var whole = given().contentType(ContentType.JSON)
                .body(body(question, "eu-west-1"))
                .post("/api/chat")
                .then()
                .extract()
                .<String>path("data.message.content[0].text");
        assertThat(text.toString()).isEqualTo(whole);
    }

    @Test
    void toolsAreCalledAndTheirResultsAnswered() {
        var tools = """
                "tools":[{"name":"get_weather","description":"The weather of a city","schema":
                  {"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}}]""";
        var call = given().contentType(ContentType.JSON)
                .body("{\"model\":\"nova-pro\",\"messages\":[{\"role\":\"user\",\"content\":\"Weather in Oslo?\"}],"
                        + tools + "}")
                .post("/api/chat")
                .then()
                .statusCode(200)
                .body("data.stopReason", equalTo("tool_use"))
                .body("data.message.content.type", hasItem("tool-call"))
                .extract()
                .jsonPath();
        var id = call.getString("data.message.content.find { it.type == 'tool-call' }.id");
        given().contentType(ContentType.JSON)
                .body(("{\"model\":\"nova-pro\",\"messages\":[{\"role\":\"user\",\"content\":\"Weather in Oslo?\"},"
                                        + "{\"role\":\"assistant\",\"content\":[{\"type\":\"tool-call\",\"id\":\"%s\","
                                        + "\"name\":\"get_weather\",\"arguments\":{\"city\":\"Oslo\"}}]},"
                                        + "{\"role\":\"user\",\"content\":[{\"type\":\"tool-result\",\"id\":\"%s\","
                                        + "\"content\":\"4 degrees and rain\"}]}],")
                                .formatted(id, id)
                        + tools + "}")
                .post("/api/chat")
                .then()
                .statusCode(200)
                .body("data.stopReason", equalTo("end_turn"))
                .body("data.message.content[0].text", containsString("4 degrees and rain"));
    }

    @Test
    void aRefusalBeforeTheStreamHasItsTrueStatus() throws Exception {
        var response = send("Hello [[emulate: denied]]", "us-east-1");
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(new String(response.body().readAllBytes(), StandardCharsets.UTF_8))
                .contains("\"status\":\"fail\"")
                .contains("\"code\":\"model_access_denied\"")
                .contains("\"upstreamType\":\"AccessDeniedException\"");
    }

    @Test
    void aFailureInsideTheStreamIsAnErrorAndNoStop() throws Exception {
        try (var stream = stream("Hi [[emulate: exception=modelStreamErrorException after=3]]", "us-east-1")) {
            var events = stream.rest();
            assertThat(events)
                    .extracting(Sse.Event::name)
                    .doesNotContain("stop")
                    .endsWith("error");
            assertThat(events.getLast().data())
                    .contains("\"code\":\"upstream_unavailable\"")
                    .contains("\"upstreamType\":\"modelStreamErrorException\"")
                    .contains("\"retryable\":true");
        }
    }

    @Test
    void aClientThatGoesAwayCancelsUpstream() throws Exception {
        long before = bedrock.cancelled();
        try (var stream = stream("Go on and on [[emulate: events=100000 delay=5ms]]", "us-east-1")) {
            assertThat(name(stream.next())).isEqualTo("start");
            assertThat(name(stream.next())).isEqualTo("text");
        }
        assertThat(bedrock.awaitIdle(Duration.ofSeconds(5))).isTrue();
        assertThat(bedrock.cancelled()).isGreaterThan(before);
    }

    @Test
    void headersNarrowTheTarget() {
        given().contentType(ContentType.JSON)
                .header("X-Relay-Scope", "global")
                .header("X-Relay-Region", "ap-northeast-1")
                .body("""
                        {"model":"claude-sonnet-4-5","messages":[{"role":"user","content":"Hi"}]}""")
                .post("/api/chat")
                .then()
                .statusCode(200)
                .header("X-Relay-Model", "global.anthropic.claude-sonnet-4-5-20250929-v1:0")
                .header("X-Relay-Region", "ap-northeast-1")
                .header("X-Relay-Scope", is("global"));
    }

    private Sse stream(String prompt, String region) throws Exception {
        var response = send(prompt, region);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(response.headers().firstValue("X-Accel-Buffering")).hasValue("no");
        return new Sse(response.body());
    }

    private HttpResponse<InputStream> send(String prompt, String region) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/api/chat"))
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(body(prompt, region)))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    private static String body(String prompt, String region) throws Exception {
        var message = new ObjectMapper().createObjectNode().put("role", "user").put("content", prompt);
        return new ObjectMapper()
                .createObjectNode()
                .put("model", "claude-sonnet-4-5")
                .put("region", region)
                .<com.fasterxml.jackson.databind.node.ObjectNode>set(
                        "messages", new ObjectMapper().createArrayNode().addAll(List.of(message)))
                .toString();
    }

    private static String name(Sse.Event event) {
        return Objects.requireNonNull(event, "the stream has ended").name();
    }
}
