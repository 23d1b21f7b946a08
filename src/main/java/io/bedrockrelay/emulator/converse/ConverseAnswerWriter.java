package io.bedrockrelay.emulator.converse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.reply.ModelReply;
import io.bedrockrelay.emulator.reply.Prompt;
import io.bedrockrelay.emulator.reply.ReplyBlock;
import io.bedrockrelay.emulator.wire.JsonTrees;
import java.util.List;

/// A reply as Converse answers it in one piece.
public final class ConverseAnswerWriter {
    private ConverseAnswerWriter() {}

    public static ObjectNode body(ModelReply reply, ObjectNode request) {
        var body = JsonTrees.object();
        body.putObject("metrics").put("latencyMs", reply.latencyMillis());
        var message = body.putObject("output").putObject("message");
        var content = message.putArray("content");
        reply.blocks().forEach(block -> content(block, content));
        message.put("role", "assistant");
        body.put("stopReason", reply.stopReason());
        additional(reply, request, body);
        return closing(reply, request, body);
    }

    private static void content(ReplyBlock block, ArrayNode content) {
        var node = content.addObject();
        switch (block) {
            case ReplyBlock.Text text -> node.put("text", text.whole());
            case ReplyBlock.Cited cited -> {
                var citations = node.putObject("citationsContent");
                citations.putArray("content").addObject().put("text", cited.whole());
                citations.putArray("citations").add(citation(cited.source(), cited.quote()));
            }
            case ReplyBlock.Reasoning reasoning -> {
                var thought = node.putObject("reasoningContent")
                        .putObject("reasoningText")
                        .put("text", reasoning.whole());
                if (!reasoning.signature().isEmpty()) {
                    thought.put("signature", reasoning.signature());
                }
            }
            case ReplyBlock.Redacted redacted ->
                node.putObject("reasoningContent").put("redactedContent", redacted.data());
            case ReplyBlock.ToolUse use -> {
                var toolUse = node.putObject("toolUse");
                toolUse.set("input", use.input());
                toolUse.put("name", use.tool()).put("toolUseId", use.id());
            }
        }
    }

    static ObjectNode citation(Prompt.Source source, String quote) {
        var citation = JsonTrees.object().put("title", source.title());
        citation.putArray("sourceContent").addObject().put("text", quote);
        citation.putObject("location")
                .putObject("documentChar")
                .put("documentIndex", source.index())
                .put("start", 0)
                .put("end", quote.length());
        return citation;
    }

    /// Fields of the model's own answer that the request points at; the stop sequence is the one that there is.
    static void additional(ModelReply reply, ObjectNode request, ObjectNode target) {
        for (JsonNode path : request.path("additionalModelResponseFieldPaths")) {
            if (path.asText().equals("/stop_sequence")) {
                var fields = target.putObject("additionalModelResponseFields");
                reply.stopSequence()
                        .ifPresentOrElse(
                                stop -> fields.put("stop_sequence", stop), () -> fields.putNull("stop_sequence"));
            }
        }
    }

    /// Usage, and what is echoed or traced, as it stands in an answer and in a stream's metadata.
    static ObjectNode closing(ModelReply reply, ObjectNode request, ObjectNode target) {
        target.set("usage", usage(reply.usage()));
        for (String echoed : List.of("performanceConfig", "serviceTier")) {
            if (request.path(echoed).isObject()) {
                target.set(echoed, request.path(echoed));
            }
        }
        var guardrail = request.path("guardrailConfig");
        if (guardrail.path("trace").asText("disabled").startsWith("enabled")) {
            var action = reply.stopReason().equals("guardrail_intervened") ? "INTERVENED" : "NONE";
            target.putObject("trace").putObject("guardrail").put("actionReason", action);
        }
        return target;
    }

    private static ObjectNode usage(ModelReply.Usage usage) {
        var node = JsonTrees.object().put("inputTokens", usage.input()).put("outputTokens", usage.output());
        node.put("totalTokens", usage.total());
        if (usage.cache().marked()) {
            node.put("cacheReadInputTokens", usage.cache().read());
            node.put("cacheWriteInputTokens", usage.cache().written());
            // Twins that real answers carry undocumented; who adds them up counts twice.
            node.put("cacheReadInputTokenCount", usage.cache().read());
            node.put("cacheWriteInputTokenCount", usage.cache().written());
        }
        return node;
    }
}
