package io.bedrockrelay.it;

import static io.bedrockrelay.it.Keyed.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.response.Response;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The limits of a key, as its user meets them in every dialect, counted by one relay.
@Timeout(90)
class LimitsIT {
    private static Keyed keyed;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        var file = folder.resolve("keys.yaml");
        Keyed.write(
                file,
                entry("relay", "brk_relay", "limits:|  requestsPerMinute: 2"),
                entry("openai", "brk_openai", "limits:|  requestsPerMinute: 2|  tokensPerMinute: 100000"),
                entry("anthropic", "brk_anthropic", "limits:|  requestsPerMinute: 2|  tokensPerMinute: 100000"),
                entry("aws", "brk_aws", "limits:|  requestsPerMinute: 2"),
                entry("tokens", "brk_tokens", "limits:|  tokensPerMinute: 1000"),
                entry("day", "brk_day", "limits:|  tokensPerDay: 1000"),
                entry("gone", "brk_gone", "limits:|  tokensPerMinute: 1000"),
                entry("streams", "brk_streams", "limits:|  concurrentStreams: 1"));
        keyed = Keyed.start(Map.of("relay.access.keys-file", file.toString()));
    }

    @AfterAll
    static void stop() {
        keyed.close();
    }

    @Test
    void requestsAreLimitedInTheRelaysOwnWords() {
        chat("brk_relay", "Hi", 9)
                .then()
                .statusCode(200)
                .header("x-ratelimit-limit-requests", "2")
                .header("x-ratelimit-remaining-requests", "1")
                .header("x-ratelimit-reset-requests", matchesPattern("1?[0-9ms]+"));
        chat("brk_relay", "Hi", 9).then().statusCode(200).header("x-ratelimit-remaining-requests", "0");
        chat("brk_relay", "Hi", 9)
                .then()
                .statusCode(429)
                .header("Retry-After", matchesPattern("[1-6]?[0-9]"))
                .header("x-ratelimit-remaining-requests", "0")
                .body("code", equalTo("throttled"))
                .body("message", containsString("2 requests per minute of the key relay"));
        // Lists cost nothing.
        keyed.as("brk_relay").get("/api/models").then().statusCode(200);
    }

    @Test
    void openAiClientsReadTheirOwnHeaders() {
        for (int i = 0; i < 2; i++) {
            post("brk_openai", "/v1/chat/completions", "\"max_tokens\":50,")
                    .then()
                    .statusCode(200)
                    .header("x-ratelimit-limit-tokens", "100000")
                    .header("x-ratelimit-remaining-tokens", notNullValue());
        }
        post("brk_openai", "/v1/chat/completions", "\"stream\":true,")
                .then()
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .header("x-ratelimit-limit-requests", "2")
                .body("error.code", equalTo("rate_limit_exceeded"));
    }

    @Test
    void anthropicClientsReadTheirs() {
        var head = post("brk_anthropic", "/v1/messages", "\"max_tokens\":50,\"stream\":true,")
                .then()
                .statusCode(200)
                .header("anthropic-ratelimit-requests-limit", "2")
                .header("anthropic-ratelimit-requests-remaining", "1")
                .header("anthropic-ratelimit-tokens-limit", "100000")
                .extract();
        assertThat(Instant.parse(head.header("anthropic-ratelimit-requests-reset")))
                .isBetween(Instant.now(), Instant.now().plusSeconds(62));
        // Counting tokens is a request, and uses none.
        keyed.as("brk_anthropic")
                .body("{\"model\":\"claude-sonnet-4-5\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}")
                .post("/v1/messages/count_tokens")
                .then()
                .statusCode(200)
                .header("anthropic-ratelimit-requests-remaining", "0");
        post("brk_anthropic", "/v1/messages", "\"max_tokens\":50,")
                .then()
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("error.type", equalTo("rate_limit_error"));
    }

    @Test
    void awsClientsAreThrottledInAwssWords() {
        for (int i = 0; i < 3; i++) {
            var answer = keyed.as("brk_aws")
                    .body("{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}]}")
                    .post("/model/nova-pro/converse")
                    .then();
            if (i < 2) {
                answer.statusCode(200);
            } else {
                answer.statusCode(429)
                        .header("x-amzn-ErrorType", equalTo("ThrottlingException"))
                        .header("Retry-After", notNullValue());
            }
        }
    }

    @Test
    void tokensAreReservedByTheRequestAndSettledByTheAnswer() {
        var first = chat("brk_tokens", "Hi", 900);
        assertThat(first.statusCode()).isEqualTo(200);
        long reserved = Long.parseLong(first.header("x-ratelimit-remaining-tokens"));
        assertThat(reserved).as("left while the call is under way").isBetween(50L, 100L);
        int used = first.path("data.usage.totalTokens");
        var second = chat("brk_tokens", "Hi", 700);
        assertThat(second.statusCode())
                .as("the first gave back what it did not use")
                .isEqualTo(200);
        assertThat(Long.parseLong(second.header("x-ratelimit-remaining-tokens")))
                .isBetween(1000L - used - 750, 1000L - used - 700);
        chat("brk_tokens", "Hi", 5000)
                .then()
                .statusCode(400)
                .body("data.message", containsString("less than this request alone may use"));
        // Bedrock refused, so nothing was used.
        for (int i = 0; i < 3; i++) {
            chat("brk_tokens", "Hi [[emulate: validation]]", 500).then().statusCode(400);
        }
    }

    @Test
    void aBudgetPerDayIsKept() {
        var answer = chat("brk_day", "Hi", 900);
        assertThat(answer.statusCode()).isEqualTo(200);
        int used = answer.path("data.usage.totalTokens");
        chat("brk_day", "Hi", 1000 - used).then().statusCode(429).body("message", containsString("tokens per day"));
    }

    @Test
    void oneStreamAtATimeAndItsEndMakesRoom() throws Exception {
        var http = HttpClient.newHttpClient();
        var open = stream(http, "brk_streams", "Hi [[emulate: gate=streams]]", 9);
        try (var sse = new Sse(open.body())) {
            assertThat(sse.next()).isNotNull();
            chat("brk_streams", "Hi", 9)
                    .then()
                    .statusCode(429)
                    .header("Retry-After", "1")
                    .body("message", containsString("1 concurrent streams"));
            keyed.bedrock().open("streams");
            assertThat(sse.rest()).extracting(Sse.Event::name).contains("stop");
        }
        Keyed.await(() -> chat("brk_streams", "Hi", 9).statusCode() == 200);
    }

    @Test
    void whatAClientThatLeftMayHaveUsedCountsInFull() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var open = stream(http, "brk_gone", "Hi [[emulate: stall after=2]]", 900);
            var sse = new Sse(open.body());
            assertThat(sse.next()).isNotNull();
            sse.close();
            http.shutdownNow();
        }
        assertThat(keyed.bedrock().awaitIdle(Duration.ofSeconds(10))).isTrue();
        chat("brk_gone", "Hi", 900).then().statusCode(429);
        chat("brk_gone", "Hi", 20).then().statusCode(200);
    }

    private static Response chat(String key, String prompt, int maxTokens) {
        return keyed.as(key).body(body(prompt, maxTokens)).post("/api/chat");
    }

    private static Response post(String key, String path, String fields) {
        return keyed.as(key)
                .body("{\"model\":\"nova-pro\"," + fields + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}")
                .post(path);
    }

    private static HttpResponse<InputStream> stream(HttpClient http, String key, String prompt, int maxTokens)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + keyed.port() + "/api/chat"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString(body(prompt, maxTokens)))
                .build();
        var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return response;
    }

    private static String body(String prompt, int maxTokens) {
        return "{\"model\":\"nova-pro\",\"maxTokens\":" + maxTokens + ",\"messages\":[{\"role\":\"user\",\"content\":\""
                + prompt + "\"}]}";
    }
}
