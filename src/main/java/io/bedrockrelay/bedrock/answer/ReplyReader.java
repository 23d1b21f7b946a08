package io.bedrockrelay.bedrock.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Citation;
import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.answer.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Reads the body of a whole Converse answer. Blocks of a kind that this release does not know are left out.
public final class ReplyReader {
    private final UnaryOperator<String> toolNames;

    /// One for each answer.
    ///
    /// @param toolNames from the name that Bedrock was told to the caller's own
    public ReplyReader(UnaryOperator<String> toolNames) {
        this.toolNames = toolNames;
    }

    /// The answer that the body holds.
    ///
    /// @throws IOException if the body is not JSON, or lacks what makes it an answer
    public Reply read(byte[] body) throws IOException {
        var node = Tree.MAPPER.readTree(body);
        var content = node.path("output").path("message").path("content");
        if (!content.isArray() || !node.path("stopReason").isTextual()) {
            throw new IOException("the answer has no message or no stop reason");
        }
        var blocks = new ArrayList<Block>();
        for (var item : content) {
            var block = block(item);
            if (block != null) {
                blocks.add(block);
            }
        }
        var stopped = Facts.stopped(node);
        var metered = Facts.metered(node);
        return new Reply(
                blocks,
                stopped.reason(),
                stopped.stopSequence(),
                stopped.modelFields(),
                metered.usage(),
                metered.latencyMs(),
                metered.trace(),
                metered.serviceTier(),
                metered.latency());
    }

    private @Nullable Block block(JsonNode item) {
        if (item.path("text").isTextual()) {
            return new Block.Text(item.path("text").textValue());
        }
        if (item.has("toolUse")) {
            return toolUse(item.path("toolUse"));
        }
        if (item.has("reasoningContent")) {
            return reasoning(item.path("reasoningContent"));
        }
        if (item.has("citationsContent")) {
            return cited(item.path("citationsContent"));
        }
        return null;
    }

    /// A tool that Bedrock ran itself is no call that the caller could answer, and the answer needs none.
    private @Nullable Block toolUse(JsonNode tool) {
        if ("server_tool_use".equals(Tree.text(tool.path("type")))) {
            return null;
        }
        var input = Tree.json(tool.path("input"));
        return new Block.ToolUse(
                Tree.text(tool.path("toolUseId"), ""),
                toolNames.apply(Tree.text(tool.path("name"), "")),
                input == null ? Json.EMPTY_OBJECT : input);
    }

    private static @Nullable Block reasoning(JsonNode reasoning) {
        var redacted = Tree.text(reasoning.path("redactedContent"));
        if (redacted != null) {
            return new Block.RedactedReasoning(redacted);
        }
        var text = reasoning.path("reasoningText");
        return text.isObject()
                ? new Block.Reasoning(Tree.text(text.path("text"), ""), Tree.text(text.path("signature")))
                : null;
    }

    private static Block cited(JsonNode cited) {
        var text = new StringBuilder();
        for (var piece : cited.path("content")) {
            text.append(Tree.text(piece.path("text"), ""));
        }
        List<Citation> citations = new ArrayList<>();
        cited.path("citations").forEach(citation -> citations.add(Facts.citation(citation)));
        return new Block.Text(text.toString(), citations);
    }
}
