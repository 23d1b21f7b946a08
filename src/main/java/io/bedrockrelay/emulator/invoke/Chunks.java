package io.bedrockrelay.emulator.invoke;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.talk.Reply;
import io.bedrockrelay.emulator.wire.Frame;
import io.bedrockrelay.emulator.wire.Frames;
import io.bedrockrelay.emulator.wire.Json;
import java.util.Base64;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Wraps a model's own events: each is the base64 `bytes` of a `chunk`.
final class Chunks {
    private Chunks() {}

    /// An event of the model and what to call it.
    record Inner(String type, ObjectNode event) {}

    static Iterator<Frame> frames(Stream<Inner> events) {
        var padding = new AtomicInteger();
        return events.map(inner -> frame(inner, padding.incrementAndGet())).iterator();
    }

    private static Frame frame(Inner inner, int padding) {
        var bytes = Base64.getEncoder().encodeToString(Json.bytes(inner.event()));
        return new Frame(inner.type(), Frames.event("chunk", Json.object().put("bytes", bytes), padding));
    }

    /// Adds the metrics that the last event of every stream carries.
    static ObjectNode last(ObjectNode event, Reply reply) {
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
