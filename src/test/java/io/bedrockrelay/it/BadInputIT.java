package io.bedrockrelay.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What callers get wrong, and what they are told: the rows of the error table, from the packaged application.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
@Timeout(60)
class BadInputIT {
    @BeforeEach
    void ready() throws InterruptedException {
        BedrockResource.awaitCatalogue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    not json                                                     |                     | not valid JSON
                    []                                                           |                     | one JSON object
                    {}                                                           | messages            | at least one message
                    {"model":7,"messages":[{"role":"user","content":"x"}]}       | model               | must be a string
                    {"model":"nova-pro","messages":[]}                           | messages            | at least one message
                    {"model":"nova-pro","messages":"hi"}                         | messages            | must be an array
                    {"model":"nova-pro","messages":[{"role":"user"}]}            | messages[0].content | at least one block
                    {"model":"nova-pro","messages":[{"role":"god","content":"x"}]}| messages[0].role   | must be user or assistant
                    {"model":"nova-pro","maxTokens":"9","messages":[{"role":"user","content":"x"}]}| maxTokens | whole number
                    {"model":"nova-pro","temprature":1,"messages":[{"role":"user","content":"x"}]} | temprature | is not a field of this call; it has model, region, system, messages,
                    {"model":" ","messages":[{"role":"user","content":"x"}]}     | model               | must not be blank
                    """)
    void aWrongBodyIsToldWithItsField(String body, String field, String complaint) {
        var answer = chat(body)
                .statusCode(400)
                .body("status", equalTo("fail"))
                .body("data.code", equalTo("invalid_request"))
                .body("data.message", containsString(complaint))
                .body("data.requestId", notNullValue());
        if (field != null) {
            answer.body("data.field", equalTo(field));
        }
    }

    @Test
    void anUnknownModelIsToldWithTheNearestNames() {
        chat("""
                {"model":"claude-sonet-4-5","messages":[{"role":"user","content":"x"}]}""")
                .statusCode(404)
                .body("status", equalTo("fail"))
                .body("data.code", equalTo("model_not_found"))
                .body("data.nearest", hasItem(containsString("claude-sonnet-4-5")));
    }

    @Test
    void aProfileOfAnotherGeographyIsToldWithTheIdThatWorksHere() {
        chat("""
                {"model":"us.anthropic.claude-sonnet-4-5-20250929-v1:0","region":"eu-west-1",
                 "messages":[{"role":"user","content":"x"}]}""")
                .statusCode(400)
                .body("data.code", equalTo("model_unavailable"))
                .body("data.usable", hasItem("eu.anthropic.claude-sonnet-4-5-20250929-v1:0"))
                .body("data.worksIn.region", hasItem("us-east-1"));
    }

    @Test
    void aRegionThatIsNotServedIsToldWithThoseThatAre() {
        chat("""
                {"model":"nova-pro","region":"mars-north-1","messages":[{"role":"user","content":"x"}]}""")
                .statusCode(400)
                .body("data.code", equalTo("invalid_request"))
                .body("data.message", containsString("us-east-1"));
    }

    @Test
    void aRegionThatIsOffIsUnavailableAndHarmsNoOther() {
        chat("""
                {"model":"nova-pro","region":"me-south-1","messages":[{"role":"user","content":"x"}]}""").statusCode(503).body("status", equalTo("error")).body("code", equalTo("upstream_unavailable"));
        given().get("/api/models?region=us-east-1").then().statusCode(200);
    }

    @Test
    void aHeaderThatContradictsThePolicyIsForbiddenOrUnreadable() {
        given().contentType(ContentType.JSON)
                .header("X-Relay-Scope", "galactic")
                .body("""
                        {"model":"nova-pro","messages":[{"role":"user","content":"x"}]}""")
                .post("/api/chat")
                .then()
                .statusCode(400)
                .body("data.field", equalTo("X-Relay-Scope"))
                .body("data.message", containsString("geographic"));
        given().contentType(ContentType.JSON)
                .header("X-Relay-Scope", "global")
                .body("""
                        {"model":"nova-pro","messages":[{"role":"user","content":"x"}]}""")
                .post("/api/chat")
                .then()
                .statusCode(400)
                .body("data.code", equalTo("model_unavailable"))
                .body("data.message", containsString("global"));
    }

    @ParameterizedTest
    @CsvSource({
        "denied, 403, fail, model_access_denied",
        "throttle-day, 429, error, throttled",
        "busy, 503, error, upstream_unavailable",
        "internal, 503, error, upstream_unavailable",
        "model-timeout, 504, error, upstream_timeout",
        "validation, 400, fail, invalid_request",
        "not-found, 404, fail, model_not_found",
        "close, 503, error, upstream_unavailable",
        "malformed, 503, error, upstream_unavailable",
    })
    void whatBedrockRefusesHasTheStatusOfTheTable(String word, int status, String jsend, String code) {
        var answer = chat("{\"model\":\"nova-pro\",\"messages\":[{\"role\":\"user\",\"content\":\"x [[emulate: " + word
                        + "]]\"}]}")
                .statusCode(status)
                .body("status", equalTo(jsend))
                .body(jsend.equals("fail") ? "data.code" : "code", equalTo(code));
        if (status == 429) {
            answer.header("Retry-After", notNullValue());
        }
    }

    @Test
    void aHundredMegabytesAreRefusedWithoutBeingKept() throws IOException {
        assertThat(sendBig("Content-Length: 104857600\r\n", false))
                .startsWith("HTTP/1.1 413")
                .contains("too_large");
        assertThat(sendBig("Transfer-Encoding: chunked\r\n", true))
                .startsWith("HTTP/1.1 413")
                .contains("too_large");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/../api/nothing, 404",
        "/api/models/..%2f..%2fetc%2fpasswd, 404",
        "/api/models/%2e%2e/nothing, 404",
        "/api/models/a%2Fb, 404",
        "/api/nothing, 404",
        "/nothing, 404",
        "/api/models/%00, 404",
    })
    void trickyPathsAreAnsweredAndLeadNowhere(String path, int status) throws IOException {
        var answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertThat(answer).doesNotContain("root:").doesNotContain("Exception").doesNotContain("at io.");
    }

    @Test
    void anEncodedArnInThePathIsAModelName() {
        given().urlEncodingEnabled(false)
                .get("/api/models/arn%3Aaws%3Abedrock%3Aus-east-1%3A%3Afoundation-model%2F"
                        + "anthropic.claude-sonnet-4-5-20250929-v1%3A0")
                .then()
                .statusCode(200)
                .body("data.id", equalTo("anthropic.claude-sonnet-4-5-20250929-v1:0"));
    }

    @Test
    void theWrongMethodIsTold() {
        given().get("/api/chat").then().statusCode(405).body("data.message", containsString("POST"));
        given().delete("/api/models").then().statusCode(405).body("status", equalTo("fail"));
    }

    @Test
    void noAnswerShowsAStackTrace() {
        given().get("/api/models?region=%27%22%3Cscript%3E")
                .then()
                .statusCode(400)
                .body(not(containsString("\tat ")))
                .body("data.code", equalTo("invalid_request"));
    }

    private static ValidatableResponse chat(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/chat")
                .then();
    }

    /// Sends up to 100 MB, and gives up sending once the answer is there, as a client would.
    private static String sendBig(String header, boolean chunked) throws IOException {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            var out = socket.getOutputStream();
            out.write(("POST /api/chat HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + header
                            + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            var block = new byte[1 << 20];
            Arrays.fill(block, (byte) ' ');
            for (int sent = 0; sent < 100 && socket.getInputStream().available() == 0; sent++) {
                if (chunked) {
                    out.write("100000\r\n".getBytes(StandardCharsets.US_ASCII));
                }
                out.write(block);
                if (chunked) {
                    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
            var answer = new byte[4096];
            int length = socket.getInputStream().read(answer);
            return new String(answer, 0, Math.max(0, length), StandardCharsets.UTF_8);
        }
    }

    private static String raw(String request) throws IOException {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
