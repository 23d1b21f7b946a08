package io.bedrockrelay.claude;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.it.Keyed;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Errors as clients of Claude models act on them, at a relay that lets in only who has a key, and what it tells those
/// who have none.
@Timeout(90)
class KeyedCasesIT {
    private static final String SONNET = "claude-sonnet-4-5";

    @SuppressWarnings("NullAway.Init")
    private static Keyed keyed;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        var file = folder.resolve("keys.yaml");
        Keyed.write(
                file, Keyed.entry("all", "brk_all", ""), Keyed.entry("day", "brk_day", "limits:|  tokensPerDay: 1000"));
        keyed = Keyed.start(Map.of("relay.access.keys-file", file.toString(), "relay.count-tokens.fallback", "refuse"));
    }

    @AfterAll
    static void stop() {
        keyed.close();
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(83, "counting where it is not offered", () -> {
                    for (var model : List.of("nova-2-lite", "claude-sonnet-5")) {
                        var told =
                                keyed.as("brk_all").body(body(model, "Hi", 9)).post("/v1/messages/count_tokens");
                        isError(told, 501, "not_supported", true);
                        assertThat(told.jsonPath().getString("error.message"))
                                .isEqualTo("Counting is not offered for this model.");
                    }
                    keyed.as("brk_all")
                            .body(body(SONNET, "Hi", 9))
                            .post("/v1/messages/count_tokens")
                            .then()
                            .statusCode(200)
                            .header("X-Relay-Token-Count", "exact");
                }),
                new Case(85, "what a client asks before it has a key", () -> {
                    for (var path : List.of("/", "/api/hello")) {
                        var told = given().port(keyed.port()).head(path);
                        assertThat(told.statusCode()).as(path).isEqualTo(200);
                        assertThat(told.asString()).isEmpty();
                    }
                    assertThat(given().port(keyed.port()).get("/api/hello").statusCode())
                            .isEqualTo(200);
                }),
                new Case(86, "no key, and one that nobody has", () -> {
                    isError(messages(null, body(SONNET, "Hi", 9)), 401, "authentication_error", true);
                    isError(messages("brk_none", body(SONNET, "Hi", 9)), 401, "authentication_error", true);
                }),
                new Case(
                        86,
                        "a model that may not be called",
                        () -> isError(emulated("denied"), 403, "permission_error", true)),
                new Case(86, "a model that there is not", () -> {
                    var told = messages("brk_all", body("claude-sonet-9", "Hi", 9));
                    isError(told, 404, "not_found_error", true);
                    assertThat(told.jsonPath().getString("error.message")).startsWith("model: ");
                }),
                new Case(86, "throttled for a moment", () -> {
                    var told = emulated("throttle");
                    isError(told, 429, "rate_limit_error", false);
                    assertThat(told.header("Retry-After")).isEqualTo("1");
                }),
                new Case(86, "Bedrock's tokens of a day are used up", () -> {
                    var told = emulated("throttle-day");
                    isError(told, 429, "rate_limit_error", true);
                    assertThat(told.header("Retry-After")).isNotNull();
                }),
                new Case(86, "a key's own tokens of a day are used up", () -> {
                    messages("brk_day", body(SONNET, "word ".repeat(500), 9));
                    var told = messages("brk_day", body(SONNET, "word ".repeat(600), 9));
                    isError(told, 429, "billing_error", true);
                    assertThat(Integer.parseInt(told.header("Retry-After"))).isGreaterThan(600);
                    assertThat(told.jsonPath().getString("error.message")).contains("tokens per day");
                }),
                new Case(86, "Bedrock has too much to do", () -> {
                    var told = emulated("busy");
                    isError(told, 529, "overloaded_error", false);
                    assertThat(told.header("Retry-After")).isNotNull();
                }),
                new Case(86, "a relay that is about to end", KeyedCasesIT::draining));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isToldAsClientsActOnIt(Case each) throws Exception {
        each.check().run();
    }

    private static Response emulated(String directive) {
        return messages("brk_all", body(SONNET, "Hi [[emulate: " + directive + "]]", 9));
    }

    private static Response messages(@Nullable String key, String body) {
        var request = key == null ? given().port(keyed.port()).contentType("application/json") : keyed.as(key);
        return request.header("anthropic-version", "2023-06-01").body(body).post("/v1/messages");
    }

    private static String body(String model, String prompt, int maxTokens) {
        return "{\"model\":\"" + model + "\",\"max_tokens\":" + maxTokens
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt + "\"}]}";
    }

    /// @param last whether a client is told not to try again
    private static void isError(Response told, int status, String type, boolean last) {
        assertThat(told.statusCode()).as(told.asString()).isEqualTo(status);
        assertThat(told.jsonPath().getString("type")).isEqualTo("error");
        assertThat(told.jsonPath().getString("error.type")).isEqualTo(type);
        assertThat(told.jsonPath().getString("request_id")).isNotBlank();
        assertThat(told.header("x-should-retry")).isEqualTo(last ? "false" : null);
    }

    private static void draining() throws Exception {
        try (var relay = Relayed.start(Map.of("relay.drain.delay", "0s", "relay.drain.deadline", "30s"))) {
            var open = CompletableFuture.runAsync(() -> relay.messages("", body(SONNET, "Hi [[emulate: hang]]", 9)));
            var once = new CountDownLatch(1);
            while (relay.bedrock.seen().isEmpty()) {
                assertThat(once.await(20, TimeUnit.MILLISECONDS)).isFalse();
            }
            relay.terminate();
            while (!relay.log().contains("the last may go on for")) {
                assertThat(once.await(20, TimeUnit.MILLISECONDS)).isFalse();
            }
            var told = relay.messages("", body(SONNET, "Hi", 9));
            isError(told, 529, "overloaded_error", false);
            assertThat(told.header("Retry-After")).isNotNull();
            assertThat(open).isNotDone();
        }
    }
}
