package io.bedrockrelay.emulator.invoke;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.reply.ModelReply;
import io.bedrockrelay.emulator.reply.Prompt;
import io.bedrockrelay.emulator.reply.ReplyBlock;
import io.bedrockrelay.emulator.reply.Seal;
import io.bedrockrelay.emulator.wire.JsonTrees;

/// A reply in the shape of Anthropic's Messages, in one piece.
final class AnthropicWriter {
    private AnthropicWriter() {}

    static ObjectNode body(ModelReply reply, Prompt prompt) {
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
        // Clients take answers under one id for parts of the same.
        var seed = prompt.question() + prompt.results() + prompt.inputTokens() + prompt.speaker();
        return JsonTrees.object()
                .put("id", "msg_bdrk_" + Seal.id(seed))
                .put("type", "message")
                .put("role", "assistant")
                .put("model", shortName(prompt.speaker().modelId()));
    }

    /// Anthropic's own name of the model: without Bedrock's provider and version.
    private static String shortName(String modelId) {
        return modelId.replaceFirst("^anthropic\\.", "").replaceFirst("-v\\d+(:\\d+)?$", "");
    }

    static ObjectNode usage(ModelReply.Usage usage, int output) {
        var node = JsonTrees.object().put("input_tokens", usage.input());
        node.put("cache_creation_input_tokens", usage.cache().written());
        node.put("cache_read_input_tokens", usage.cache().read());
        return node.put("output_tokens", output);
    }

    private static ObjectNode whole(ReplyBlock block) {
        var node = started(block);
        switch (block) {
            case ReplyBlock.Text text -> node.put("text", text.whole());
            case ReplyBlock.Cited cited -> {
                node.put("text", cited.whole());
                node.putArray("citations").add(citation(cited));
            }
            case ReplyBlock.Reasoning reasoning ->
                node.put("thinking", reasoning.whole()).put("signature", reasoning.signature());
            case ReplyBlock.Redacted redacted -> node.put("data", redacted.data());
            case ReplyBlock.ToolUse use -> node.set("input", use.input());
        }
        return node;
    }

    /// The block as a stream opens it, still empty.
    static ObjectNode started(ReplyBlock block) {
        return switch (block) {
            case ReplyBlock.Text text -> JsonTrees.object().put("type", "text").put("text", "");
            case ReplyBlock.Cited cited -> {
                var node = JsonTrees.object().put("type", "text").put("text", "");
                node.putArray("citations");
                yield node;
            }
            case ReplyBlock.Reasoning reasoning ->
                JsonTrees.object().put("type", "thinking").put("thinking", "").put("signature", "");
            case ReplyBlock.Redacted redacted ->
                JsonTrees.object().put("type", "redacted_thinking").put("data", redacted.data());
            case ReplyBlock.ToolUse use -> {
                var node = JsonTrees.object()
                        .put("type", "tool_use")
                        .put("id", id(use))
                        .put("name", use.tool());
                node.putObject("input");
                yield node;
            }
        };
    }

    private static String id(ReplyBlock.ToolUse use) {
        return use.id().replaceFirst("^tooluse_", "toolu_bdrk_");
    }

    static ObjectNode citation(ReplyBlock.Cited cited) {
        return JsonTrees.object()
                .put("type", "char_location")
                .put("cited_text", cited.quote())
                .put("document_index", cited.source().index())
                .put("document_title", cited.source().title())
                .put("start_char_index", 0)
                .put("end_char_index", cited.quote().length());
    }
}
