package io.bedrockrelay.claude;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What becomes of refusals: what may be left out is left out, sent again and learnt; all else is told in Bedrock's
/// words. What one case teaches, no other asks of the same model.
@Timeout(60)
class LearningCasesIT {
    private static final String WHOLE = """
            {"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"Hi."}],\
            "stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}""";
    private static final String BY_MODEL = "The model returned the following errors: ";
    private static final String INVALID = "invalid beta flag";

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
                new Case(
                        17,
                        "Opus 5: no thinking beside much effort is refused by Bedrock",
                        () -> refused(
                                "claude-opus-5",
                                "\"thinking\":{\"type\":\"disabled\"},\"output_config\":{\"effort\":\"xhigh\"}",
                                "\"thinking.type.disabled\" cannot be combined with effort xhigh.")),
                new Case(
                        20,
                        "Opus 4.8: a format is refused in Bedrock's words, and in none besides",
                        () -> refused(
                                "claude-opus-4-8",
                                "\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":{}}}",
                                "output_config.format: Extra inputs are not permitted")),
                new Case(33, "Sonnet 5: a tool that goes is refused before Bedrock is asked", () -> {
                    var told = relay.messages(ToClaude.CHANGES, """
                            {"model":"claude-sonnet-5","max_tokens":9,"tools":[{"name":"a","input_schema":{"type":"object"}}],
                            "messages":[{"role":"user","content":"Hi"},{"role":"system","content":
                            [{"type":"tool_removal","tool":{"type":"tool_reference","name":"a"}}]}]}""");
                    isRefused(told, "messages.1: tool_removal is not supported on this model");
                    assertThat(told.jsonPath().getString("error.details.error_code"))
                            .isEqualTo("mid_conversation_tool_changes_not_supported");
                    assertThat(relay.bedrock.seen()).isEmpty();
                }),
                new Case(
                        34, "Opus 4.8: management of the context without its beta", LearningCasesIT::contextManagement),
                new Case(35, "Opus 4.8: an unknown beta that is taken", () -> {
                    for (int i = 0; i < 2; i++) {
                        relay.bedrock.answers(WHOLE);
                        assertThat(relay.one(ask("claude-opus-4-8", "foo-2027-01-01"))
                                        .path("anthropic_beta"))
                                .isEqualTo(Recorded.read("[\"foo-2027-01-01\"]"));
                    }
                }),
                new Case(36, "Opus 4.8: an unknown beta that is refused", () -> {
                    relay.bedrock.refuses(INVALID);
                    assertThat(betas(ask("claude-opus-4-8", "bar-2027-01-01"))).containsExactly("bar-2027-01-01", "");
                    assertThat(betas(ask("claude-opus-4-8", "bar-2027-01-01"))).containsExactly("");
                }),
                new Case(37, "Opus 4.8: of two unknown betas the one that is named", () -> {
                    relay.bedrock.refuses("Unexpected value(s) `two-2027-01-01` for the `anthropic-beta` header.");
                    relay.bedrock.answers(WHOLE);
                    assertThat(betas(ask("claude-opus-4-8", "one-2027-01-01,two-2027-01-01")))
                            .containsExactly("one-2027-01-01,two-2027-01-01", "one-2027-01-01");
                }),
                new Case(38, "Opus 4.8: a refusal of the repeat teaches nothing", () -> {
                    relay.bedrock.refuses(BY_MODEL + INVALID);
                    relay.bedrock.refuses("messages: something else is wrong");
                    isRefused(ask("claude-opus-4-8", "baz-2027-01-01"), INVALID);
                    assertThat(relay.bedrock.seen()).hasSize(2);
                    relay.bedrock.answers(WHOLE);
                    assertThat(betas(ask("claude-opus-4-8", "baz-2027-01-01"))).containsExactly("baz-2027-01-01");
                }),
                new Case(39, "Opus 4.8, strictly: one call and its refusal", () -> {
                    relay.bedrock.refuses(INVALID);
                    var told = relay.client("qux-2027-01-01")
                            .header("X-Relay-Adapt", "strict")
                            .body(body("claude-opus-4-8", ""))
                            .post("/v1/messages");
                    isRefused(told, INVALID);
                    assertThat(relay.bedrock.seen()).hasSize(1);
                }),
                new Case(48, "a refusal of the client's own line", LearningCasesIT::attribution),
                new Case(50, "Opus 4.8: a signature that is none", () -> {
                    var thought = "{\"type\":\"thinking\",\"thinking\":\"Hm.\",\"signature\":\"c2ln\"}";
                    relay.bedrock.refuses(BY_MODEL + "messages.1.content.0: Invalid `signature` in `thinking` block");
                    isRefused(
                            relay.messages("", """
                                    {"model":"claude-opus-4-8","max_tokens":9,"messages":[{"role":"user","content":"Hi"},
                                    {"role":"assistant","content":[%s,{"type":"text","text":"Yes?"}]},
                                    {"role":"user","content":"Go on."}]}""".formatted(thought)),
                            "messages.1.content.0: Invalid `signature` in `thinking` block");
                    assertThat(relay.bedrock.seen()).singleElement().satisfies(sent -> assertThat(sent.text())
                            .contains(thought));
                }),
                new Case(51, "a tool of Anthropic's servers is refused by Bedrock", () -> {
                    var tool = "\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\"}]";
                    for (var model : List.of("claude-sonnet-4-5", "claude-opus-4-8", "claude-sonnet-5")) {
                        refused(
                                model,
                                tool,
                                "tools.0: Input tag 'web_search_20250305' does not match the expected tags");
                    }
                }),
                new Case(52, "safeguards are named in the refusal, whatever Bedrock says first", () -> {
                    for (var first : List.of(
                            INVALID,
                            "Unexpected value(s) `dangerous-tool-use-2026-09-03` for the `anthropic-beta` header")) {
                        relay.bedrock.refuses(first);
                        var told = relay.messages(
                                "dangerous-tool-use-2026-09-03",
                                body("claude-opus-4-8", "\"safeguards\":{\"type\":\"a\"}"));
                        isRefused(told, "safeguards: Extra inputs are not permitted");
                        assertThat(relay.bedrock.seen())
                                .allSatisfy(sent -> assertThat(sent.text()).contains("safeguards"));
                    }
                }),
                new Case(54, "instructions before all else are refused in Bedrock's words", () -> {
                    var first = """
                            {"model":"%s","max_tokens":9,"messages":[{"role":"system","content":"Be brief."},
                            {"role":"user","content":"Hi"}]}""";
                    isRefused(
                            relay.messages("", first.formatted("claude-opus-4-8")),
                            "messages.0: use the top-level 'system' parameter for the initial system prompt");
                    assertThat(relay.messages("", first.formatted("claude-sonnet-4-5"))
                                    .jsonPath()
                                    .getString("error.message"))
                            .startsWith("messages: Unexpected role \"system\".");
                    assertThat(relay.bedrock.seen()).hasSize(2);
                }),
                new Case(62, "Haiku 4.5 on the wire: a refused search for tools", LearningCasesIT::searchOnTheWire));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void becomesOfARefusalWhatItShould(Case each) throws Exception {
        each.check().run();
    }

    private static void contextManagement() {
        var body =
                body("claude-opus-4-8", "\"context_management\":{\"edits\":[{\"type\":\"clear_tool_uses_20250919\"}]}");
        relay.bedrock.refuses("context_management: Extra inputs are not permitted");
        relay.bedrock.answers(WHOLE);
        var first = relay.messages("", body);
        var seen = relay.taken(first);
        assertThat(seen).hasSize(2);
        assertThat(seen.getFirst().text()).contains("context_management").doesNotContain("anthropic_beta");
        assertThat(seen.getLast().text()).doesNotContain("context_management");
        assertThat(first.header("X-Relay-Adapted")).isEqualTo("model-field-=context_management");
        relay.bedrock.answers(WHOLE);
        assertThat(relay.one(relay.messages("", body)).has("context_management"))
                .as("known from now on")
                .isFalse();
    }

    private static void attribution() {
        var body = body("claude-sonnet-4-6", """
                "system":[{"type":"text","text":"x-anthropic-billing-header: cc_version=2;"},
                {"type":"text","text":"Be brief."}]""");
        relay.bedrock.refuses("system.0.text: x-anthropic-billing-header is not allowed");
        var seen = relay.taken(relay.messages("", body));
        assertThat(seen).hasSize(2);
        assertThat(Recorded.read(seen.getLast().text()).at("/system").findValuesAsText("text"))
                .containsExactly("Be brief.");
        assertThat(relay.one(relay.messages("", body)).path("system")).hasSize(1);
    }

    private static void searchOnTheWire() {
        var body = Recorded.searched("s-b-son45", "us.anthropic.claude-sonnet-4-5-20250929-v1:0")
                .body();
        for (int calls = 2; calls >= 1; calls--) {
            if (calls == 2) {
                relay.bedrock.refuses(INVALID);
            }
            relay.bedrock.answers(WHOLE);
            var told = relay.request()
                    .body(body.toString())
                    .post("/model/global.anthropic.claude-haiku-4-5-20251001-v1:0/invoke");
            var seen = relay.taken(told);
            assertThat(seen).hasSize(calls);
            var last = Recorded.read(seen.getLast().text());
            assertThat(last.toString()).doesNotContain("tool-search-tool-2025", "tool_reference\"", "defer_loading");
            assertThat(last.path("tools")).hasSize(13);
            assertThat(last.toString()).contains("is loaded; call it by this name.");
        }
    }

    /// Bedrock gets the body as it came, once, and what it says is told.
    private static void refused(String model, String members, String words) {
        relay.bedrock.refuses(BY_MODEL + words);
        isRefused(relay.messages("", body(model, members)), words);
        assertThat(relay.bedrock.seen()).singleElement().satisfies(sent -> assertThat(sent.text())
                .contains(members));
    }

    private static void isRefused(Response told, String words) {
        assertThat(told.statusCode()).as(told.asString()).isEqualTo(400);
        assertThat(told.jsonPath().getString("error.type")).isEqualTo("invalid_request_error");
        assertThat(told.jsonPath().getString("error.message")).isEqualTo(words);
        assertThat(told.header("x-should-retry")).isNull();
    }

    private static Response ask(String model, String betas) {
        return relay.messages(betas, body(model, ""));
    }

    /// The betas that Bedrock got, call by call.
    private static List<String> betas(Response told) {
        return relay.taken(told).stream()
                .map(sent -> {
                    var betas = new ArrayList<String>();
                    Recorded.read(sent.text()).path("anthropic_beta").forEach(beta -> betas.add(beta.asText()));
                    return String.join(",", betas);
                })
                .toList();
    }

    private static String body(String model, String members) {
        return "{\"model\":\"" + model + "\",\"max_tokens\":9," + members + (members.isEmpty() ? "" : ",")
                + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    }
}
