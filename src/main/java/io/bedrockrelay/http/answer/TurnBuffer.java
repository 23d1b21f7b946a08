package io.bedrockrelay.http.answer;

import io.bedrockrelay.dialect.JsonWriter;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/// What one turn of the event loop brings for a client, gathered for one write. One per stream, on its event loop; it
/// has a buffer within a turn only, since most open streams are between two.
final class TurnBuffer {
    private @Nullable JsonWriter out;

    JsonWriter writer() {
        if (out == null) {
            out = SpareWriters.take();
        }
        return out;
    }

    /// What was gathered, which is nothing any more.
    Buffer taken() {
        if (out == null) {
            return Buffer.buffer();
        }
        var piece = Responses.buffer(out);
        SpareWriters.give(out);
        out = null;
        return piece;
    }
}
