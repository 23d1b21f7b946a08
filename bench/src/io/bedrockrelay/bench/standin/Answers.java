package io.bedrockrelay.bench.standin;

import io.bedrockrelay.bench.Marker;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What the two models of the stand-in say, in the four forms in which Bedrock lets it be asked.
public final class Answers {
    private Answers() {}

    /// Frames before the first delta, the deltas, and the frames after the last one.
    public record Stream(List<byte[]> before, List<byte[]> deltas, List<byte[]> after) {}

    public static Stream converse(int events) {
        var deltas = new ArrayList<byte[]>();
        for (int i = 0; i < events; i++) {
            var json = "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"" + Marker.text(i) + "\"}}";
            deltas.add(Frames.event("contentBlockDelta", json, i));
        }
        return new Stream(
                List.of(Frames.event("messageStart", "{\"role\":\"assistant\"}", 1)),
                deltas,
                List.of(
                        Frames.event("contentBlockStop", "{\"contentBlockIndex\":0}", 2),
                        Frames.event("messageStop", "{\"stopReason\":\"end_turn\"}", 3),
                        Frames.event(
                                "metadata", "{\"metrics\":{\"latencyMs\":642},\"usage\":" + usage(events) + "}", 4)));
    }

    public static Stream claude(int events) {
        var deltas = new ArrayList<byte[]>();
        for (int i = 0; i < events; i++) {
            deltas.add(Frames.chunk(
                    "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\""
                            + Marker.text(i) + "\"}}",
                    i));
        }
        return new Stream(
                List.of(
                        Frames.chunk("{\"type\":\"message_start\",\"message\":" + message("[]", "null", 1) + "}", 1),
                        Frames.chunk(
                                "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
                                2)),
                deltas,
                List.of(
                        Frames.chunk("{\"type\":\"content_block_stop\",\"index\":0}", 3),
                        Frames.chunk(
                                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},"
                                        + "\"usage\":{\"output_tokens\":" + events + "}}",
                                4),
                        Frames.chunk(
                                "{\"type\":\"message_stop\",\"amazon-bedrock-invocationMetrics\":{\"inputTokenCount\":25,"
                                        + "\"outputTokenCount\":" + events
                                        + ",\"invocationLatency\":642,\"firstByteLatency\":12}}",
                                5)));
    }

    static byte[] converseWhole(int events) {
        return Marker.bytes(
                "{\"metrics\":{\"latencyMs\":642},\"output\":{\"message\":{\"role\":\"assistant\",\"content\":"
                        + "[{\"text\":\"" + text(events) + "\"}]}},\"stopReason\":\"end_turn\",\"usage\":"
                        + usage(events) + "}");
    }

    static byte[] claudeWhole(int events) {
        return Marker.bytes(message("[{\"type\":\"text\",\"text\":\"" + text(events) + "\"}]", "\"end_turn\"", events));
    }

    private static String message(String content, String stopReason, int output) {
        return "{\"id\":\"msg_bdrk_01ABC\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-sonnet-4-5-20250929\","
                + "\"content\":" + content + ",\"stop_reason\":" + stopReason + ",\"stop_sequence\":null,"
                + "\"usage\":{\"input_tokens\":25,\"output_tokens\":" + output + "}}";
    }

    private static String usage(int events) {
        return "{\"inputTokens\":25,\"outputTokens\":" + events + ",\"totalTokens\":" + (25 + events) + "}";
    }

    private static String text(int events) {
        return IntStream.range(0, events).mapToObj(Marker::text).collect(Collectors.joining());
    }
}
