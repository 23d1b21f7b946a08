package io.bedrockrelay.relay;

import io.bedrockrelay.bedrock.frame.Frame;
import io.bedrockrelay.chat.answer.Usage;
import org.jspecify.annotations.Nullable;

/// Reads the frames of one stream that is passed on, each once, in their order, on the thread of its call.
public interface RawReader<T> {

    /// Reads a frame that is an event.
    RawItem<T> read(Frame frame);

    /// The final count of tokens, where the frames so far told it. Asked once, when the answer is over.
    @Nullable
    Usage usage();

    /// Whether the client was told everything once the model's own end has passed, whatever breaks after it.
    default boolean isWholeAtEnd() {
        return false;
    }

    /// Whether a whole answer tells what it cost.
    default boolean expectsUsage() {
        return false;
    }
}
