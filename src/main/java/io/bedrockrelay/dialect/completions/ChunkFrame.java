package io.bedrockrelay.dialect.completions;

import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.JsonWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What is the same in every chunk of one stream, encoded once, so that an event costs two copies and its own text:
/// `frame.close(frame.open(out).field("content", text))`.
final class ChunkFrame {
    private static final byte[] DELTA = ascii(",\"choices\":[{\"index\":0,\"delta\":{");

    private final byte[] prefix;
    private final byte[] head;
    private final byte[] tail;
    private final byte[] finishTail;

    ChunkFrame(Answering answering, boolean usageWanted) {
        var constant = new JsonWriter(256).ascii("data: ").begin();
        constant.field("id", CompletionWriter.id(answering)).field("object", "chat.completion.chunk");
        constant.field("created", answering.startedAt().getEpochSecond()).field("model", answering.requested());
        prefix = constant.toBytes();
        head = constant.verbatim(DELTA, 0, DELTA.length).toBytes();
        // With the usage chunk promised, every other chunk says that it is not the one.
        var end = (usageWanted ? ",\"usage\":null" : "") + "}\n\n";
        tail = ascii("},\"logprobs\":null,\"finish_reason\":null}]" + end);
        finishTail = ascii(end);
    }

    /// Begins a chunk; the members of its delta follow.
    JsonWriter open(JsonWriter out) {
        return out.verbatim(head, 0, head.length);
    }

    void close(JsonWriter out) {
        out.verbatim(tail, 0, tail.length);
    }

    /// @param meter what nobody else tells; null where a chunk of its own does
    void finish(ChatEvent.Stopped stop, ChatEvent.@Nullable Metered meter, JsonWriter out) {
        open(out).ascii("},\"logprobs\":null,").field("finish_reason", FinishReason.finishReason(stop.reason()));
        out.end().endArray();
        FinishReason.modelFields(stop.modelFields(), out);
        if (meter != null) {
            FinishReason.extras(meter.serviceTier(), meter.trace(), meter.latency(), out);
        }
        out.verbatim(finishTail, 0, finishTail.length);
    }

    void usage(ChatEvent.Metered meter, JsonWriter out) {
        out.verbatim(prefix, 0, prefix.length).ascii(",\"choices\":[],\"usage\":");
        FinishReason.usage(meter.usage(), out);
        FinishReason.extras(meter.serviceTier(), meter.trace(), meter.latency(), out);
        out.ascii("}\n\n");
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
