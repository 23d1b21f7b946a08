package io.bedrockrelay.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What clients of Anthropic's find at the relay besides answers: what a model refuses is left out and learnt, and what
/// they look for is where they look.
@Timeout(60)
class ClaudeRefusalsIT {
    private static final String BODY = """
            {"model":"%s","max_tokens":99,"stream":%s,"messages":[{"role":"user","content":"Hi"}]}""";

    @SuppressWarnings("NullAway.Init")
    private static OwnRelay relay;

    @BeforeAll
    static void start() throws Exception {
        relay = OwnRelay.start(Map.of());
    }

    @AfterAll
    static void stop() {
        relay.close();
    }

    @ParameterizedTest
    @CsvSource({"claude-opus-4-8, false", "claude-sonnet-4-5, true"})
    void anUnknownBetaCostsOneRepeatOnce(String model, boolean stream) {
        long before = invoked();
        var first = messages(model, stream, "brand-new-2027-01-01");
        assertThat(first.statusCode()).as(first.asString()).isEqualTo(200);
        assertThat(first.header("X-Relay-Adapted")).isEqualTo("beta-=brand-new-2027-01-01");
        assertThat(invoked() - before).isEqualTo(2);
        assertThat(lastBody()).doesNotContain("brand-new");

        var next = messages(model, stream, "brand-new-2027-01-01");
        assertThat(next.statusCode()).isEqualTo(200);
        assertThat(next.header("X-Relay-Adapted")).isEqualTo("beta-=brand-new-2027-01-01");
        assertThat(invoked() - before).as("known from now on").isEqualTo(3);
        assertThat(metrics())
                .contains("relay_adapted_total{how=\"repeat\",kind=\"beta\"")
                .contains("relay_adapted_total{how=\"learnt\",kind=\"beta\"");
    }

    @Test
    void whatIsStrictIsSentAsItCame() {
        long before = invoked();
        var told = client("untried-2027-01-01")
                .header("X-Relay-Adapt", "strict")
                .body(BODY.formatted("claude-opus-4-7", false))
                .post("/v1/messages");
        assertThat(told.statusCode()).isEqualTo(400);
        assertThat(told.jsonPath().getString("error.message")).isEqualTo("invalid beta flag");
        assertThat(told.header("X-Relay-Adapted")).isNull();
        assertThat(told.header("x-should-retry")).isNull();
        assertThat(invoked() - before).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"invoke", "invoke-with-response-stream"})
    void onBedrocksWireTheSameIsLearnt(String operation) {
        long before = invoked();
        var body = """
                {"anthropic_version":"bedrock-2023-05-31","anthropic_beta":["wire-%s-2027-01-01"],"max_tokens":9,
                "messages":[{"role":"user","content":"Hi"}]}""".formatted(operation);
        for (int calls = 2; calls <= 3; calls++) {
            var told = plain().body(body).post("/model/us.anthropic.claude-opus-4-8/" + operation);
            assertThat(told.statusCode()).as(told.asString()).isEqualTo(200);
            assertThat(told.header("X-Relay-Adapted")).isEqualTo("beta-=wire-" + operation + "-2027-01-01");
            assertThat(invoked() - before).isEqualTo(calls);
        }
    }

    @Test
    void aDatedVersionOnTheWireReachesModelsThatKnowIt() {
        var body = """
                {"anthropic_version":"2026-10-21","max_tokens":9,"messages":[{"role":"user","content":"Hi"}]}""";
        var newer = plain().body(body).post("/model/us.anthropic.claude-opus-4-8/invoke");
        assertThat(newer.statusCode()).as(newer.asString()).isEqualTo(200);
        assertThat(lastBody()).isEqualTo(body);
        var older = plain().body(body).post("/model/us.anthropic.claude-sonnet-4-5-20250929-v1:0/invoke");
        assertThat(older.statusCode()).as(older.asString()).isEqualTo(200);
        assertThat(older.header("X-Relay-Adapted")).isEqualTo("version=bedrock-2023-05-31");
        assertThat(lastBody()).contains("\"bedrock-2023-05-31\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-opus-4-8", "amazon.nova-2-lite-v1:0"})
    void aThreadIsRefusedInTheWordsOnWhichClientsGoOnWithout(String model) {
        var told = client("").body("""
                {"model":"%s","max_tokens":9,"thread":{"type":"new"},"messages":[{"role":"user","content":"Hi"}]}
                """.formatted(model)).post("/v1/messages");
        assertThat(told.statusCode()).isEqualTo(400);
        assertThat(told.jsonPath().getString("error.details.error_code")).isEqualTo("thread_unsupported_request");
        assertThat(told.jsonPath().getList("error.details.unsupported")).isEqualTo(List.of("thread"));
    }

    @ParameterizedTest
    @CsvSource({"claude-sonnet-4-5, exact", "claude-sonnet-5, estimated", "amazon.nova-2-lite-v1:0, estimated"})
    void tokensAreCountedOrEstimated(String model, String how) {
        var told = client("").body("""
                {"model":"%s","messages":[{"role":"user","content":"Hi"}]}""".formatted(model)).post("/anthropic/v1/messages/count_tokens");
        assertThat(told.statusCode()).as(told.asString()).isEqualTo(200);
        assertThat(told.header("X-Relay-Token-Count")).isEqualTo(how);
        assertThat(told.jsonPath().getInt("input_tokens")).isPositive();
    }

    @Test
    void whatClientsAskFirstIsThere() {
        assertThat(plain().head("/api/hello").statusCode()).isEqualTo(200);
        assertThat(plain().head("/").statusCode()).isEqualTo(200);
        var protocol = plain().get("/protocol");
        assertThat(protocol.statusCode()).isEqualTo(200);
        assertThat(protocol.contentType()).startsWith("text/markdown");
        assertThat(protocol.asString()).contains("/v1/messages");
        var models = plain().get("/anthropic/v1/models?limit=1000");
        assertThat(models.jsonPath().getList("data.type")).isNotEmpty().containsOnly("model");
    }

    private static Response messages(String model, boolean stream, String beta) {
        return client(beta).body(BODY.formatted(model, stream)).post("/v1/messages");
    }

    private static RequestSpecification client(String beta) {
        var request = plain().header("anthropic-version", "2023-06-01");
        return beta.isEmpty() ? request : request.header("anthropic-beta", beta);
    }

    private static RequestSpecification plain() {
        return given().baseUri(relay.url()).contentType("application/json");
    }

    private static long invoked() {
        return relay.bedrock().requests("InvokeModel") + relay.bedrock().requests("InvokeModelWithResponseStream");
    }

    private static String lastBody() {
        return relay.bedrock().lastRequests().getLast().text();
    }

    private static String metrics() {
        return given().baseUri("http://localhost:" + relay.management())
                .get("/q/metrics")
                .asString();
    }
}
