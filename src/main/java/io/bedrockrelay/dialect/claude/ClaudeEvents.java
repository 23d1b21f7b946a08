package io.bedrockrelay.dialect.claude;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.anthropic.ErrorWriter;
import io.bedrockrelay.dialect.anthropic.MessageStream;
import org.jspecify.annotations.Nullable;

/// A Claude model's own events as server-sent events, byte for byte. One per stream, one thread at a time, events in
/// their order. Once the upstream has ended, `meter().whole()` tells whether the answer was; if not, `failed` is due.
public final class ClaudeEvents {
    private final ClaudeMeter meter = new ClaudeMeter();

    public String contentType() {
        return MessageStream.CONTENT_TYPE;
    }

    public ClaudeMeter meter() {
        return meter;
    }

    /// Reads the event inside of one of Bedrock's `chunk` frames; null for a payload that holds none, which leaves the
    /// answer broken.
    ///
    /// @param bytes hold the payload, `{"bytes": BASE64, "p": padding}`, where it lies in its frame
    public @Nullable ClaudeEvent read(byte[] bytes, int from, int to) {
        var json = ClaudeChunk.inner(bytes, from, to);
        var type = json == null ? null : meter.event(json);
        if (json == null || type == null) {
            return null;
        }
        return type.equals(ClaudeMeter.BLOCK) ? ClaudeEvent.NONE : new ClaudeEvent(type, json);
    }

    /// Appends one event.
    public void write(ClaudeEvent event, JsonWriter out) {
        if (event.json().length == 0) {
            return;
        }
        if (!event.type().isEmpty() && plain(event.type())) {
            out.ascii("event: ").ascii(event.type()).ascii("\n");
        }
        data(event.json(), out);
    }

    /// The end of a whole answer: what it lacks where a guardrail's block took the place of the model's own end.
    public void end(Answering answering, JsonWriter out) {
        if (meter.isBlocked()) {
            meter.blocked().end(meter.told(), answering, out);
        }
    }

    /// The end of a stream that broke off. Nothing may follow.
    public void failed(Failure failure, JsonWriter out) {
        ErrorWriter.event(failure, out);
    }

    public void keepAlive(JsonWriter out) {
        MessageStream.ping(out);
    }

    /// JSON written over several lines takes a `data:` each; the reader joins them to the same JSON.
    private static void data(byte[] json, JsonWriter out) {
        int from = 0;
        out.ascii("data: ");
        for (int i = 0; i < json.length; i++) {
            if (json[i] == '\n' || json[i] == '\r') {
                out.verbatim(json, from, i - from).ascii("\ndata: ");
                from = i + 1;
            }
        }
        out.verbatim(json, from, json.length - from).ascii("\n\n");
    }

    /// A name with a line break in it would end the event early.
    private static boolean plain(String type) {
        for (int i = 0; i < type.length(); i++) {
            if (type.charAt(i) <= ' ' || type.charAt(i) >= 0x7F) {
                return false;
            }
        }
        return true;
    }
}
