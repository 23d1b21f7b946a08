package io.bedrockrelay.http.claude;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.StreamEncoder;
import io.bedrockrelay.dialect.bedrock.EventFrame;
import io.bedrockrelay.dialect.bedrock.ExceptionFrame;
import io.bedrockrelay.dialect.bedrock.WireOperation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Anthropic's events, each in a frame of Bedrock's. One per stream, one thread at a time.
final class FramedStream implements StreamEncoder {
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final String END = "{\"type\":\"message_stop\"}";

    private final StreamEncoder events;
    private final UnaryOperator<Failure> words;
    private final JsonWriter written = new JsonWriter(512);
    private Usage usage = Usage.NONE;
    private @Nullable Failure failure;

    /// @param events writes the same as server-sent events
    /// @param words a failure in the words that are told
    FramedStream(StreamEncoder events, UnaryOperator<Failure> words) {
        this.events = events;
        this.words = words;
    }

    static Failure malformed(StopReason reason) {
        return new Failure.Broken("The model's output could not be read (" + reason.wire() + "). Try again.");
    }

    @Override
    public String contentType() {
        return "application/vnd.amazon.eventstream";
    }

    @Override
    public void event(ChatEvent event, JsonWriter out) {
        if (failure != null) {
            return;
        }
        switch (event) {
            case ChatEvent.Failed(Failure told) -> fail(told, out);
            case ChatEvent.Stopped stopped when stopped.reason().malformed() -> fail(malformed(stopped.reason()), out);
            case ChatEvent other -> {
                if (other instanceof ChatEvent.Metered metered) {
                    usage = metered.usage();
                }
                events.event(other, written.reset());
                frames(out);
            }
        }
    }

    @Override
    public void end(JsonWriter out) {
        events.end(written.reset());
        frames(out);
    }

    @Override
    public @Nullable Failure broken() {
        return failure;
    }

    @Override
    public void keepAlive(JsonWriter out) {
        // The protocol knows none.
    }

    private void fail(Failure told, JsonWriter out) {
        failure = told;
        var frame = ExceptionFrame.of(words.apply(told), WireOperation.INVOKE_STREAM);
        out.verbatim(frame, 0, frame.length);
    }

    /// The data of each event; JSON of ours is written in one line.
    private void frames(JsonWriter out) {
        var bytes = written.array();
        int line = 0;
        for (int i = 0; i < written.size(); i++) {
            if (bytes[i] == '\n') {
                if (i - line > DATA.length && Arrays.equals(bytes, line, line + DATA.length, DATA, 0, DATA.length)) {
                    frame(Arrays.copyOfRange(bytes, line + DATA.length, i), out);
                }
                line = i + 1;
            }
        }
    }

    private void frame(byte[] json, JsonWriter out) {
        var event =
                json.length == END.length() && new String(json, StandardCharsets.US_ASCII).equals(END) ? last() : json;
        var inner = Base64.getEncoder().encode(event);
        var payload = new JsonWriter(inner.length + 16)
                .ascii("{\"bytes\":\"")
                .verbatim(inner, 0, inner.length)
                .ascii("\"}");
        var frame = EventFrame.chunk(payload);
        out.verbatim(frame, 0, frame.length);
    }

    /// Bedrock's own count comes with a model's last event.
    private byte[] last() {
        return new JsonWriter(160)
                .begin()
                .field("type", "message_stop")
                .name("amazon-bedrock-invocationMetrics")
                .begin()
                .field("inputTokenCount", usage.input())
                .field("outputTokenCount", usage.output())
                .end()
                .end()
                .toBytes();
    }
}
