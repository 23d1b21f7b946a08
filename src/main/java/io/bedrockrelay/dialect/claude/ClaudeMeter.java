package io.bedrockrelay.dialect.claude;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.dialect.anthropic.BlockedMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a Claude model's own answer tells by the way: usage, stop reason, and whether it is whole. One per answer, one
/// thread at a time; it holds numbers and words of the protocol, never content.
public final class ClaudeMeter {
    private static final byte[] TYPE = bytes("{\"type\":\"");
    private static final byte[] DELTA = bytes("content_block_delta\"");
    private static final String DELTA_NAME = "content_block_delta";
    /// Stands for the type of what a guardrail says in a form of its own.
    static final String BLOCK = "amazon-bedrock-guardrail";

    private long input;
    private long output;
    private long cacheRead;
    private long cacheWrite;
    private long cacheWriteOneHour;
    private boolean counted;
    private long latencyMs = -1;
    private @Nullable StopReason stopReason;
    private @Nullable String error;
    private boolean ended;
    private final Intervention guardrail = new Intervention();

    /// The figures so far. The model's own count comes before that of Bedrock's invocation metrics, which has been
    /// seen to differ; the model's is what the caller reads.
    public Usage usage() {
        long total = input + output + cacheRead + cacheWrite;
        return new Usage(input, output, total, cacheRead, cacheWrite, Math.min(cacheWriteOneHour, cacheWrite));
    }

    /// Bedrock's own figure, or -1.
    public long latencyMs() {
        return latencyMs;
    }

    public @Nullable StopReason stopReason() {
        return stopReason;
    }

    /// The type of an error that the model reported in mid-stream (`overloaded_error`).
    public @Nullable String error() {
        return error;
    }

    /// Whether the answer came to its end: `message_stop` of a stream, a stop reason of a whole message, or a
    /// guardrail's block in the place of either.
    public boolean whole() {
        return (ended || guardrail.isBlocked()) && error == null;
    }

    /// Whether a guardrail's block took the place of the model's end: what the client got of it is no whole message.
    public boolean isBlocked() {
        return guardrail.isBlocked() && !ended && error == null;
    }

    /// What such an answer becomes.
    public BlockedMessage blocked() {
        return guardrail.message(counted ? usage() : null);
    }

    /// How far the model's own events had got when the guardrail stepped in.
    BlockedMessage.Told told() {
        return guardrail.told();
    }

    /// Looks at the body of an answer that is not streamed.
    public void message(byte[] body) {
        try (var parser = ClaudeJson.FACTORY.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return;
            }
            parser.setCodec(ClaudeJson.TREE);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "usage" -> usage(parser.readValueAsTree());
                    case "stop_reason" -> stop(parser.getText());
                    default -> parser.skipChildren();
                }
            }
            ended = stopReason != null;
            if (!ended && Intervention.isIn(body)) {
                guardrail.look("", ClaudeJson.TREE.readTree(body));
            }
        } catch (JacksonException malformed) {
            // Not a message: `whole` stays false, and that is what the caller of this method asks for.
            ended = false;
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory failed", impossible);
        }
    }

    /// Looks at one event of a stream and answers its type: an empty string for an event that tells none, null for
    /// what is no event at all. What a guardrail says in a form of its own is a `BLOCK`. Deltas are many and tell
    /// nothing, so only their two ends are looked at.
    @Nullable
    String event(byte[] json) {
        if (startsWith(json, 0, TYPE)
                && startsWith(json, TYPE.length, DELTA)
                && endsTwice(json)
                && !Intervention.isIn(json)) {
            return DELTA_NAME;
        }
        try {
            var event = ClaudeJson.TREE.readTree(json);
            if (!event.isObject()) {
                return null;
            }
            var type = event.path("type").asText("");
            look(type, event);
            return guardrail.look(type, event) ? type : BLOCK;
        } catch (IOException malformed) {
            return null;
        }
    }

    private void look(String type, JsonNode event) {
        switch (type) {
            case "message_start" -> usage(event.path("message").path("usage"));
            case "message_delta" -> {
                usage(event.path("usage"));
                stop(event.path("delta").path("stop_reason").textValue());
            }
            case "message_stop" -> ended = true;
            case "error" -> error = event.path("error").path("type").asText("error");
            default -> {}
        }
        metrics(event.path("amazon-bedrock-invocationMetrics"));
    }

    private void stop(@Nullable String reason) {
        if (reason == null || reason.equals("null")) {
            return;
        }
        stopReason = reason.equals("refusal") ? StopReason.CONTENT_FILTERED : StopReason.fromWire(reason);
    }

    private void usage(JsonNode usage) {
        if (!usage.isObject()) {
            return;
        }
        counted = true;
        input = newer(usage, "input_tokens", input);
        output = newer(usage, "output_tokens", output);
        cacheRead = newer(usage, "cache_read_input_tokens", cacheRead);
        cacheWrite = newer(usage, "cache_creation_input_tokens", cacheWrite);
        cacheWriteOneHour = newer(usage.path("cache_creation"), "ephemeral_1h_input_tokens", cacheWriteOneHour);
    }

    private void metrics(JsonNode metrics) {
        latencyMs = newer(metrics, "invocationLatency", latencyMs);
        if (!counted && metrics.isObject()) {
            input = newer(metrics, "inputTokenCount", input);
            output = newer(metrics, "outputTokenCount", output);
            cacheRead = newer(metrics, "cacheReadInputTokenCount", cacheRead);
            cacheWrite = newer(metrics, "cacheWriteInputTokenCount", cacheWrite);
        }
    }

    private static long newer(JsonNode holder, String name, long known) {
        var value = holder.path(name);
        return value.canConvertToLong() && value.longValue() >= 0 ? value.longValue() : known;
    }

    /// The delta and the event around it; one brace alone may be what a cut left.
    private static boolean endsTwice(byte[] json) {
        return json[json.length - 1] == '}' && json[json.length - 2] == '}';
    }

    private static boolean startsWith(byte[] json, int at, byte[] prefix) {
        return json.length >= at + prefix.length
                && Arrays.equals(json, at, at + prefix.length, prefix, 0, prefix.length);
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }
}
