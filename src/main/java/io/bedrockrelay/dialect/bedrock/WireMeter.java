package io.bedrockrelay.dialect.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.chat.json.JsonReading;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What an answer on Bedrock's own wire tells by the way: usage, stop reason, whether it is whole, and how it failed.
/// One per answer, one thread at a time, frames in their order. It looks at the few frames that say such things and
/// holds no content.
public final class WireMeter {
    private static final JsonMapper JSON = new JsonMapper(JsonReading.FACTORY);

    private final WireOperation operation;
    private Usage usage = Usage.NONE;
    private long latencyMs = -1;
    private @Nullable StopReason stopReason;
    private boolean ended;
    private @Nullable String exception;
    private @Nullable String exceptionMessage;

    public WireMeter(WireOperation operation) {
        this.operation = operation;
    }

    public Usage usage() {
        return usage;
    }

    /// Bedrock's own figure, or -1.
    public long latencyMs() {
        return latencyMs;
    }

    /// Null where the operation's answer is the model's own and has no common word for it.
    public @Nullable StopReason stopReason() {
        return stopReason;
    }

    /// Whether Bedrock's own end was seen: `messageStop`, or the invocation metrics that the last chunk of a model's
    /// own stream carries, or a guardrail's block in place of an answer.
    public boolean whole() {
        return ended && exception == null;
    }

    /// The `:exception-type` or `:error-code` of a frame that ended the stream.
    public @Nullable String exception() {
        return exception;
    }

    /// What came with the exception; written by AWS, for people.
    public @Nullable String exceptionMessage() {
        return exceptionMessage;
    }

    /// Looks at one frame of a stream.
    ///
    /// @param messageType `:message-type`: `event`, `exception` or `error`
    /// @param type `:event-type`, `:exception-type` or `:error-code`
    public void frame(String messageType, String type, byte[] payload) {
        frame(messageType, type, payload, 0, payload.length);
    }

    /// The same, with the payload where it lies: of nearly every frame it is not looked at.
    public void frame(String messageType, String type, byte[] bytes, int from, int length) {
        if (!messageType.equals("event")) {
            exception = type;
            exceptionMessage = tree(bytes, from, length).path("message").textValue();
            return;
        }
        if (operation == WireOperation.INVOKE_STREAM) {
            if (type.equals("chunk") && Chunk.mayEnd(bytes, from, length)) {
                chunk(tree(bytes, from, length).path("bytes"));
            }
            return;
        }
        switch (type) {
            case "messageStop" -> {
                // One that cannot be read ends nothing: its reader would not learn why the model stopped.
                var reason = tree(bytes, from, length).path("stopReason");
                if (reason.isTextual()) {
                    stopReason = StopReason.fromWire(reason.textValue());
                    ended = true;
                }
            }
            case "metadata" -> metadata(tree(bytes, from, length));
            default -> {}
        }
    }

    /// Looks at the body of an answer that is not streamed.
    public void body(byte[] body) {
        if (operation != WireOperation.CONVERSE) {
            return;
        }
        var answer = tree(body);
        if (answer.path("stopReason").isTextual()) {
            stopReason = StopReason.fromWire(answer.path("stopReason").textValue());
            ended = true;
        }
        metadata(answer);
    }

    private void metadata(JsonNode holder) {
        latencyMs = count(holder.path("metrics"), "latencyMs", -1);
        var counts = holder.path("usage");
        long oneHour = 0;
        for (var detail : counts.path("cacheDetails")) {
            oneHour += detail.path("ttl").asText().equals("1h") ? count(detail, "inputTokens", 0) : 0;
        }
        usage = new Usage(
                count(counts, "inputTokens", 0),
                count(counts, "outputTokens", 0),
                count(counts, "totalTokens", 0),
                count(counts, "cacheReadInputTokens", 0),
                count(counts, "cacheWriteInputTokens", 0),
                oneHour);
    }

    private void chunk(JsonNode base64) {
        JsonNode event;
        try {
            var inner = base64.binaryValue();
            event = inner == null ? JSON.missingNode() : tree(inner);
        } catch (IOException | IllegalArgumentException malformed) {
            // Passes as it is, and is no end.
            return;
        }
        // A guardrail's block is all that its stream tells: its one chunk has no metrics.
        ended |=
                "INTERVENED".equals(event.path("amazon-bedrock-guardrailAction").asText());
        var metrics = event.path("amazon-bedrock-invocationMetrics");
        if (!metrics.isObject()) {
            return;
        }
        ended = true;
        latencyMs = count(metrics, "invocationLatency", -1);
        long input = count(metrics, "inputTokenCount", 0);
        long output = count(metrics, "outputTokenCount", 0);
        long read = count(metrics, "cacheReadInputTokenCount", 0);
        long write = count(metrics, "cacheWriteInputTokenCount", 0);
        usage = new Usage(input, output, input + output + read + write, read, write, 0);
    }

    private static long count(JsonNode holder, String name, long otherwise) {
        var value = holder.path(name);
        return value.canConvertToLong() && value.longValue() >= 0 ? value.longValue() : otherwise;
    }

    private static JsonNode tree(byte[] json) {
        return tree(json, 0, json.length);
    }

    private static JsonNode tree(byte[] bytes, int from, int length) {
        try {
            return JSON.readTree(bytes, from, length);
        } catch (IOException malformed) {
            // The bytes pass as they are and the client judges them; there is nothing in them to count.
            return JSON.missingNode();
        }
    }
}
