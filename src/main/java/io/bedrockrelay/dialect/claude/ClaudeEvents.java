package io.bedrockrelay.dialect.claude;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.anthropic.ErrorWriter;
import io.bedrockrelay.dialect.anthropic.MessageStream;

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

    /// Appends the event inside of one of Bedrock's `chunk` frames. A payload that holds none leaves the answer
    /// broken.
    ///
    /// @param payload the frame's payload: `{"bytes": BASE64, "p": padding}`
    public void chunk(byte[] payload, JsonWriter out) {
        chunk(payload, 0, payload.length, out);
    }

    /// The same, with the payload where it lies in its frame.
    public void chunk(byte[] bytes, int from, int to, JsonWriter out) {
        var event = ClaudeChunk.inner(bytes, from, to);
        if (event == null) {
            meter.spoil();
        } else {
            event(event, out);
        }
    }

    /// Appends one event.
    ///
    /// @param json one event as the model wrote it: what is inside of Bedrock's `chunk`
    public void event(byte[] json, JsonWriter out) {
        var type = meter.event(json);
        if (!type.isEmpty() && plain(type)) {
            out.ascii("event: ").ascii(type).ascii("\n");
        }
        data(json, out);
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
