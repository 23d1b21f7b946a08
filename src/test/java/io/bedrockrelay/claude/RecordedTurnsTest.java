package io.bedrockrelay.claude;

import static io.bedrockrelay.claude.ToClaude.CHANGES;
import static io.bedrockrelay.claude.ToClaude.CONTEXT;
import static io.bedrockrelay.claude.ToClaude.COUNT;
import static io.bedrockrelay.claude.ToClaude.INTERLEAVED;
import static io.bedrockrelay.claude.ToClaude.SEARCH;
import static io.bedrockrelay.claude.ToClaude.UPDATES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the real client sent through a gateway, to the model that it was meant for and to others.
class RecordedTurnsTest {

    static Stream<Case> cases() {
        return Stream.of(
                new Case(1, "Opus 5.5: an effort within the messages goes", () -> ToClaude.of(
                                ToClaude.OPUS_55, Recorded.gateway("claude-opus-5-5"))
                        .gets(newest(), RecordedTurnsTest::withoutEfforts)),
                new Case(2, "Opus 5", () -> ToClaude.of(ToClaude.OPUS_5, Recorded.gateway("claude-opus-5"))
                        .gets(newest(), _ -> {})),
                new Case(3, "Fable 5.2", () -> like55("claude-fable-5-2", ToClaude.FABLE_52)),
                new Case(3, "Haiku 5.5", () -> like55("claude-haiku-5-5", ToClaude.HAIKU_55)),
                new Case(3, "Sonnet 5.5", () -> like55("claude-sonnet-5-5", ToClaude.SONNET_55)),
                new Case(4, "Sonnet 5: role system stays", () -> {
                    var asked = ToClaude.of(ToClaude.SONNET_5, Recorded.gateway("claude-sonnet-5"));
                    asked.gets(INTERLEAVED, CONTEXT, COUNT, SEARCH, UPDATES);
                    assertThat(asked.sent().at("/messages/1/role").asText()).isEqualTo("system");
                }),
                new Case(4, "Sonnet 5: no tools that come and go, though the client asks for them", () -> ToClaude.of(
                                ToClaude.SONNET_5, Recorded.gateway("claude-opus-5"))
                        .gets(INTERLEAVED, CONTEXT, COUNT, SEARCH, UPDATES)),
                new Case(5, "Opus 4.8", () -> ToClaude.of(ToClaude.OPUS_48, Recorded.gateway("claude-opus-4-8"))
                        .gets(newest(), _ -> {})),
                new Case(6, "Opus 4.7", () -> {
                    var asked = ToClaude.of(ToClaude.OPUS_47, Recorded.gateway("claude-opus-4-7"));
                    asked.gets(INTERLEAVED, CONTEXT, COUNT, SEARCH, UPDATES);
                    assertThat(asked.doubtful()).containsExactly(INTERLEAVED, CONTEXT);
                }),
                new Case(7, "Opus 4.7: role system becomes a reminder of the user's", () -> ToClaude.of(
                                ToClaude.OPUS_47, Recorded.gateway("claude-opus-5"))
                        .gets(List.of(INTERLEAVED, CONTEXT, COUNT, SEARCH, UPDATES), RecordedTurnsTest::reminded)),
                new Case(8, "Sonnet 4.6", () -> ToClaude.of(ToClaude.SONNET_46, Recorded.gateway("claude-sonnet-4-6"))
                        .gets(List.of(INTERLEAVED, CONTEXT, SEARCH), RecordedTurnsTest::withoutDisplay)),
                new Case(9, "Sonnet 4.5", () -> {
                    var asked = ToClaude.of(ToClaude.SONNET_45, Recorded.gateway("claude-sonnet-4-5"));
                    asked.gets(List.of(INTERLEAVED, CONTEXT, SEARCH), RecordedTurnsTest::withoutDisplay);
                    assertThat(asked.sent().path("thinking"))
                            .isEqualTo(Recorded.read("{\"budget_tokens\":31999,\"type\":\"enabled\"}"));
                    assertThat(asked.doubtful()).isEmpty();
                }),
                new Case(10, "Haiku 4.5", () -> {
                    var asked = ToClaude.of(ToClaude.HAIKU_45, Recorded.gateway("claude-haiku-4-5"));
                    asked.gets(List.of(INTERLEAVED, CONTEXT, SEARCH), RecordedTurnsTest::withoutDisplay);
                    assertThat(asked.doubtful()).containsExactly(INTERLEAVED, SEARCH);
                }),
                new Case(11, "Opus 4.5: effort with the beta of its own", () -> {
                    var recorded = Recorded.gateway("claude-sonnet-4-5");
                    recorded.body().putObject("output_config").put("effort", "high");
                    ToClaude.of(ToClaude.OPUS_45, recorded)
                            .gets(
                                    List.of(INTERLEAVED, CONTEXT, SEARCH, ToClaude.EFFORT),
                                    RecordedTurnsTest::withoutDisplay);
                }),
                new Case(12, "Opus 4.1: deferred tools as ordinary ones, once they are named", () -> expanded()),
                new Case(24, "Sonnet 4.5: streaming of arguments goes from each tool", () -> {
                    var recorded = eager();
                    var sent = ToClaude.of(ToClaude.SONNET_45, recorded).sent();
                    assertThat(recorded.body().findValues("eager_input_streaming"))
                            .hasSize(11);
                    assertThat(sent.findValues("eager_input_streaming")).isEmpty();
                    assertThat(sent.path("tools")).hasSize(12);
                }),
                new Case(25, "Opus 4.8: streaming of arguments stays", () -> {
                    var recorded = eager();
                    assertThat(ToClaude.of(ToClaude.OPUS_48, recorded).sent().path("tools"))
                            .isEqualTo(recorded.body().path("tools"));
                }),
                new Case(26, "Haiku 5.5: streaming of arguments goes", () -> {
                    var recorded = eager();
                    var sent = ToClaude.of(ToClaude.HAIKU_55, recorded).sent();
                    assertThat(sent.findValues("eager_input_streaming")).isEmpty();
                    assertThat(sent.path("tools")).hasSize(12);
                }),
                new Case(29, "Opus 4.8: references to declared tools, with the beta", () -> {
                    var recorded = Recorded.searched("s-g-opus55", "claude-opus-5-5");
                    ToClaude.of(ToClaude.OPUS_48, recorded).gets(newest(), RecordedTurnsTest::withoutEfforts);
                    assertThat(recorded.body().toString()).contains("tool_reference");
                }),
                new Case(30, "Opus 4.8: deferred tools without any beta get it", () -> {
                    var recorded =
                            new Recorded(Recorded.gateway("claude-opus-4-8").body(), "");
                    var asked = ToClaude.of(ToClaude.OPUS_48, recorded);
                    asked.gets(SEARCH);
                    assertThat(asked.told()).contains("beta+=" + SEARCH);
                }));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isSentAsTheModelTakesIt(Case each) throws Exception {
        each.check().run();
    }

    private static List<String> newest() {
        return List.of(INTERLEAVED, CONTEXT, CHANGES, COUNT, SEARCH, UPDATES);
    }

    private static void like55(String asked, String model) {
        ToClaude.of(model, Recorded.gateway(asked)).gets(newest(), RecordedTurnsTest::withoutEfforts);
    }

    private static Recorded eager() {
        return Recorded.of("g-ts", "claude-opus-5-5", 1);
    }

    private static void withoutEfforts(ObjectNode body) {
        body.path("messages").forEach(message -> ((ObjectNode) message).remove("output_config"));
    }

    private static void withoutDisplay(ObjectNode body) {
        ((ObjectNode) body.path("thinking")).remove("display");
    }

    private static void reminded(ObjectNode body) {
        for (JsonNode message : body.path("messages")) {
            if (message.path("role").asText().equals("system")) {
                var said = (ObjectNode) message;
                said.put("role", "user");
                var content = message.path("content");
                if (content.isTextual()) {
                    said.put("content", "<system-reminder>\n" + content.asText() + "\n</system-reminder>");
                    continue;
                }
                var first = (ObjectNode) content.path(0);
                first.put("text", "<system-reminder>\n" + first.path("text").asText());
                var last = (ObjectNode) content.path(content.size() - 1);
                last.put("text", last.path("text").asText() + "\n</system-reminder>");
            }
        }
    }

    private static void expanded() {
        var recorded = Recorded.searched("s-g-opus55", "claude-opus-5-5");
        recorded.body().findParents("cache_control").forEach(holder -> ((ObjectNode) holder.path("cache_control"))
                .put("ttl", "1h"));
        assertThat(recorded.body().findValues("ttl")).isNotEmpty();
        var sent = ToClaude.of(ToClaude.OPUS_41, recorded).sent();

        var named = recorded.body().findValuesAsText("tool_name");
        assertThat(named).hasSize(2);
        var offered = new ArrayList<String>();
        for (JsonNode tool : recorded.body().path("tools")) {
            var name = tool.path("name").asText();
            if (!tool.path("defer_loading").asBoolean() || named.contains(name)) {
                offered.add(name);
            }
        }
        assertThat(sent.path("tools").findValuesAsText("name"))
                .as("in the client's order")
                .containsAll(offered);
        assertThat(sent.path("tools")).hasSize(offered.size());
        assertThat(sent.findValues("defer_loading")).isEmpty();
        assertThat(sent.findValues("ttl")).isEmpty();
        assertThat(sent.findValues("cache_control"))
                .hasSameSizeAs(recorded.body().findValues("cache_control"));
        assertThat(sent.path("anthropic_beta"))
                .isEqualTo(Recorded.read("[\"%s\",\"%s\"]".formatted(INTERLEAVED, CONTEXT)));
        var results = sent.at("/messages/3/content").findValuesAsText("text");
        for (var name : named) {
            assertThat(results).contains("Tool " + name + " is loaded; call it by this name.");
        }
        assertThat(sent.toString()).doesNotContain("tool_reference").doesNotContain("\"role\":\"system\"");
    }
}
