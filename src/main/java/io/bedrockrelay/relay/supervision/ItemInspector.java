package io.bedrockrelay.relay.supervision;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.Usage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// How supervision reads the items of a stream without knowing what they are: events, raw frames, or one whole answer.
public interface ItemInspector<T> {

    /// The failure that the item tells, if it tells one.
    @Nullable
    Failure failure(T item);

    /// Whether the item is the model's own end, without which a stream is broken.
    boolean isEnd(T item);

    /// The final count of tokens, where the items seen so far told it. Asked once, when the answer is over.
    default @Nullable Usage usage() {
        return null;
    }

    /// Whether an answer that had come to the model's own end is whole whatever breaks after it, and only what it cost
    /// may be missing. Not so for a reader of Bedrock's own frames, who is told of each that is lost.
    default boolean isWholeAtEnd() {
        return false;
    }

    /// Whether a whole answer tells what it cost, so that one which does not was cut off.
    default boolean expectsUsage() {
        return false;
    }

    /// The item that tells a failure.
    T failed(Failure failure);

    /// The item with its failure explained, where the item itself is what the caller reads.
    default T explained(T item, UnaryOperator<Failure> explain) {
        return item;
    }
}
