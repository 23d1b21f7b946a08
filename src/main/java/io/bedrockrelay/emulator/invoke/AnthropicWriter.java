package io.bedrockrelay.emulator.invoke;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.talk.Block;
import io.bedrockrelay.emulator.talk.Prompt;
import io.bedrockrelay.emulator.talk.Reply;
import io.bedrockrelay.emulator.talk.Seal;
import io.bedrockrelay.emulator.wire.Json;

/// A reply in the shape of Anthropic's Messages, in one piece.
final class AnthropicWriter {
    private AnthropicWriter() {}

    static ObjectNode body(Reply reply, Prompt prompt) {
        var body = opening(prompt);
        var content = body.putArray("content");
        reply.blocks().forEach(block -> content.add(whole(block)));
        body.put("stop_reason", reply.stopReason());
        reply.stopSequence()
                .ifPresentOrElse(stop -> body.put("stop_sequence", stop), () -> body.putNull("stop_sequence"));
        body.set("usage", usage(reply.usage(), reply.usage().output()));
        return body;
    }

    /// The members that come before the content.
    static ObjectNode opening(Prompt prompt) {
        return Json.object()
                .put("id", "msg_bdrk_" + Seal.id(prompt.question() + prompt.speaker()))
                .put("type", "message")
                .put("role", "assistant")
                .put("model", shortName(prompt.speaker().modelId()));
    }

    /// Anthropic's own name of the model: without Bedrock's provider and version.
    private static String shortName(String modelId) {
        return modelId.replaceFirst("^anthropic\\.", "").replaceFirst("-v\\d+(:\\d+)?$", "");
    }

    static ObjectNode usage(Reply.Usage usage, int output) {
        var node = Json.object().put("input_tokens", usage.input());
        node.put("cache_creation_input_tokens", usage.cache().written());
        node.put("cache_read_input_tokens", usage.cache().read());
        return node.put("output_tokens", output);
    }

    private static ObjectNode whole(Block block) {
        var node = started(block);
        switch (block) {
            case Block.Text text -> node.put("text", text.whole());
            case Block.Cited cited -> {
                node.put("text", cited.whole());
                node.putArray("citations").add(citation(cited));
            }
            case Block.Reasoning reasoning ->
                node.put("thinking", reasoning.whole()).put("signature", reasoning.signature());
            case Block.Redacted redacted -> node.put("data", redacted.data());
            case Block.ToolUse use -> node.set("input", use.input());
        }
        return node;
    }

    /// The block as a stream opens it, still empty.
    static ObjectNode started(Block block) {
        return switch (block) {
            case Block.Text text -> Json.object().put("type", "text").put("text", "");
            case Block.Cited cited -> {
                var node = Json.object().put("type", "text").put("text", "");
                node.putArray("citations");
                yield node;
            }
            case Block.Reasoning reasoning ->
                Json.object().put("type", "thinking").put("thinking", "").put("signature", "");
            case Block.Redacted redacted ->
                Json.object().put("type", "redacted_thinking").put("data", redacted.data());
            case Block.ToolUse use -> {
                var node =
                        Json.object().put("type", "tool_use").put("id", id(use)).put("name", use.tool());
                node.putObject("input");
                yield node;
            }
        };
    }

    private static String id(Block.ToolUse use) {
        return use.id().replaceFirst("^tooluse_", "toolu_bdrk_");
    }

    static ObjectNode citation(Block.Cited cited) {
        return Json.object()
                .put("type", "char_location")
                .put("cited_text", cited.quote())
                .put("document_index", cited.source().index())
                .put("document_title", cited.source().title())
                .put("start_char_index", 0)
                .put("end_char_index", cited.quote().length());
    }
}
