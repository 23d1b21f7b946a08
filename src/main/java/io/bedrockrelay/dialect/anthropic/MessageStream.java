package io.bedrockrelay.dialect.anthropic;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.StreamEncoder;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One stream in Anthropic's events. `message_delta` has both the stop reason and the usage, so it waits for `end`.
public final class MessageStream implements StreamEncoder {
    public static final String CONTENT_TYPE = "text/event-stream; charset=utf-8";

    private final Answering answering;
    private final UnaryOperator<Failure> words;
    private final OpenBlock block = new OpenBlock();
    private boolean started;
    private boolean failed;
    private ChatEvent.@Nullable Stopped stopped;
    private ChatEvent.@Nullable Metered metered;

    /// @param words a failure in the words that are told
    MessageStream(Answering answering, UnaryOperator<Failure> words) {
        this.answering = answering;
        this.words = words;
    }

    @Override
    public String contentType() {
        return CONTENT_TYPE;
    }

    @Override
    public void event(ChatEvent event, JsonWriter out) {
        if (failed) {
            return;
        }
        switch (event) {
            case ChatEvent.Started _ -> {
                if (!started) {
                    started = true;
                    start(answering, out);
                }
            }
            case ChatEvent.ToolStarted tool -> block.tool(tool, answering.requestId(), out);
            case ChatEvent.Text text -> block.text(text.index(), text.text(), out);
            case ChatEvent.Reasoning reasoning -> block.thinking(reasoning.index(), reasoning.text(), out);
            case ChatEvent.Signature signature -> block.signature(signature.index(), signature.signature(), out);
            case ChatEvent.Redacted redacted -> block.redacted(redacted.index(), redacted.base64(), out);
            case ChatEvent.ToolInput input -> block.input(input.index(), input.json(), out);
            case ChatEvent.Cited cited -> block.cited(cited.index(), cited.citation(), out);
            case ChatEvent.BlockStopped _ -> block.close(out);
            case ChatEvent.Stopped stop -> stop(stop, out);
            case ChatEvent.Metered meter -> metered = meter;
            case ChatEvent.Failed failure -> {
                failed = true;
                ErrorWriter.event(words.apply(failure.failure()), out);
            }
        }
    }

    @Override
    public void end(JsonWriter out) {
        var stop = stopped;
        if (failed || stop == null) {
            return;
        }
        out.ascii("event: message_delta\ndata: ").begin().field("type", "message_delta");
        out.name("delta").begin();
        MessageWriter.stop(stop.reason(), stop.stopSequence(), out);
        out.name("container").nil().end();
        if (metered == null) {
            MessageWriter.noUsage(null, out);
        } else {
            MessageWriter.usage(metered.usage(), metered.serviceTier(), out);
            MessageWriter.trace(metered.trace(), out);
        }
        out.end().ascii("\n\n");
        stop(out);
    }

    static void stop(JsonWriter out) {
        out.ascii("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
    }

    @Override
    public void keepAlive(JsonWriter out) {
        ping(out);
    }

    public static void ping(JsonWriter out) {
        out.ascii("event: ping\ndata: {\"type\":\"ping\"}\n\n");
    }

    static void start(Answering answering, JsonWriter out) {
        out.ascii("event: message_start\ndata: ").begin().field("type", "message_start");
        out.name("message").begin();
        MessageWriter.head(answering, out);
        out.name("content").beginArray().endArray();
        out.name("stop_reason")
                .nil()
                .name("stop_sequence")
                .nil()
                .name("stop_details")
                .nil();
        // Bedrock counts at the end; clients take the figures of message_delta over these.
        MessageWriter.usage(Usage.NONE, null, out);
        out.end().end().ascii("\n\n");
    }

    private void stop(ChatEvent.Stopped stop, JsonWriter out) {
        block.close(out);
        if (stop.reason().malformed()) {
            failed = true;
            ErrorWriter.event(ErrorWriter.malformed(stop.reason()), out);
        } else {
            stopped = stop;
        }
    }
}
