package io.bedrockrelay.claude;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Answers of other models, numbers of tokens and lists of models, as clients of Claude models read them.
@Timeout(60)
class AnswerCasesIT {
    private static final String LEGAL = "[a-zA-Z0-9_-]{1,64}";
    private static final List<String> MEMBERS = List.of(
            "id",
            "type",
            "display_name",
            "created_at",
            "lifecycle",
            "deprecated_at",
            "retires_at",
            "line",
            "max_input_tokens",
            "max_tokens",
            "capabilities");
    private static final String USAGE = "\"usage\":{\"inputTokens\":5,\"outputTokens\":7,\"totalTokens\":12}";

    @SuppressWarnings("NullAway.Init")
    private static Relayed relay;

    @BeforeAll
    static void start() throws Exception {
        relay = Relayed.start(Map.of());
    }

    @AfterAll
    static void stop() {
        relay.close();
    }

    @BeforeEach
    void forget() {
        relay.bedrock.forget();
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(73, "gpt-oss: an answer with a call that claims to have none", () -> {
                    for (boolean stream : List.of(false, true)) {
                        var told = called("openai.gpt-oss-120b-1:0", "call_1", stream);
                        assertThat(told.asString()).contains("\"stop_reason\":\"tool_use\"", "\"id\":\"call_1\"");
                    }
                }),
                new Case(74, "Kimi: ids of calls that Claude would not take back", AnswerCasesIT::ids),
                new Case(76, "Llama: a conversation that is too long", AnswerCasesIT::tooLong),
                new Case(80, "counting, Sonnet 4.5: a budget of thinking", AnswerCasesIT::counted),
                new Case(81, "counting, Sonnet 5: asked once, then estimated", () -> {
                    var body = Recorded.gateway("claude-sonnet-5").body().toString();
                    long first = count(body, "estimated");
                    assertThat(relay.bedrock.seen()).as("asked once").hasSize(1);
                    assertThat(count(body, "estimated")).isEqualTo(first);
                    assertThat(relay.bedrock.seen()).as("and never again").isEmpty();
                }),
                new Case(82, "counting, Nova 2: the estimate grows with the results of tools", () -> {
                    long few = count(results(20), "estimated");
                    long many = count(results(200), "estimated");
                    assertThat(many).isBetween(9 * few, 11 * few);
                    assertThat(relay.bedrock.seen()).as("nobody is asked").isEmpty();
                }),
                new Case(84, "the list of models, at once and with every member", AnswerCasesIT::listed));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isToldAsItShould(Case each) throws Exception {
        each.check().run();
    }

    private static Response called(String model, String id, boolean stream) {
        if (stream) {
            relay.bedrock.streams(List.of(
                    Map.entry("messageStart", "{\"role\":\"assistant\"}"),
                    Map.entry(
                            "contentBlockStart",
                            "{\"contentBlockIndex\":0,\"start\":{\"toolUse\":{\"toolUseId\":\"" + id
                                    + "\",\"name\":\"Read\"}}}"),
                    Map.entry(
                            "contentBlockDelta",
                            "{\"contentBlockIndex\":0,\"delta\":{\"toolUse\":{\"input\":\"{}\"}}}"),
                    Map.entry("contentBlockStop", "{\"contentBlockIndex\":0}"),
                    Map.entry("messageStop", "{\"stopReason\":\"end_turn\"}"),
                    Map.entry("metadata", "{" + USAGE + ",\"metrics\":{\"latencyMs\":1}}")));
        } else {
            relay.bedrock.answers("{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"toolUse\":"
                    + "{\"toolUseId\":\"" + id + "\",\"name\":\"Read\",\"input\":{}}}]}},\"stopReason\":\"end_turn\","
                    + USAGE + ",\"metrics\":{\"latencyMs\":1}}");
        }
        var told = relay.messages("", """
                {"model":"%s","max_tokens":99,"stream":%s,"tools":[{"name":"Read","input_schema":{"type":"object"}}],
                "messages":[{"role":"user","content":"Hi"}]}""".formatted(model, stream));
        assertThat(told.statusCode()).as(told.asString()).isEqualTo(200);
        relay.bedrock.seen();
        return told;
    }

    private static void ids() {
        for (boolean stream : List.of(false, true)) {
            var told =
                    called("moonshotai.kimi-k2.5", "functions.Read:0", stream).asString();
            assertThat(told).doesNotContain("functions.Read");
            var ids = Pattern.compile("\"id\":\"(toolu_[^\"]*)\"")
                    .matcher(told)
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            assertThat(ids)
                    .singleElement()
                    .satisfies(id -> assertThat(id).matches(LEGAL).hasSize("toolu_".length() + 22));
            for (var model : List.of("moonshotai.kimi-k2.5", "claude-opus-4-8")) {
                var sent = relay.taken(relay.messages("", """
                        {"model":"%1$s","max_tokens":99,"tools":[{"name":"Read","input_schema":{"type":"object"}}],
                        "messages":[{"role":"user","content":"Hi"},
                        {"role":"assistant","content":[{"type":"tool_use","id":"%2$s","name":"Read","input":{}}]},
                        {"role":"user","content":[{"type":"tool_result","tool_use_id":"%2$s","content":"x"}]}]}""".formatted(model, ids.getFirst())));
                assertThat(sent.getFirst().text().split(ids.getFirst(), -1)).hasSize(3);
            }
        }
    }

    private static void tooLong() {
        var said = Map.of(
                "This model's maximum context length is 8192 tokens. Please shorten the 9001 tokens of the prompt.",
                "prompt is too long: 9001 tokens > 8192 maximum",
                "Input is too long for requested model.",
                "prompt is too long",
                "This model's maximum context length is 8192 tokens. However, you requested 9100 tokens (5000 in the"
                        + " messages, 4100 in the completion).",
                "input length and `max_tokens` exceed context limit: 5000 + 4100 > 8192");
        said.forEach((words, expected) -> {
            for (boolean stream : List.of(false, true)) {
                relay.bedrock.refuses("The model returned the following errors: " + words);
                var told = relay.messages("", """
                        {"model":"meta.llama4-scout-17b-instruct-v1:0","max_tokens":99,"stream":%s,
                        "messages":[{"role":"user","content":"Hi"}]}""".formatted(stream));
                assertThat(told.statusCode()).as(told.asString()).isEqualTo(400);
                assertThat(told.jsonPath().getString("error.message")).isEqualTo(expected);
                assertThat(told.header("x-should-retry")).isNull();
            }
        });
    }

    private static void counted() {
        var recorded = Recorded.of("b-sonnet45", "us." + ToClaude.SONNET_45, 1);
        var body = recorded.body();
        body.remove(List.of("max_tokens", "anthropic_version"));
        body.put("model", "claude-sonnet-4-5");
        count(body.toString(), "exact");
        var inside = inside(relay.bedrock.seen().getFirst());
        assertThat(inside.path("max_tokens").asInt()).isEqualTo(32_000);
        assertThat(inside.path("thinking").path("budget_tokens").asInt()).isEqualTo(31_999);
        assertThat(inside.path("anthropic_beta")).isEqualTo(Recorded.read("[\"" + ToClaude.SEARCH + "\"]"));
        assertThat(inside.path("tools")).isEqualTo(body.path("tools"));
    }

    private static JsonNode inside(ScriptedBedrock.Sent counted) {
        assertThat(counted.isCount()).isTrue();
        var body = Recorded.read(counted.text()).at("/input/invokeModel/body").asText();
        return Recorded.read(new String(Base64.getDecoder().decode(body), UTF_8));
    }

    private static long count(String body, String how) {
        var told = relay.client("").body(body).post("/v1/messages/count_tokens?beta=true");
        assertThat(told.statusCode()).as(told.asString()).isEqualTo(200);
        assertThat(told.header("X-Relay-Token-Count")).isEqualTo(how);
        return told.jsonPath().getLong("input_tokens");
    }

    private static String results(int many) {
        var turns = IntStream.range(0, many)
                .mapToObj(i -> """
                        {"role":"assistant","content":[{"type":"tool_use","id":"t%1$d","name":"Read","input":{}}]},
                        {"role":"user","content":[{"type":"tool_result","tool_use_id":"t%1$d","content":"%2$s"}]}""".formatted(i, "All work and no play. ".repeat(50)))
                .collect(Collectors.joining(","));
        return """
                {"model":"nova-2-lite","max_tokens":99,"tools":[{"name":"Read","input_schema":{"type":"object"}}],
                "messages":[{"role":"user","content":"Hi"},%s]}""".formatted(turns);
    }

    private static void listed() {
        var path = "/v1/models?limit=1000";
        relay.client("").header("x-api-key", "anything").get(path);
        long start = System.nanoTime();
        var told = relay.client("").header("x-api-key", "anything").get(path);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(100));
        assertThat(told.statusCode()).isEqualTo(200);
        var models = Recorded.read(told.asString()).path("data");
        assertThat(models).isNotEmpty();
        models.forEach(model -> assertThat(Recorded.names(model)).containsAll(MEMBERS));
        assertThat(models)
                .anySatisfy(model -> assertThat(model.path("line").asText()).isEqualTo("opus"));
    }
}
