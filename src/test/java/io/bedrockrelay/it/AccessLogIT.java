package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One line for every request, whatever becomes of it, in JSON of fixed keys and without content.
@Timeout(90)
class AccessLogIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SECRET = "pomegranate";

    @SuppressWarnings("NullAway.Init")
    private static Observed observed;

    @BeforeAll
    static void start() throws Exception {
        observed = new Observed(Map.of("quarkus.log.console.json.enabled", "true"));
    }

    @AfterAll
    static void stop() {
        observed.close();
    }

    @ParameterizedTest
    @CsvSource({
        "openai, /v1/chat/completions, nova-pro, true",
        "openai, /v1/chat/completions, nova-pro, false",
        "anthropic, /v1/messages, claude-sonnet-4-5, true",
        "anthropic, /v1/messages, claude-sonnet-4-5, false",
        "anthropic, /v1/messages, nova-pro, true",
        "relay, /api/chat, nova-pro, false",
    })
    void aCallTellsWhatWasAskedWhatAnsweredAndWhatItCost(String dialect, String path, String model, boolean stream)
            throws Exception {
        var id = "call-" + dialect + "-" + model + "-" + stream;
        var body = dialect.equals("relay")
                ? "{\"model\":\"nova-pro\",\"messages\":[{\"role\":\"user\",\"content\":\"" + SECRET + "\"}]}"
                : Observed.chat(model, SECRET, stream);
        assertThat(observed.post(id, path, body).statusCode()).isEqualTo(200);
        var line = line(id);
        assertThat(line.path("dialect").textValue()).isEqualTo(dialect);
        assertThat(line.path("asked").textValue()).isEqualTo(model);
        assertThat(line.path("target").textValue()).startsWith("us.").contains(model.substring(0, 4));
        assertThat(line.path("region").textValue()).isEqualTo("us-east-1");
        assertThat(line.path("scope").textValue()).isEqualTo("geographic");
        assertThat(line.path("status").textValue()).isEqualTo("200");
        assertThat(line.path("outcome").textValue()).isEqualTo("completed");
        assertThat(line.path("inputTokens").textValue()).matches("[1-9][0-9]*");
        assertThat(line.path("outputTokens").textValue()).matches("[1-9][0-9]*");
        assertThat(line.path("firstEventSeconds").textValue()).matches("[0-9]+\\.[0-9]{3}");
        assertThat(line.path("attempts").textValue()).isEqualTo("1");
        assertThat(line.path("upstreamRequestId").textValue()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"converse", "converse-stream"})
    void bedrocksOwnWireIsToldAlike(String operation) throws Exception {
        var id = "wire-" + operation;
        assertThat(observed.post(id, "/model/nova-pro/" + operation, Observed.converse(SECRET))
                        .statusCode())
                .isEqualTo(200);
        var line = line(id);
        assertThat(line.path("dialect").textValue()).isEqualTo("bedrock");
        assertThat(line.path("outputTokens").textValue()).matches("[1-9][0-9]*");
        assertThat(line.path("outcome").textValue()).isEqualTo("completed");
    }

    @Test
    void embeddingsAndTheCountingOfTokensAreToldToo() throws Exception {
        observed.post("embed", "/v1/embeddings", "{\"model\":\"titan-embed-text-v2\",\"input\":[\"one\",\"two\"]}");
        assertThat(line("embed").path("inputTokens").textValue()).matches("[1-9][0-9]*");
        observed.post("count", "/v1/messages/count_tokens", Observed.chat("claude-sonnet-4-5", SECRET, false));
        assertThat(line("count").path("outcome").textValue()).isEqualTo("completed");
        assertThat(line("count").path("inputTokens").textValue()).isEqualTo("0");
    }

    @Test
    void whatNeverBecameACallIsTold() throws Exception {
        observed.post("bad", "/v1/chat/completions", "{");
        assertThat(line("bad").path("outcome").textValue()).isEqualTo("refused");
        assertThat(line("bad").path("error").textValue()).isEqualTo("invalid_request");
        assertThat(line("bad").path("status").textValue()).isEqualTo("400");
        observed.get("list", "/v1/models");
        assertThat(line("list").path("outcome").textValue()).isEqualTo("completed");
        observed.get("rest", "/api/models");
        assertThat(line("rest").path("dialect").textValue()).isEqualTo("relay");
        observed.get("nothing", "/api/nothing?key=" + SECRET);
        assertThat(line("nothing").path("status").textValue()).isEqualTo("404");
        assertThat(line("nothing").path("path").textValue()).isEqualTo("/api/nothing");
    }

    @Test
    void whatAClientWroteIsShortAndHarmless() throws Exception {
        var nasty = "gpt\\n\\u001b[31m\\\"," + "x".repeat(5_000);
        observed.post("nasty", "/v1/chat/completions", Observed.chat(nasty, SECRET, false));
        var line = line("nasty");
        assertThat(line.path("outcome").textValue()).isEqualTo("refused");
        assertThat(line.path("asked").textValue()).startsWith("gpt??[31m\",xxx").hasSize(257);
    }

    @ParameterizedTest
    @CsvSource({
        "cut after=3, truncated, upstream_unavailable",
        "exception=throttlingException after=3, upstream_error, throttled",
        "exception=modelTimeoutException after=3, timeout, upstream_timeout",
        "denied, upstream_error, model_access_denied",
        "validation, refused, invalid_request",
    })
    void aFailureHasItsOutcome(String fault, String outcome, String error) throws Exception {
        for (var path : List.of("/v1/chat/completions", "/v1/messages")) {
            var id = path.substring(4, 8) + fault.replaceAll("[^a-zA-Z]", "-");
            var model = path.endsWith("messages") ? "claude-sonnet-4-5" : "nova-pro";
            observed.post(id, path, Observed.chat(model, "[[emulate: " + fault + "]]", true));
            assertThat(line(id).path("outcome").textValue()).as(path).isEqualTo(outcome);
            assertThat(line(id).path("error").textValue()).as(path).isEqualTo(error);
        }
    }

    @Test
    void aClientThatGoesAwayIsNobodysFault() throws Exception {
        try (var answer = observed.open(
                        "gone", "/v1/chat/completions", Observed.chat("nova-pro", "[[emulate: stall after=3]]", true))
                .body()) {
            assertThat(answer.read()).isNotNegative();
        }
        assertThat(line("gone").path("outcome").textValue()).isEqualTo("client_gone");
        assertThat(line("gone").path("error").textValue()).isEqualTo("none");
    }

    @Test
    void retriesAreTold() throws Exception {
        observed.post(
                "retry",
                "/v1/chat/completions",
                Observed.chat("nova-pro", "[[emulate: throttle times=2 key=log]]", true));
        assertThat(line("retry").path("attempts").textValue()).isEqualTo("3");
        assertThat(line("retry").path("outcome").textValue()).isEqualTo("completed");
    }

    /// The one line of a request; that it is the only one is part of what is shown.
    private static JsonNode line(String id) throws Exception {
        Observed.await(() -> !lines(id).isEmpty(), "the line of " + id);
        assertThat(observed.relay.log()).doesNotContain(SECRET);
        assertThat(lines(id)).hasSize(1);
        return lines(id).getFirst();
    }

    private static List<JsonNode> lines(String id) {
        var found = new ArrayList<JsonNode>();
        try {
            for (var line : observed.relay.log().lines().toList()) {
                var logged = line.startsWith("{") && line.endsWith("}") ? JSON.readTree(line) : JSON.missingNode();
                if (logged.path("loggerName").asText().equals("access")
                        && logged.path("mdc").path("requestId").asText().equals(id)) {
                    found.add(logged.path("mdc"));
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return found;
    }
}
