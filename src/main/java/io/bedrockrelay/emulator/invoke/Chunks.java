package io.bedrockrelay.emulator.invoke;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.reply.ModelReply;
import io.bedrockrelay.emulator.wire.EncodedFrame;
import io.bedrockrelay.emulator.wire.Frames;
import io.bedrockrelay.emulator.wire.JsonTrees;
import java.util.Base64;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Wraps a model's own events: each is the base64 `bytes` of a `chunk`.
final class Chunks {
    private Chunks() {}

    /// An event of the model and what to call it.
    record Inner(String type, ObjectNode event) {}

    static Iterator<EncodedFrame> frames(Stream<Inner> events) {
        var padding = new AtomicInteger();
        return events.map(inner -> frame(inner, padding.incrementAndGet())).iterator();
    }

    private static EncodedFrame frame(Inner inner, int padding) {
        var bytes = Base64.getEncoder().encodeToString(JsonTrees.bytes(inner.event()));
        return new EncodedFrame(
                inner.type(), Frames.event("chunk", JsonTrees.object().put("bytes", bytes), padding));
    }

    /// Adds the metrics that the last event of every stream carries.
    static ObjectNode last(ObjectNode event, ModelReply reply) {
        var metrics = event.putObject("amazon-bedrock-invocationMetrics");
        metrics.put("inputTokenCount", reply.usage().input())
                .put("outputTokenCount", reply.usage().output());
        metrics.put("invocationLatency", reply.latencyMillis()).put("firstByteLatency", reply.latencyMillis() / 2);
        if (reply.usage().cache().marked()) {
            metrics.put("cacheReadInputTokenCount", reply.usage().cache().read());
            metrics.put("cacheWriteInputTokenCount", reply.usage().cache().written());
        }
        return event;
    }
}
