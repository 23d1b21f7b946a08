package io.bedrockrelay.bedrock.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Citation;
import io.bedrockrelay.chat.Guardrail;
import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.Message;
import io.bedrockrelay.chat.OutputFormat;
import io.bedrockrelay.chat.Role;
import io.bedrockrelay.chat.Sampling;
import io.bedrockrelay.chat.Settings;
import io.bedrockrelay.chat.Tool;
import io.bedrockrelay.chat.ToolChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Requests against the JSON they become, in `src/test/resources/golden/converse`.
class ConverseWriterTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "converse");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Json SCHEMA =
            new Json("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}");

    record Case(String name, ChatRequest request, boolean stream) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() {
        return List.of(
                new Case("every-block", everyBlock(), false),
                new Case("every-setting", everySetting(), false),
                new Case("every-setting-stream", everySetting(), true),
                new Case("turns", turns(), true),
                new Case("tools", tools(new ToolChoice.Named("get weather!")), true),
                new Case("tools-any", simple(List.of(function("a")), new ToolChoice.Any()), true),
                new Case("tools-auto", simple(List.of(function("a")), new ToolChoice.Auto()), true),
                new Case("tools-none", simple(List.of(function("a")), new ToolChoice.None()), true),
                new Case("tools-none-with-history", history(List.of(function("lookup")), new ToolChoice.None()), true),
                new Case("history-without-tools", history(List.of(), null), true),
                new Case("cache-points", cachePoints(), true),
                new Case("documents", documents(), true),
                new Case("tool-results", toolResults(), true));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void becomesItsGoldenJson(Case golden) throws IOException {
        var written = write(golden.request(), golden.stream());
        var expected = JSON.readTree(Files.readAllBytes(GOLDEN.resolve(golden.name() + ".json")));
        assertThat(json(written).toPrettyString()).isEqualTo(expected.toPrettyString());
    }

    @Test
    void theSameRequestGivesTheSameBytes() {
        for (var golden : cases()) {
            assertThat(write(golden.request(), golden.stream()).json())
                    .isEqualTo(write(golden.request(), golden.stream()).json());
        }
    }

    @Test
    void toolNamesAreMappedThereAndBack() throws IOException {
        var names = List.of("ok_name-1", "has space", "has.space", "has/space", "x".repeat(80), "x".repeat(81), "日本");
        var written =
                write(simple(names.stream().map(ConverseWriterTest::function).toList(), null), false);
        var sent = new ArrayList<String>();
        json(written)
                .path("toolConfig")
                .path("tools")
                .forEach(tool -> sent.add(tool.path("toolSpec").path("name").asText()));
        assertThat(sent).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-zA-Z0-9_-]{1,64}"));
        assertThat(sent.getFirst()).isEqualTo("ok_name-1");
        assertThat(sent.stream().map(written.toolNames())).isEqualTo(names);
        assertThat(written.toolNames().apply("never_sent")).isEqualTo("never_sent");
    }

    @Test
    void aReplacementNeverTakesANameInUse() throws IOException {
        var first = json(write(simple(List.of(function("a b")), null), false));
        var taken = first.path("toolConfig")
                .path("tools")
                .path(0)
                .path("toolSpec")
                .path("name")
                .asText();
        var written = write(simple(List.of(function("a b"), function(taken)), null), false);
        var tools = json(written).path("toolConfig").path("tools");
        assertThat(tools.path(0).path("toolSpec").path("name").asText()).isNotEqualTo(taken);
        assertThat(tools.path(1).path("toolSpec").path("name").asText()).isEqualTo(taken);
    }

    @Test
    void urlsAreRefusedByTheirPath() {
        var url = new Block.Image("png", new Block.Source.Url("https://example.com/cat.png"));
        var result = new Block.ToolResult("t", List.of(new Block.Text("x"), url), false);
        assertRefused(request(user(new Block.Text("x"), url)), "messages[0].content[1]", "base64");
        assertRefused(request(user(new Block.Text("x")), user(result)), "messages[1].content[0].content[1]", "base64");
    }

    @Test
    void whatHasNoPlaceIsRefusedByItsPath() {
        var image = new Block.Image("png", new Block.Source.Base64("AA=="));
        assertRefused(withSystem(image), "system[0]", "an image");
        assertRefused(request(user(new Block.Data(new Json("1")))), "messages[0].content[0]", "JSON");
        assertRefused(
                request(user(new Block.Image("png", new Block.Source.PlainText("x")))),
                "messages[0].content[0]",
                "text");
        assertRefused(
                request(new Message(Role.ASSISTANT, List.of(new Block.ToolUse("i", "n", new Json("[1]"))))),
                "messages[0].content[0].input",
                "object");
    }

    @Test
    void aConversationOfBlanksIsRefused() {
        assertRefused(request(user(new Block.Text(" \n")), user()), "messages", "blank");
    }

    private static void assertRefused(ChatRequest request, String field, String words) {
        var refused = (ConverseBody.Refused) ConverseWriter.write(request, true);
        assertThat(refused.failure().field()).isEqualTo(field);
        assertThat(refused.failure().message()).contains(words);
    }

    private static ConverseBody.Written write(ChatRequest request, boolean stream) {
        return (ConverseBody.Written) ConverseWriter.write(request, stream);
    }

    private static JsonNode json(ConverseBody.Written written) throws IOException {
        return JSON.readTree(written.json());
    }

    private static Message user(Block... content) {
        return new Message(Role.USER, List.of(content));
    }

    private static Message assistant(Block... content) {
        return new Message(Role.ASSISTANT, List.of(content));
    }

    private static ChatRequest request(Message... messages) {
        return with(List.of(), List.of(messages), List.of(), null, Settings.NONE, Sampling.DEFAULT);
    }

    private static ChatRequest withSystem(Block... system) {
        var messages = List.of(user(new Block.Text("x")));
        return with(List.of(system), messages, List.of(), null, Settings.NONE, Sampling.DEFAULT);
    }

    private static ChatRequest with(
            List<Block> system,
            List<Message> messages,
            List<Tool> tools,
            @Nullable ToolChoice choice,
            Settings settings,
            Sampling sampling) {
        return new ChatRequest("model", null, system, messages, sampling, tools, choice, settings);
    }

    private static Tool function(String name) {
        return new Tool.Function(name, null, SCHEMA, null);
    }

    private static ChatRequest simple(List<Tool> tools, @Nullable ToolChoice choice) {
        var messages = List.of(user(new Block.Text("Hi")));
        return with(List.of(), messages, tools, choice, Settings.NONE, Sampling.DEFAULT);
    }

    private static ChatRequest everyBlock() {
        var bytes = new Block.Source.Base64("AAEC");
        var s3 = new Block.Source.S3("s3://bucket/key", "123456789012");
        var plainS3 = new Block.Source.S3("s3://bucket/key", null);
        var citation = new Citation("T", "S", List.of("p1"), new Json("{\"documentChar\":{\"start\":1,\"end\":2}}"));
        return with(
                List.of(
                        new Block.Text("Be \"brief\"."),
                        new Block.Guarded("judge me", List.of("query")),
                        new Block.CachePoint(null)),
                List.of(
                        user(
                                new Block.Text("Look:"),
                                new Block.Image("png", bytes),
                                new Block.Image("jpeg", plainS3),
                                new Block.Document("pdf", "report", bytes, "as of 2026", true),
                                new Block.Document("txt", "notes", new Block.Source.PlainText("plain"), null, false),
                                new Block.Video("mp4", s3),
                                new Block.Audio("mp3", bytes),
                                new Block.Guarded("and me", List.of())),
                        assistant(
                                new Block.Reasoning("thinking", "SIG=="),
                                new Block.Reasoning("unsigned", null),
                                new Block.RedactedReasoning("UkVE"),
                                new Block.Text("See", List.of(citation)),
                                new Block.ToolUse("call_1", "lookup", new Json("{\"n\":1.50}"))),
                        user(new Block.ToolResult("call_1", List.of(new Block.Text("done")), false))),
                List.of(function("lookup")),
                null,
                Settings.NONE,
                Sampling.DEFAULT);
    }

    private static ChatRequest everySetting() {
        var settings = new Settings(
                new OutputFormat("city", "A city", SCHEMA),
                "high",
                new Guardrail("gr-1", "3", "enabled_full", "async"),
                "priority",
                "optimized",
                Map.of("team", "blue", "app", "chat"),
                new Json("{\"top_k\":5}"),
                List.of("/stop_sequence"));
        var sampling = new Sampling(512, 0.5, 0.9, List.of("END", "|"));
        return with(List.of(), List.of(user(new Block.Text("Hi"))), List.of(), null, settings, sampling);
    }

    private static ChatRequest turns() {
        return request(
                user(new Block.Text("one"), new Block.Text("  ")),
                user(new Block.Text("two")),
                assistant(new Block.Text("")),
                user(new Block.Text("three")),
                assistant(new Block.Text("four")),
                assistant(new Block.Text("five")),
                user(new Block.CachePoint(null), new Block.Text("six")));
    }

    private static ChatRequest tools(ToolChoice choice) {
        return simple(
                List.of(
                        new Tool.Function("get weather!", "Tells the weather", SCHEMA, true),
                        new Tool.Function("plain", " ", new Json("{\"type\":\"object\"}"), false),
                        new Tool.Hosted("nova_grounding"),
                        new Tool.CachePoint("1h")),
                choice);
    }

    private static ChatRequest history(List<Tool> tools, @Nullable ToolChoice choice) {
        var messages = List.of(
                user(new Block.Text("Hi")),
                assistant(new Block.ToolUse("t1", "lookup", Json.EMPTY_OBJECT)),
                user(new Block.ToolResult("t1", List.of(new Block.Text("found")), false)));
        return with(List.of(), messages, tools, choice, Settings.NONE, Sampling.DEFAULT);
    }

    /// Seven points: of the tools' two the last stays, the system's one, and the last two of the messages' four; the
    /// hour behind five minutes is shortened.
    private static ChatRequest cachePoints() {
        return with(
                List.of(new Block.Text("system"), new Block.CachePoint("5m")),
                List.of(
                        user(new Block.Text("1"), new Block.CachePoint("1h")),
                        assistant(new Block.Text("2"), new Block.CachePoint(null)),
                        user(
                                new Block.Text("3"),
                                new Block.CachePoint("5m"),
                                new Block.Text("4"),
                                new Block.CachePoint("1h"))),
                List.of(function("a"), new Tool.CachePoint("1h"), function("b"), new Tool.CachePoint("1h")),
                null,
                Settings.NONE,
                Sampling.DEFAULT);
    }

    private static ChatRequest documents() {
        var bytes = new Block.Source.Base64("AAEC");
        return request(user(
                new Block.Text("Read"),
                new Block.Document("pdf", "Q3_report.final.pdf", bytes, null, false),
                new Block.Document("pdf", "Q3_report.final.pdf", bytes, null, false),
                new Block.Document("pdf", "  two \t words  ", bytes, null, false),
                new Block.Document("pdf", "", bytes, null, false),
                new Block.Document("pdf", "x".repeat(300), bytes, null, false)));
    }

    private static ChatRequest toolResults() {
        var image = new Block.Image("png", new Block.Source.Base64("AA=="));
        return with(
                List.of(),
                List.of(
                        user(new Block.Text("Compare")),
                        assistant(
                                new Block.ToolUse("a", "lookup", Json.EMPTY_OBJECT),
                                new Block.ToolUse("b:1", "lookup", Json.EMPTY_OBJECT)),
                        user(new Block.ToolResult(
                                "a",
                                List.of(new Block.Text(" "), new Block.Data(new Json("{\"x\":1}")), image),
                                false)),
                        user(new Block.Text("and?"), new Block.CachePoint(null)),
                        user(
                                new Block.ToolResult("b:1", List.of(new Block.Data(new Json("[1,2]"))), true),
                                new Block.CachePoint(null))),
                List.of(function("lookup")),
                null,
                Settings.NONE,
                Sampling.DEFAULT);
    }
}
