package io.bedrockrelay.dialect.anthropic;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Citation;
import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.answer.Reply;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A whole reply as a Message, and the parts that a stream has in common with it.
final class MessageWriter {
    private static final List<String> COUNTED = List.of(
            "input_tokens",
            "cache_creation_input_tokens",
            "cache_read_input_tokens",
            "output_tokens",
            "cache_creation");

    private static final Pattern CALL_ID = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    private MessageWriter() {}

    static void write(Reply reply, Answering answering, JsonWriter out) {
        out.begin();
        head(answering, out);
        out.name("content").beginArray();
        int calls = 0;
        for (var block : reply.content()) {
            if (block instanceof Block.ToolUse call) {
                call(call, callId(call.id(), answering.requestId(), calls++), out);
            } else {
                block(block, out);
            }
        }
        out.endArray();
        stop(reply.stopReason(), reply.stopSequence(), out);
        usage(reply.usage(), reply.serviceTier(), out);
        trace(reply.trace(), out);
        out.end();
    }

    /// What a guardrail of Bedrock's found, under the name that Bedrock has for it in an answer of Claude's.
    static void trace(@Nullable Json trace, JsonWriter out) {
        if (trace != null) {
            out.name("amazon-bedrock-trace").raw(trace.text());
        }
    }

    static void head(Answering answering, JsonWriter out) {
        out.field("id", "msg_" + answering.requestId());
        out.field("type", "message").field("role", "assistant").field("model", answering.requested());
        out.name("container").nil().name("diagnostics").nil();
    }

    static void stop(StopReason reason, @Nullable String sequence, JsonWriter out) {
        stop(reason, sequence, null, out);
    }

    /// @param explanation of a refusal; null where nobody gave one
    static void stop(StopReason reason, @Nullable String sequence, @Nullable String explanation, JsonWriter out) {
        out.field("stop_reason", word(reason)).name("stop_sequence");
        if (sequence == null || reason != StopReason.STOP_SEQUENCE) {
            out.nil();
        } else {
            out.value(sequence);
        }
        out.name("stop_details");
        if (word(reason).equals("refusal")) {
            out.begin().field("type", "refusal").name("category").nil().name("explanation");
            if (explanation == null) {
                out.nil().end();
            } else {
                out.value(explanation).end();
            }
        } else {
            out.nil();
        }
    }

    /// Clients of the newest version of the API take no member for granted but read each of them.
    ///
    /// @param tier Bedrock's own word; null where it told none
    static void usage(Usage usage, @Nullable String tier, JsonWriter out) {
        out.name("usage").begin();
        out.field("input_tokens", usage.input())
                .field("cache_creation_input_tokens", usage.cacheWrite())
                .field("cache_read_input_tokens", usage.cacheRead())
                .field("output_tokens", usage.output());
        breakdown(usage, out);
        unknown(tier, out);
        out.end();
    }

    /// The same where Bedrock never told it. Zeros would be taken for a price.
    static void noUsage(@Nullable String tier, JsonWriter out) {
        out.name("usage").begin();
        for (var name : COUNTED) {
            out.name(name).nil();
        }
        unknown(tier, out);
        out.end();
    }

    private static void unknown(@Nullable String tier, JsonWriter out) {
        out.name("output_tokens_details").nil().name("server_tool_use").nil();
        out.name("inference_geo").nil().name("speed").nil().name("service_tier");
        if (tier == null) {
            out.nil();
        } else {
            // Anthropic knows no other tiers than these (and `batch`).
            out.value(tier.equals("priority") ? "priority" : "standard");
        }
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
            // Anthropic's answers have no such blocks, so a client could not read them.
            case Block.Image _, Block.Document _, Block.Video _, Block.Audio _, Block.ToolResult _ -> {}
            case Block.ToolUse _, Block.Data _, Block.CachePoint _, Block.Guarded _ -> {}
        }
    }

    private static void call(Block.ToolUse call, String id, JsonWriter out) {
        out.begin().field("type", "tool_use").field("id", id).field("name", call.name());
        out.name("input").raw(call.input().text()).end();
    }

    /// The model's own id of a call where Anthropic's models take it back, else one that no other call has: with it a
    /// conversation may go on with one of them.
    ///
    /// @param index of the call among those of its answer
    static String callId(String id, String requestId, int index) {
        if (CALL_ID.matcher(id).matches()) {
            return id;
        }
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest((requestId + '/' + index).getBytes(StandardCharsets.UTF_8));
            return "toolu_" + HexFormat.of().formatHex(digest).substring(0, 22);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
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
