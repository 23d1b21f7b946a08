package io.bedrockrelay.dialect.anthropic;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Citation;
import io.bedrockrelay.chat.answer.Reply;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.JsonWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A whole reply as a Message, and the parts that a stream has in common with it.
final class MessageWriter {
    private MessageWriter() {}

    static void write(Reply reply, Answering answering, JsonWriter out) {
        out.begin();
        head(answering, out);
        out.name("content").beginArray();
        reply.content().forEach(block -> block(block, out));
        out.endArray();
        stop(reply.stopReason(), reply.stopSequence(), out);
        out.name("usage").begin();
        usage(reply.usage(), out);
        breakdown(reply.usage(), out);
        tier(reply.serviceTier(), out);
        out.end().end();
    }

    static void head(Answering answering, JsonWriter out) {
        out.field("id", "msg_" + answering.requestId());
        out.field("type", "message").field("role", "assistant").field("model", answering.requested());
    }

    static void stop(StopReason reason, @Nullable String sequence, JsonWriter out) {
        out.field("stop_reason", word(reason)).name("stop_sequence");
        if (sequence == null || reason != StopReason.STOP_SEQUENCE) {
            out.nil();
        } else {
            out.value(sequence);
        }
    }

    static void usage(Usage usage, JsonWriter out) {
        out.field("input_tokens", usage.input())
                .field("cache_creation_input_tokens", usage.cacheWrite())
                .field("cache_read_input_tokens", usage.cacheRead())
                .field("output_tokens", usage.output());
    }

    private static void breakdown(Usage usage, JsonWriter out) {
        var oneHour = Math.min(usage.cacheWriteOneHour(), usage.cacheWrite());
        out.name("cache_creation").begin();
        out.field("ephemeral_5m_input_tokens", usage.cacheWrite() - oneHour);
        out.field("ephemeral_1h_input_tokens", oneHour).end();
    }

    static String word(StopReason reason) {
        return switch (reason) {
            case END_TURN, OTHER -> "end_turn";
            case TOOL_USE -> "tool_use";
            case MAX_TOKENS -> "max_tokens";
            case STOP_SEQUENCE -> "stop_sequence";
            case GUARDRAIL_INTERVENED, CONTENT_FILTERED -> "refusal";
            case CONTEXT_WINDOW_EXCEEDED -> "model_context_window_exceeded";
            case MALFORMED_MODEL_OUTPUT, MALFORMED_TOOL_USE ->
                throw new IllegalArgumentException(reason + " is told as an error, not as a stop reason");
        };
    }

    /// Anthropic knows no other tiers than these (and `batch`).
    static void tier(@Nullable String bedrock, JsonWriter out) {
        if (bedrock != null) {
            out.field("service_tier", bedrock.equals("priority") ? "priority" : "standard");
        }
    }

    private static void block(Block block, JsonWriter out) {
        switch (block) {
            case Block.Text text -> text(text, out);
            case Block.Reasoning thinking ->
                out.begin()
                        .field("type", "thinking")
                        .field("thinking", thinking.text())
                        .field("signature", thinking.signature() == null ? "" : thinking.signature())
                        .end();
            case Block.RedactedReasoning redacted ->
                out.begin()
                        .field("type", "redacted_thinking")
                        .field("data", redacted.base64())
                        .end();
            case Block.ToolUse call ->
                out.begin()
                        .field("type", "tool_use")
                        .field("id", call.id())
                        .field("name", call.name())
                        .name("input")
                        .raw(call.input().text())
                        .end();
            // Anthropic's answers have no such blocks, so a client could not read them.
            case Block.Image _, Block.Document _, Block.Video _, Block.Audio _, Block.ToolResult _ -> {}
            case Block.Data _, Block.CachePoint _, Block.Guarded _ -> {}
        }
    }

    private static void text(Block.Text text, JsonWriter out) {
        if (text.text().isEmpty() && text.citations().isEmpty()) {
            return;
        }
        out.begin().field("type", "text").field("text", text.text());
        if (!text.citations().isEmpty()) {
            out.name("citations").beginArray();
            citations(text.citations(), out);
            out.endArray();
        }
        out.end();
    }

    private static void citations(List<Citation> citations, JsonWriter out) {
        for (var citation : citations) {
            var form = CitationForm.of(citation);
            if (form != null) {
                form.write(citation, out);
            }
        }
    }
}
