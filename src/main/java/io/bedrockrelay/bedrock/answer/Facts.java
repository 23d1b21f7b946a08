package io.bedrockrelay.bedrock.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.bedrockrelay.chat.Citation;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.chat.answer.Usage;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// What a streamed and a whole answer say in the same words: why the model stopped, what it cost, what it cites.
final class Facts {
    /// More tokens than any answer has, few enough that sums of them stay whole.
    private static final long MOST = 1L << 50;

    private Facts() {}

    static ChatEvent.Stopped stopped(JsonNode node) {
        var fields = node.path("additionalModelResponseFields");
        return new ChatEvent.Stopped(
                StopReason.fromWire(Tree.text(node.path("stopReason"), "")), stopSequence(fields), Tree.json(fields));
    }

    /// Claude tells the sequence at the top of a whole answer and within `delta` in a stream.
    private static @Nullable String stopSequence(JsonNode fields) {
        var whole = Tree.text(fields.path("stop_sequence"));
        return whole != null ? whole : Tree.text(fields.path("delta").path("stop_sequence"));
    }

    static ChatEvent.Metered metered(JsonNode node) {
        return new ChatEvent.Metered(
                usage(node.path("usage")),
                node.path("metrics").path("latencyMs").asLong(-1),
                Tree.json(node.path("trace")),
                Tree.text(node.path("serviceTier").path("type")),
                Tree.text(node.path("performanceConfig").path("latency")));
    }

    /// Reads the documented counts only: `cacheReadInputTokenCount` and its like are twins, not further tokens.
    private static Usage usage(JsonNode usage) {
        long input = count(usage, "inputTokens");
        long output = count(usage, "outputTokens");
        long cacheRead = count(usage, "cacheReadInputTokens");
        long cacheWrite = count(usage, "cacheWriteInputTokens");
        long hour = 0;
        for (var detail : usage.path("cacheDetails")) {
            if ("1h".equals(Tree.text(detail.path("ttl")))) {
                hour += count(detail, "inputTokens");
            }
        }
        long total = usage.has("totalTokens") ? count(usage, "totalTokens") : input + output + cacheRead + cacheWrite;
        return new Usage(input, output, total, cacheRead, cacheWrite, hour);
    }

    private static long count(JsonNode node, String field) {
        return Math.clamp(node.path(field).asLong(0), 0, MOST);
    }

    static Citation citation(JsonNode node) {
        var passages = new ArrayList<String>();
        for (var passage : node.path("sourceContent")) {
            var text = Tree.text(passage.path("text"));
            if (text != null) {
                passages.add(text);
            }
        }
        return new Citation(
                Tree.text(node.path("title")),
                Tree.text(node.path("source")),
                passages,
                Tree.json(node.path("location")));
    }
}
