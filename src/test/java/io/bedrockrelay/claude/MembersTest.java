package io.bedrockrelay.claude;

import static io.bedrockrelay.claude.ToClaude.ADVANCED;
import static io.bedrockrelay.claude.ToClaude.CHANGES;
import static io.bedrockrelay.claude.ToClaude.EXAMPLES;
import static io.bedrockrelay.claude.ToClaude.SEARCH;
import static io.bedrockrelay.claude.ToClaude.small;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.dialect.claude.fitting.Fitted;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Members that one Claude model takes and another does not.
class MembersTest {
    private static final String TOOL = "{\"name\":\"a\",\"input_schema\":{\"type\":\"object\"}";
    private static final String DEFERRED =
            "\"tools\":[" + TOOL + "},{\"name\":\"b\",\"input_schema\":{\"type\":\"object\"},\"defer_loading\":true}]";

    static Stream<Case> cases() {
        return Stream.of(
                new Case(13, "Sonnet 4.5: adaptive becomes a budget", () -> small(
                                ToClaude.SONNET_45, thinking("adaptive"), effort("high"))
                        .gets(List.of(), body -> {
                            body.remove("output_config");
                            body.putObject("thinking").put("type", "enabled").put("budget_tokens", 25_600);
                        })),
                new Case(14, "Sonnet 4.5: no room for thinking", () -> ToClaude.of(ToClaude.SONNET_45, """
                                {"model":"m","max_tokens":1000,"thinking":{"type":"adaptive"},"messages":[]}""")
                        .gets(List.of(), body -> body.remove("thinking"))),
                new Case(15, "Opus 4.8: a budget becomes an effort", () -> small(
                                ToClaude.OPUS_48, "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":10000}")
                        .gets(List.of(), body -> {
                            body.putObject("thinking").put("type", "adaptive");
                            body.putObject("output_config").put("effort", "medium");
                        })),
                new Case(16, "Opus 5.5: thinking cannot be switched off", () -> small(
                                ToClaude.OPUS_55, thinking("disabled"))
                        .gets(List.of(), body -> body.remove("thinking"))),
                new Case(17, "Opus 5: no thinking beside much effort is Bedrock's to refuse", () -> small(
                                ToClaude.OPUS_5, thinking("disabled"), effort("xhigh"))
                        .gets()),
                new Case(18, "Sonnet 4.6: the effort next to it", () -> small(ToClaude.SONNET_46, effort("xhigh"))
                        .gets(List.of(), body -> body.putObject("output_config").put("effort", "high"))),
                new Case(19, "Haiku 4.5: no effort, and no beta for it", () -> small(ToClaude.HAIKU_45, effort("low"))
                        .betas(ToClaude.EFFORT)
                        .gets(List.of(), body -> body.remove("output_config"))),
                new Case(20, "Opus 4.8: a format is Bedrock's to refuse", () -> small(
                                ToClaude.OPUS_48,
                                "\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":{}}}")
                        .gets()),
                new Case(21, "Sonnet 4.5: a format under its old name", () -> small(
                                ToClaude.SONNET_45, "\"output_format\":{\"type\":\"json_schema\",\"schema\":{}}")
                        .gets(List.of(), body -> body.putObject("output_config")
                                .set("format", body.remove("output_format")))),
                new Case(
                        22, "Opus 4.8: the default temperature goes", () -> small(ToClaude.OPUS_48, "\"temperature\":1")
                                .gets(List.of(), body -> body.remove("temperature"))),
                new Case(23, "Opus 4.8: any other goes too, and is told", () -> {
                    var asked = small(ToClaude.OPUS_48, "\"temperature\":0.3");
                    asked.gets(List.of(), body -> body.remove("temperature"));
                    assertThat(asked.told()).startsWith("temperature-=");
                }),
                new Case(27, "Opus 4.5: examples of input, with both betas", () -> small(ToClaude.OPUS_45, examples())
                        .betas(ADVANCED)
                        .gets(SEARCH, EXAMPLES)),
                new Case(28, "Opus 4.8: no examples of input", () -> small(ToClaude.OPUS_48, examples())
                        .betas(ADVANCED)
                        .gets(List.of(SEARCH), body -> ((ObjectNode) body.at("/tools/0")).remove("input_examples"))),
                new Case(31, "Opus 4.8: a tool that comes later", () -> changing(ToClaude.OPUS_48, "tool_addition")
                        .gets(CHANGES, SEARCH)),
                new Case(32, "Sonnet 5: a tool that comes later is offered, and said", () -> changing(
                                ToClaude.SONNET_5, "tool_addition")
                        .gets(List.of(SEARCH), body -> {
                            ((ObjectNode) body.at("/tools/1")).remove("defer_loading");
                            ((ObjectNode) body.at("/messages/1/content/0")).remove("tool");
                            ((ObjectNode) body.at("/messages/1/content/0"))
                                    .put("type", "text")
                                    .put("text", "Tool b is available now.");
                        })),
                new Case(33, "Sonnet 5: a tool that goes is refused", () -> assertThat(
                                changing(ToClaude.SONNET_5, "tool_removal").fitted())
                        .isInstanceOfSatisfying(Fitted.Refused.class, refused -> {
                            assertThat(refused.failure().message())
                                    .isEqualTo("messages.1: tool_removal is not supported on this model");
                            assertThat(refused.failure().detail())
                                    .isEqualTo("mid_conversation_tool_changes_not_supported");
                        })),
                new Case(40, "an hour of caching needs no beta", () -> ToClaude.EACH.forEach(MembersTest::hour)),
                new Case(
                        41,
                        "the scope of a cache point goes everywhere",
                        () -> ToClaude.EACH.forEach(model -> {
                            var asked = cached(model, "\"scope\":\"global\"");
                            assertThat(asked.body().split("scope", -1)).hasSize(6);
                            assertThat(asked.text()).doesNotContain("scope");
                            assertThat(asked.sent().findValues("cache_control")).hasSize(5);
                        })),
                new Case(
                        42,
                        "caching by itself becomes a point on the last block",
                        () -> ToClaude.EACH.forEach(model -> small(model, "\"cache_control\":{\"type\":\"ephemeral\"}")
                                .gets(List.of(), body -> {
                                    body.remove("cache_control");
                                    ((ObjectNode) body.at("/messages/0")).set("content", Recorded.read("""
                                            [{"type":"text","text":"Hi","cache_control":{"type":"ephemeral"}}]"""));
                                }))),
                new Case(
                        43,
                        "a dated version, for those that know one",
                        () -> ToClaude.EACH.forEach(model -> {
                            var asked = small(model).version("2026-10-21");
                            assertThat(asked.sent().path("anthropic_version").asText())
                                    .as(model)
                                    .isEqualTo(ToClaude.DATED.contains(model) ? "2026-10-21" : ToClaude.BEDROCK);
                        })),
                new Case(
                        47,
                        "the client's own line in odd spelling",
                        () -> ToClaude.EACH.forEach(model -> {
                            var line = "[ {\"text\" : \"x-anthropic-billing-header: cc\\u005fversion=2;\\t cc=\\/;\" ,"
                                    + "  \"type\":\"text\"},\n {\"type\":\"text\",\"text\":\"Be brief.\"}]";
                            assertThat(small(model, "\"system\" :\t" + line).text())
                                    .contains("\"system\" :\t" + line);
                        })),
                new Case(49, "Opus 4.8: thoughts without a signature go", () -> {
                    var asked = ToClaude.of(ToClaude.OPUS_48, """
                            {"model":"m","max_tokens":9,"messages":[{"role":"user","content":"Hi"},
                            {"role":"assistant","content":[{"type":"thinking","thinking":"Hm.","signature":""},
                            {"type":"text","text":"Yes?"}]},{"role":"user","content":"Go on."}]}""");
                    asked.gets(List.of(), body -> body.withArray("/messages/1/content")
                            .remove(0));
                    assertThat(asked.told()).isEqualTo("reasoning-=unsigned");
                }),
                new Case(
                        53,
                        "hints for Anthropic alone go, and are told",
                        () -> ToClaude.EACH.forEach(model -> {
                            var asked = small(model, "\"speed\":\"fast\",\"inference_geo\":\"eu\",\"tags\":[\"a\"]");
                            asked.gets(List.of(), body -> body.remove(List.of("speed", "inference_geo", "tags")));
                            assertThat(asked.told())
                                    .contains("model-field-=speed", "model-field-=inference_geo", "model-field-=tags");
                        })),
                new Case(
                        54,
                        "instructions before all else are Bedrock's to refuse",
                        () -> ToClaude.EACH.forEach(
                                model -> ToClaude.of(model, """
                                {"model":"m","max_tokens":9,"messages":[{"role":"system","content":"Be brief."},
                                {"role":"user","content":"Hi"}]}""").gets())));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isSentAsTheModelTakesIt(Case each) throws Exception {
        each.check().run();
    }

    private static String thinking(String type) {
        return "\"thinking\":{\"type\":\"" + type + "\"}";
    }

    private static String effort(String degree) {
        return "\"output_config\":{\"effort\":\"" + degree + "\"}";
    }

    private static String examples() {
        return "\"tools\":[" + TOOL + ",\"input_examples\":[{}]}]";
    }

    private static ToClaude changing(String model, String type) {
        return ToClaude.of(model, """
                {"model":"m","max_tokens":9,%s,"messages":[{"role":"user","content":"Hi"},
                {"role":"system","content":[{"type":"%s","tool":{"type":"tool_reference","name":"b"}}]},
                {"role":"user","content":"Go on."}]}""".formatted(DEFERRED, type)).betas(CHANGES);
    }

    /// Cache points wherever there may be one.
    private static ToClaude cached(String model, String member) {
        var point = "\"cache_control\":{\"type\":\"ephemeral\"," + member + "}";
        return ToClaude.of(model, """
                {"model":"m","max_tokens":9,"system":[{"type":"text","text":"Be brief.",%1$s}],
                "tools":[{"name":"a","input_schema":{"type":"object"},%1$s}],
                "messages":[{"role":"user","content":[{"type":"text","text":"Hi",%1$s}]},
                {"role":"assistant","content":[{"type":"tool_use","id":"t","name":"a","input":{}}]},
                {"role":"user","content":[{"type":"tool_result","tool_use_id":"t",
                "content":[{"type":"text","text":"x",%1$s}],%1$s}]}]}""".formatted(point));
    }

    private static void hour(String model) {
        var asked = cached(model, "\"ttl\":\"1h\"").betas("extended-cache-ttl-2025-04-11");
        boolean old = model.equals(ToClaude.OPUS_41);
        assertThat(asked.sent().has("anthropic_beta")).as(model).isFalse();
        assertThat(asked.sent().findValues("ttl")).as(model).hasSize(old ? 0 : 5);
        assertThat(asked.sent().findValues("cache_control")).as(model).hasSize(5);
    }
}
