package io.bedrockrelay.claude;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a site may set for clients of Claude models, and what it sees of them.
@Timeout(60)
class SettingsIT {
    private static final String HI =
            "{\"model\":\"%s\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},"
                    + "{\"role\":\"assistant\",\"content\":\"Yes?\"},{\"role\":\"system\",\"content\":\"Be brief.\"},"
                    + "{\"role\":\"user\",\"content\":\"Go on.\"}]}";

    @SuppressWarnings("NullAway.Init")
    private static Relayed relay;

    @BeforeAll
    static void start() throws Exception {
        relay = Relayed.start(Map.of(
                "relay.anthropic.listed", "all",
                "relay.aliases.\"claude-nova\"", "nova-2-lite",
                "relay.aliases.\"fast\"", "claude-haiku-4-5",
                "relay.anthropic.models.\"anthropic.claude-opus-4-8\".system", "no",
                "relay.wire.translate", "false"));
    }

    @AfterAll
    static void stop() {
        relay.close();
    }

    @BeforeEach
    void forget() {
        relay.bedrock.forget();
    }

    @Test
    void modelsOfOtherVendorsAreListedUnderIdsThatClientsKeepAndThatAnswer() {
        var models = Recorded.read(relay.client("").get("/v1/models?limit=1000").asString())
                .path("data");
        var ids = models.findValuesAsText("id");
        assertThat(ids)
                .doesNotHaveDuplicates()
                .contains("anthropic/nova-2-lite", "claude-nova", "anthropic.claude-opus-4-8")
                .doesNotContain("fast")
                .allMatch(id -> id.contains("claude") || id.contains("anthropic"));
        models.forEach(model -> {
            if (model.path("id").asText().equals("anthropic/nova-2-lite")) {
                assertThat(model.path("description").asText()).isEqualTo("by Amazon on Amazon Bedrock");
                assertThat(model.path("display_name").asText()).isEqualTo("Nova 2 Lite");
            }
        });
        for (var id : List.of("anthropic/nova-2-lite", "claude-nova")) {
            var told = relay.messages("", HI.formatted(id));
            assertThat(told.statusCode()).as(told.asString()).isEqualTo(200);
            assertThat(told.header("X-Relay-Model")).contains("amazon.nova-2-lite");
            assertThat(relay.client("")
                            .get("/v1/models/" + id.replace("/", "%2F"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aFactOfTheSiteComesBeforeTheTable() {
        var told = relay.messages("", HI.formatted("claude-opus-4-8"));
        assertThat(relay.one(told).at("/messages/2/role").asText()).isEqualTo("user");
        assertThat(told.header("X-Relay-Adapted")).isEqualTo("role-system=user");
    }

    @Test
    void aBodyOfClaudesIsPassedOnWhereTheSiteWantsItSo() {
        var body = "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":9,"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
        relay.bedrock.refuses("Malformed input request");
        var told = relay.request().body(body).post("/model/us.amazon.nova-2-lite-v1:0/invoke");
        assertThat(told.statusCode()).isEqualTo(400);
        assertThat(relay.bedrock.seen()).singleElement().satisfies(sent -> assertThat(sent.text())
                .isEqualTo(body));
    }

    @Test
    void theLogNamesTheSessionAndNoMetricDoes() throws Exception {
        relay.bedrock.refuses("invalid beta flag");
        var told = relay.client("unheard-of-2027-01-01")
                .header("x-claude-code-session-id", "session-4711")
                .header("x-claude-code-agent-id", "agent-4712")
                .body(HI.formatted("claude-sonnet-4-6"))
                .post("/v1/messages");
        assertThat(told.statusCode()).as(told.asString()).isEqualTo(200);
        relay.client("").body(HI.formatted("nova-2-lite")).post("/v1/messages/count_tokens");
        assertThat(relay.awaitLog("clientSession=session-4711 clientAgent=agent-4712"))
                .isTrue();
        var metrics = given().port(relay.management()).get("/q/metrics").asString();
        assertThat(metrics)
                .contains("relay_count_tokens_total{how=\"estimated\"")
                .containsPattern(Pattern.compile("relay_adapt_learnt ([1-9]\\d*)\\.0"))
                .contains("relay_adapted_total{how=\"repeat\",kind=\"beta\"")
                .doesNotContain("4711", "4712", "unheard-of");
    }
}
