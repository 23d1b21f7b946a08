package io.bedrockrelay.bedrock.request;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Citation;
import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.Message;
import io.bedrockrelay.chat.OutputFormat;
import io.bedrockrelay.chat.Role;
import io.bedrockrelay.chat.Sampling;
import io.bedrockrelay.chat.Settings;
import io.bedrockrelay.chat.Settings.Guardrail;
import io.bedrockrelay.chat.Thinking;
import io.bedrockrelay.chat.Tool;
import io.bedrockrelay.chat.ToolChoice;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Requests that have everything in them somewhere.
final class Requests {
    private static final Json SCHEMA =
            new Json("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}");

    private Requests() {}

    static Message user(Block... content) {
        return new Message(Role.USER, List.of(content));
    }

    static Message assistant(Block... content) {
        return new Message(Role.ASSISTANT, List.of(content));
    }

    static ChatRequest request(Message... messages) {
        return with(List.of(), List.of(messages), List.of(), null, Settings.NONE, Sampling.DEFAULT);
    }

    static ChatRequest withSystem(Block... system) {
        var messages = List.of(user(new Block.Text("x")));
        return with(List.of(system), messages, List.of(), null, Settings.NONE, Sampling.DEFAULT);
    }

    static ChatRequest with(
            List<Block> system,
            List<Message> messages,
            List<Tool> tools,
            @Nullable ToolChoice choice,
            Settings settings,
            Sampling sampling) {
        return new ChatRequest("model", null, system, messages, sampling, tools, choice, settings);
    }

    static Tool function(String name) {
        return new Tool.Function(name, null, SCHEMA, null);
    }

    static ChatRequest simple(List<Tool> tools, @Nullable ToolChoice choice) {
        var messages = List.of(user(new Block.Text("Hi")));
        return with(List.of(), messages, tools, choice, Settings.NONE, Sampling.DEFAULT);
    }

    static ChatRequest everyBlock() {
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

    static ChatRequest everySetting() {
        var settings = new Settings(
                new OutputFormat("city", "A city", SCHEMA),
                Thinking.effort(Thinking.Level.HIGH),
                false,
                new Guardrail("gr-1", "3", "enabled_full", "async"),
                "priority",
                "optimized",
                Map.of("team", "blue", "app", "chat"),
                new Json("{\"top_k\":5}"),
                List.of("/stop_sequence"));
        var sampling = new Sampling(512, 0.5, 0.9, null, List.of("END", "|"));
        return with(List.of(), List.of(user(new Block.Text("Hi"))), List.of(), null, settings, sampling);
    }

    static ChatRequest turns() {
        return request(
                user(new Block.Text("one"), new Block.Text("  ")),
                user(new Block.Text("two")),
                assistant(new Block.Text("")),
                user(new Block.Text("three")),
                assistant(new Block.Text("four")),
                assistant(new Block.Text("five")),
                user(new Block.CachePoint(null), new Block.Text("six")));
    }

    static ChatRequest tools(ToolChoice choice) {
        return simple(
                List.of(
                        new Tool.Function("get weather!", "Tells the weather", SCHEMA, true),
                        new Tool.Function("plain", " ", new Json("{\"type\":\"object\"}"), false),
                        new Tool.Hosted("nova_grounding"),
                        new Tool.CachePoint("1h")),
                choice);
    }

    static ChatRequest history(List<Tool> tools, @Nullable ToolChoice choice) {
        var messages = List.of(
                user(new Block.Text("Hi")),
                assistant(new Block.ToolUse("t1", "lookup", Json.EMPTY_OBJECT)),
                user(new Block.ToolResult("t1", List.of(new Block.Text("found")), false)));
        return with(List.of(), messages, tools, choice, Settings.NONE, Sampling.DEFAULT);
    }

    /// Seven points: of the tools' two the last stays, the system's one, and the last two of the messages' four; the
    /// hour behind five minutes is shortened.
    static ChatRequest cachePoints() {
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

    static ChatRequest documents() {
        var bytes = new Block.Source.Base64("AAEC");
        return request(user(
                new Block.Text("Read"),
                new Block.Document("pdf", "Q3_report.final.pdf", bytes, null, false),
                new Block.Document("pdf", "Q3_report.final.pdf", bytes, null, false),
                new Block.Document("pdf", "  two \t words  ", bytes, null, false),
                new Block.Document("pdf", "", bytes, null, false),
                new Block.Document("pdf", "x".repeat(300), bytes, null, false)));
    }

    static ChatRequest toolResults() {
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
