package io.bedrockrelay.dialect.completions;

import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.StopReason;
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

    void finish(StopReason reason, @Nullable String tier, JsonWriter out) {
        open(out).ascii("},\"logprobs\":null,").field("finish_reason", FinishReason.finishReason(reason));
        out.ascii("}]");
        if (tier != null) {
            out.ascii(",\"service_tier\":").value(tier);
        }
        out.verbatim(finishTail, 0, finishTail.length);
    }

    void usage(ChatEvent.Metered meter, JsonWriter out) {
        out.verbatim(prefix, 0, prefix.length).ascii(",\"choices\":[],\"usage\":");
        FinishReason.usage(meter.usage(), out);
        if (meter.serviceTier() != null) {
            out.field("service_tier", meter.serviceTier());
        }
        if (meter.trace() != null) {
            out.name("amazon-bedrock-trace").raw(meter.trace().text());
        }
        out.ascii("}\n\n");
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
