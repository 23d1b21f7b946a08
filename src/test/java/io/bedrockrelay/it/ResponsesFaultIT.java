package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every fault of Bedrock's as the Responses API tells it, streamed and not: a refusal by its status, and inside of a
/// stream by `error` and `response.failed`, the last two events, and never by `response.completed`.
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ResponsesFaultIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> SETTINGS = Map.of(
            "relay.stream.first-event-patience", "3s",
            "relay.stream.first-event-timeout", "6s",
            "relay.stream.idle-timeout", "2s",
            "relay.stream.total-timeout", "9s",
            "relay.stream.keep-alive", "500ms",
            "relay.retry.attempts", "2",
            "relay.bedrock.max-frame-size", "4M",
            "relay.drain.delay", "0s");
    private static final Map<Cell, CompletableFuture<HttpResponse<String>>> ANSWERS = new ConcurrentHashMap<>();

    @SuppressWarnings("NullAway.Init")
    private static OwnRelay relay;

    @SuppressWarnings("NullAway.Init")
    private static HttpClient http;

    record Cell(Fault fault, boolean streamed) {
        @Override
        public String toString() {
            return fault.words() + (streamed ? " × streamed" : " × whole");
        }
    }

    static Stream<Cell> cells() {
        return Fault.all().stream().flatMap(fault -> Stream.of(true, false).map(each -> new Cell(fault, each)));
    }

    @BeforeAll
    static void askAll() throws Exception {
        relay = OwnRelay.start(SETTINGS);
        http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        // What is loaded and compiled at the first call is nobody's delay.
        ask("text", true).get(20, TimeUnit.SECONDS);
        ask("text", false).get(20, TimeUnit.SECONDS);
        // A few at a time: what a refusal waits for on a busy machine must stay below the patience.
        var asking = Executors.newFixedThreadPool(16);
        cells().forEach(cell -> ANSWERS.put(
                cell,
                CompletableFuture.supplyAsync(
                        () -> ask(cell.fault().words(), cell.streamed()).join(), asking)));
        asking.shutdown();
    }

    private static CompletableFuture<HttpResponse<String>> ask(String words, boolean streamed) {
        var body = JSON.createObjectNode()
                .put("model", "nova-pro")
                .put("input", Lane.OPENAI.prompt(words))
                .put("stream", streamed);
        return http.sendAsync(
                HttpRequest.newBuilder(URI.create(relay.url() + "/v1/responses"))
                        .timeout(Duration.ofSeconds(60))
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @AfterAll
    static void close() {
        http.close();
        relay.close();
        ANSWERS.clear();
    }

    @ParameterizedTest
    @MethodSource("cells")
    @Order(1)
    void theClientSeesWhatHappened(Cell cell) throws Exception {
        var answer = ANSWERS.get(cell).get(90, TimeUnit.SECONDS);
        var expected = cell.fault().expected(cell.streamed());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected.status(Lane.OPENAI));
        if (answer.statusCode() != 200) {
            var error = JSON.readTree(answer.body()).path("error");
            assertThat(error.path("code").asText()).isEqualTo(expected.code(Lane.OPENAI));
            assertThat(error.path("message").asText()).isNotBlank();
            assertThat(answer.headers().firstValue("Retry-After").isPresent())
                    .isEqualTo(answer.statusCode() == 429 || answer.statusCode() == 503);
        } else if (cell.streamed()) {
            told(events(answer.body()), expected.kind() == Fault.Kind.NONE);
        } else {
            assertThat(JSON.readTree(answer.body()).path("status").asText()).isEqualTo("completed");
        }
    }

    private static void told(List<JsonNode> events, boolean whole) {
        var types = events.stream().map(event -> event.path("type").asText()).toList();
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).path("sequence_number").asInt(-1)).isEqualTo(i);
        }
        assertThat(types).startsWith("response.created", "response.in_progress");
        if (whole) {
            assertThat(types).endsWith("response.completed").doesNotContain("error", "response.failed");
            return;
        }
        assertThat(types).endsWith("error", "response.failed").doesNotContain("response.completed");
        var error = events.get(events.size() - 2);
        var failed = events.getLast().path("response");
        assertThat(error.path("message").asText()).isNotBlank().doesNotContain("\tat ", "io.bedrockrelay");
        assertThat(failed.path("status").asText()).isEqualTo("failed");
        assertThat(failed.path("error").path("code")).isEqualTo(error.path("code"));
    }

    private static List<JsonNode> events(String body) throws Exception {
        var events = new ArrayList<JsonNode>();
        for (var line : body.split("\n", -1)) {
            if (line.startsWith("data: ")) {
                events.add(JSON.readTree(line.substring(6)));
            }
        }
        return events;
    }

    @Test
    @Order(2)
    void nothingIsLeftOpenAndNothingIsLoggedWithoutCause() throws Exception {
        CompletableFuture.allOf(ANSWERS.values().toArray(CompletableFuture[]::new))
                .exceptionally(_ -> null)
                .get(90, TimeUnit.SECONDS);
        assertThat(relay.bedrock().awaitIdle(Duration.ofSeconds(2))).isTrue();
        relay.process().terminate();
        assertThat(relay.process().awaitLog("draining: done")).isTrue();
        assertThat(relay.process().log())
                .contains("draining: 0 calls are open")
                .doesNotContain(" ERROR ", " FATAL ", "\tat ", "Exception");
    }
}
