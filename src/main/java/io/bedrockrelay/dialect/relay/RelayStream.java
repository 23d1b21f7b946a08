package io.bedrockrelay.dialect.relay;

import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.StreamEncoder;
import org.jspecify.annotations.Nullable;

/// Named SSE events: `start`, `text`, `reasoning`, `tool-call`, `tool-arguments`, `citation`, `stop`, `usage`,
/// `error`. A stream is whole if, and only if, it brought a `stop`.
final class RelayStream implements StreamEncoder {
    private final Answering answering;
    /// Waits for the usage behind it: what fails in between has no stop.
    private ChatEvent.@Nullable Stopped stopped;

    RelayStream(Answering answering) {
        this.answering = answering;
    }

    @Override
    public String contentType() {
        return "text/event-stream";
    }

    @Override
    public void event(ChatEvent event, JsonWriter out) {
        switch (event) {
            case ChatEvent.Text text -> {
                indexed("text", text.index(), out).field("text", text.text());
                close(out);
            }
            case ChatEvent.Reasoning reasoning -> {
                indexed("reasoning", reasoning.index(), out).field("text", reasoning.text());
                close(out);
            }
            case ChatEvent.Signature signature -> {
                indexed("reasoning", signature.index(), out).field("signature", signature.signature());
                close(out);
            }
            case ChatEvent.Redacted redacted -> {
                indexed("reasoning", redacted.index(), out).field("redacted", redacted.base64());
                close(out);
            }
            case ChatEvent.ToolStarted tool -> {
                indexed("tool-call", tool.index(), out).field("id", tool.id()).field("name", tool.name());
                close(out);
            }
            case ChatEvent.ToolInput input -> {
                if (!input.json().isEmpty()) {
                    indexed("tool-arguments", input.index(), out).field("json", input.json());
                    close(out);
                }
            }
            case ChatEvent.Cited cited -> {
                indexed("citation", cited.index(), out).name("citation");
                RelayBlockWriter.citation(cited.citation(), out);
                close(out);
            }
            case ChatEvent.BlockStopped _ -> {}
            case ChatEvent.Started started -> start(out);
            case ChatEvent.Stopped stop -> stopped = stop;
            case ChatEvent.Metered metered -> {
                stop(out);
                usage(metered, out);
            }
            case ChatEvent.Failed failed -> {
                open("error", out);
                Fields.failure(failed.failure(), out);
                out.field("requestId", answering.requestId());
                close(out);
            }
        }
    }

    @Override
    public void end(JsonWriter out) {
        stop(out);
    }

    @Override
    public void keepAlive(JsonWriter out) {
        out.ascii(": keep-alive\n\n");
    }

    private void start(JsonWriter out) {
        open("start", out).field("requestId", answering.requestId()).name("model");
        Fields.model(answering, out);
        close(out);
    }

    private void stop(JsonWriter out) {
        var stop = stopped;
        if (stop == null) {
            return;
        }
        stopped = null;
        open("stop", out).field("stopReason", stop.reason().wire());
        if (stop.stopSequence() != null) {
            out.field("stopSequence", stop.stopSequence());
        }
        Fields.modelFields(stop.modelFields(), out);
        close(out);
    }

    private static void usage(ChatEvent.Metered metered, JsonWriter out) {
        var usage = metered.usage();
        open("usage", out)
                .field("inputTokens", usage.input())
                .field("outputTokens", usage.output())
                .field("totalTokens", usage.total())
                .field("cacheReadInputTokens", usage.cacheRead())
                .field("cacheWriteInputTokens", usage.cacheWrite());
        Fields.oneHour(usage, out);
        if (metered.latencyMs() >= 0) {
            out.field("latencyMs", metered.latencyMs());
        }
        Fields.extras(metered.trace(), metered.serviceTier(), metered.latency(), out);
        close(out);
    }

    private static JsonWriter indexed(String event, int index, JsonWriter out) {
        return open(event, out).field("index", index);
    }

    private static JsonWriter open(String event, JsonWriter out) {
        return out.ascii("event: ").ascii(event).ascii("\ndata: ").begin();
    }

    private static void close(JsonWriter out) {
        out.end().ascii("\n\n");
    }
}
