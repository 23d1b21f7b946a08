package io.bedrockrelay.it;

import static io.bedrockrelay.it.Keyed.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two relays and one real Redis: a limit is one limit, however the load is spread, and an outage is what the settings
/// make of it.
@Timeout(120)
class SharedRelaysIT {
    private static final int LIMIT = 300;
    private static final int AT_A_TIME = 16;

    private final HttpClient http = HttpClient.newHttpClient();
    private RedisServer redis;
    private List<Keyed> relays;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        redis = RedisServer.start(folder);
        var file = folder.resolve("keys.yaml");
        Keyed.write(
                file,
                entry("load", "brk_load", "limits:|  requestsPerMinute: " + LIMIT),
                entry("tokens", "brk_tokens", "limits:|  tokensPerMinute: 20000|  tokensPerDay: 100000"),
                entry("streams", "brk_streams", "limits:|  concurrentStreams: 2"),
                entry("rate", "brk_rate", "limits:|  requestsPerMinute: 10000"),
                entry("budget", "brk_budget", "limits:|  tokensPerDay: 1000000000"),
                entry("free", "brk_free", ""));
        relays = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            relays.add(Keyed.start(Map.of(
                    "relay.regions",
                    "us-east-1",
                    "relay.access.keys-file",
                    file.toString(),
                    "quarkus.redis.hosts",
                    redis.url(),
                    // A cold relay on a busy machine is late by itself now and then; only a real outage is to be one.
                    "relay.access.redis.timeout",
                    "1s")));
        }
    }

    @AfterEach
    void stop() {
        relays.forEach(Keyed::close);
        redis.close();
    }

    @Test
    void oneLimitHoldsOverBothAndAnOutageIsWhatTheSettingsMakeOfIt() throws Exception {
        requestsAreCountedOnce();
        tokensAreSettledWhereverTheyWereReserved();
        streamsAreCountedOnce();
        outage(() -> redis.kill(), () -> redis.start());
        outage(() -> redis.freeze(), () -> redis.thaw());
        for (var relay : relays) {
            var log = relay.relay().log();
            assertThat(log.split("Redis cannot be asked", -1))
                    .as("told once per outage")
                    .hasSize(3);
            assertThat(log.split("Redis answers again", -1)).hasSize(3);
        }
    }

    private void requestsAreCountedOnce() throws Exception {
        var answers = load("brk_load", LIMIT * 2);
        assertThat(answers.getOrDefault(200, 0)).isBetween(LIMIT * 98 / 100, LIMIT * 102 / 100);
        assertThat(answers.keySet()).containsOnly(200, 429);
    }

    private void tokensAreSettledWhereverTheyWereReserved() throws Exception {
        long used = 0;
        for (int i = 0; i < 20; i++) {
            var answer = chat(relays.get(i % 2), "brk_tokens", 2000);
            assertThat(answer.statusCode()).as("call " + i).isEqualTo(200);
            used += answer.<Integer>path("data.usage.totalTokens");
        }
        long left = 20_000 - used;
        // The last settlement is on its way to Redis when its answer is here already.
        Keyed.await(() -> {
            var answer = chat(relays.getFirst(), "brk_tokens", 1);
            return answer.statusCode() == 200
                    && Long.parseLong(answer.header("x-ratelimit-remaining-tokens")) >= left - 400;
        });
    }

    private void streamsAreCountedOnce() throws Exception {
        var open = new ArrayList<Sse>();
        for (var relay : relays) {
            var stream = http.send(
                    request(relay, "brk_streams", "Hi [[emulate: gate=shared]]", true),
                    HttpResponse.BodyHandlers.ofInputStream());
            assertThat(stream.statusCode()).isEqualTo(200);
            var sse = new Sse(stream.body());
            assertThat(sse.next()).isNotNull();
            open.add(sse);
        }
        for (var relay : relays) {
            chat(relay, "brk_streams", 9).then().statusCode(429).header("Retry-After", "1");
        }
        for (var relay : relays) {
            relay.bedrock().open("shared");
        }
        for (var sse : open) {
            assertThat(sse.rest()).extracting(Sse.Event::name).contains("stop");
        }
        Keyed.await(() -> chat(relays.getFirst(), "brk_streams", 9).statusCode() == 200);
    }

    private interface Step {
        void run() throws Exception;
    }

    private void outage(Step begin, Step end) throws Exception {
        for (var key : List.of("brk_rate", "brk_budget", "brk_free")) {
            assertThat(load(key, 20).keySet()).as(key).containsOnly(200);
        }
        begin.run();
        assertThat(load("brk_rate", 100).keySet()).as("rates are open").containsOnly(200);
        assertThat(load("brk_budget", 100).keySet()).as("budgets are closed").containsOnly(503);
        assertThat(load("brk_free", 20).keySet()).containsOnly(200);
        for (var relay : relays) {
            chat(relay, "brk_budget", 9)
                    .then()
                    .statusCode(503)
                    .header("Retry-After", notNullValue())
                    .body("code", equalTo("overloaded"));
        }
        end.run();
        for (var relay : relays) {
            Keyed.await(() -> chat(relay, "brk_budget", 9).statusCode() == 200);
        }
        for (var key : List.of("brk_rate", "brk_budget")) {
            assertThat(load(key, 40).keySet()).as(key).containsOnly(200);
        }
    }

    /// Sends that many calls to both relays in turn, and counts the answers by status. None may take longer than the
    /// patience of a client.
    private Map<Integer, Integer> load(String key, int calls) throws Exception {
        var room = new Semaphore(AT_A_TIME);
        var answers = new ArrayList<CompletableFuture<Integer>>();
        for (int i = 0; i < calls; i++) {
            room.acquire();
            answers.add(
                    http.sendAsync(request(relays.get(i % 2), key, "Hi", false), HttpResponse.BodyHandlers.discarding())
                            .thenApply(HttpResponse::statusCode)
                            .whenComplete((status, failure) -> room.release()));
        }
        var counted = new HashMap<Integer, Integer>();
        for (var answer : answers) {
            counted.merge(answer.get(), 1, Integer::sum);
        }
        return counted;
    }

    private static HttpRequest request(Keyed relay, String key, String prompt, boolean stream) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + relay.port() + "/api/chat"))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(stream ? 60 : 5))
                .header("Content-Type", "application/json")
                .header("Accept", stream ? "text/event-stream" : "application/json")
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString(body(prompt, 9)))
                .build();
    }

    private static Response chat(Keyed relay, String key, int maxTokens) {
        return relay.as(key).body(body("Hi", maxTokens)).post("/api/chat");
    }

    private static String body(String prompt, int maxTokens) {
        return "{\"model\":\"nova-micro\",\"maxTokens\":" + maxTokens
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt + "\"}]}";
    }
}
