package io.bedrockrelay.dialect;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.ChatEvent;
import org.jspecify.annotations.Nullable;

/// Turns the events of one answer into the bytes of one dialect. One per stream, one thread at a time, events in
/// their order. It writes nothing after a `Failed`, and the dialect's end marker only after `Stopped`.
public interface StreamEncoder {

    String contentType();

    /// Appends what the event says, which may be nothing.
    void event(ChatEvent event, JsonWriter out);

    /// Appends what follows the last event once the upstream has ended well after `Stopped`. Usage comes after the
    /// stop, so that only here everything is known. Not called after `Failed`.
    void end(JsonWriter out);

    /// The failure that was told last, whether it came or the encoder found it in the answer: nothing of the answer is
    /// wanted after it. Null while all is well, and from encoders that find none.
    default @Nullable Failure broken() {
        return null;
    }

    /// Appends what keeps an idle connection alive; called at event boundaries only. Nothing where the dialect has no
    /// such thing.
    void keepAlive(JsonWriter out);
}
