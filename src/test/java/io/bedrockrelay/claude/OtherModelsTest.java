package io.bedrockrelay.claude;

import static io.bedrockrelay.claude.ToOther.NOVA_2;
import static io.bedrockrelay.claude.ToOther.NOVA_LITE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.chat.Failure;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What clients of Claude models send, to the models of other vendors.
class OtherModelsTest {
    /// Models that keep no prefix of a prompt.
    private static final List<String> WITHOUT_CACHE = List.of(
            "openai.gpt-oss-120b-1:0",
            "qwen.qwen3-32b-v1:0",
            "moonshotai.kimi-k2.5",
            "zai.glm-4.7",
            "deepseek.v3-v1:0",
            "minimax.minimax-m2",
            "nvidia.nemotron-nano-3-30b",
            "mistral.mistral-large-3-675b-instruct",
            "meta.llama4-scout-17b-instruct-v1:0");

    static Stream<Case> cases() {
        return Stream.of(
                new Case(68, "Nova 2: the first turn", OtherModelsTest::firstTurn),
                new Case(69, "Nova Lite: no effort, and as many tokens as it has", () -> {
                    var fit = ToOther.of(NOVA_LITE, recorded());
                    assertThat(fit.at("/inferenceConfig/maxTokens").asInt()).isEqualTo(10_000);
                    assertThat(fit.told()).contains("max_tokens=10000", "effort-=high");
                    assertThat(fit.sent().has("additionalModelRequestFields")).isFalse();
                }),
                new Case(
                        70,
                        "models that keep no prompt: no cache points",
                        () -> WITHOUT_CACHE.forEach(model -> {
                            var fit = ToOther.of(model, recorded());
                            assertThat(fit.sent().toString()).as(model).doesNotContain("cachePoint");
                            assertThat(fit.told()).as(model).contains("cache-points-=");
                            assertThat(fit.at("/toolConfig/tools")).as(model).hasSize(11);
                            assertThat(fit.sent().toString()).as(model).doesNotContain("x-anthropic-billing-header");
                        })),
                new Case(71, "Nova 2: the turn after the search for tools", OtherModelsTest::searched),
                new Case(71, "Nova 2: a reference to a tool that is gone is said", () -> {
                    var body = Recorded.searched("s-g-nova", "nova-2-lite").body();
                    var tools = (ArrayNode) body.path("tools");
                    for (int i = tools.size() - 1; i >= 0; i--) {
                        if (tools.path(i).path("name").asText().equals("WebFetch")) {
                            tools.remove(i);
                        }
                    }
                    var fit = ToOther.of(NOVA_2, body);
                    assertThat(fit.at("/messages/2/content/0/toolResult/content")
                                    .findValuesAsText("text"))
                            .containsExactly(
                                    "Tool WebFetch is not available any more.",
                                    "Tool NotebookEdit is loaded; call it by this name.");
                    assertThat(fit.at("/toolConfig/tools")).hasSize(12);
                }),
                new Case(72, "Nova 2: Claude's signed thoughts are not its own", () -> {
                    var body = Recorded.of("g-nova", "nova-2-lite", 2).body();
                    assertThat(body.at("/messages/2/content/0/type").asText()).isEqualTo("thinking");
                    var fit = ToOther.of(NOVA_2, body);
                    assertThat(fit.sent().toString()).doesNotContain("reasoningContent", "\"hm\"");
                    assertThat(fit.at("/messages/1/content/0/toolUse/name").asText())
                            .isEqualTo("Read");
                    assertThat(fit.told()).contains("reasoning-=");
                }),
                new Case(75, "Nova 2: what guards dangerous tools is never passed over", () -> {
                    var refused = ToOther.refused(NOVA_2, small("\"safeguards\":{\"type\":\"a\"}"));
                    assertThat(refused.message()).startsWith("safeguards: not supported on this model");
                    assertThat(((Failure.Invalid) refused).field()).isEqualTo("safeguards");
                }),
                new Case(77, "Nova 2: one call at a time, kept in the answer", () -> {
                    var fit = ToOther.of(NOVA_2, small("""
                            "tools":[{"name":"a","input_schema":{"type":"object"}}],
                            "tool_choice":{"type":"auto","disable_parallel_tool_use":true}"""));
                    assertThat(fit.told()).contains("parallel_tool_calls=first");
                    assertThat(fit.plan().firstCallOnly()).isTrue();
                    assertThat(fit.sent().toString()).doesNotContain("parallel");
                }),
                new Case(78, "Nova 2: a schema without a type", () -> {
                    var fit = ToOther.of(NOVA_2, small("""
                            "tools":[{"name":"mcp__a__b","input_schema":{"$schema":"s","properties":{"x":{}}}}]"""));
                    var schema = fit.at("/toolConfig/tools/0/toolSpec/inputSchema/json");
                    assertThat(schema.path("type").asText()).isEqualTo("object");
                    assertThat(schema.has("$schema")).isFalse();
                    assertThat(schema.at("/properties").has("x")).isTrue();
                }),
                new Case(79, "Nova 2: a title in a form, asked for by a tool or in words", () -> {
                    var fit = ToOther.of(NOVA_2, small("""
                            "output_config":{"format":{"type":"json_schema","schema":{"type":"object",
                            "properties":{"title":{"type":"string"}},"required":["title"]}}}"""));
                    assertThat(fit.sent().toString()).contains("\"title\"");
                    assertThat(fit.told()).contains("schema=");
                    assertThat(fit.plan().onlyJson()).isTrue();
                }));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isTranslatedAsTheModelTakesIt(Case each) throws Exception {
        each.check().run();
    }

    private static ObjectNode recorded() {
        return Recorded.gateway("nova-2-lite").body();
    }

    private static JsonNode small(String members) {
        return Recorded.read("{\"model\":\"m\",\"max_tokens\":99," + members
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
    }

    private static void firstTurn() {
        var fit = ToOther.of(NOVA_2, recorded());
        assertThat(fit.at("/system").findValuesAsText("text"))
                .as("the client's own line is no instruction")
                .containsExactly("text", "text");
        assertThat(fit.at("/messages")).hasSize(1);
        assertThat(fit.at("/messages/0/content").findValuesAsText("text"))
                .last()
                .isEqualTo("<system-reminder>\ntext\n</system-reminder>");
        assertThat(fit.at("/toolConfig/tools").findValuesAsText("name"))
                .hasSize(11)
                .doesNotContain("DeferredToolPlaceholder");
        assertThat(fit.at("/toolConfig").toString()).doesNotContain("cachePoint");
        assertThat(fit.at("/system").toString()).contains("cachePoint");
        assertThat(fit.sent().toString()).doesNotContain("anthropic_beta", "-2025-", "-2026-");
        assertThat(fit.at("/inferenceConfig/maxTokens").asInt(65_535)).isLessThanOrEqualTo(65_535);
        assertThat(fit.at("/additionalModelRequestFields/reasoningConfig/maxReasoningEffort")
                        .asText())
                .isEqualTo("high");
    }

    private static void searched() {
        var fit =
                ToOther.of(NOVA_2, Recorded.searched("s-g-nova", "nova-2-lite").body());
        assertThat(fit.at("/toolConfig/tools").findValuesAsText("name"))
                .hasSize(13)
                .contains("WebFetch", "NotebookEdit")
                .doesNotContain("DeferredToolPlaceholder");
        assertThat(fit.at("/messages/2/content/0/toolResult/content").findValuesAsText("text"))
                .containsExactly(
                        "Tool WebFetch is loaded; call it by this name.",
                        "Tool NotebookEdit is loaded; call it by this name.");
    }
}
