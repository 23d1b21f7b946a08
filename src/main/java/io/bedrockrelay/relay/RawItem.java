package io.bedrockrelay.relay;

import io.bedrockrelay.bedrock.RawEvent;
import io.bedrockrelay.chat.Failure;
import org.jspecify.annotations.Nullable;

/// One item of a stream that is passed on as it is. Made once, where the frame is read.
public sealed interface RawItem<T> {

    /// The failure that an item is; null where it is none.
    static @Nullable Failure failure(RawItem<?> item) {
        return item instanceof Failed<?> failed ? failed.failure() : null;
    }

    /// @param end whether this is the model's own end, without which a stream is broken
    record Passed<T>(T value, boolean end) implements RawItem<T> {}

    /// The last item of a stream that is no whole answer.
    ///
    /// @param cause Bedrock's own words, for a client that reads them; null where the relay found the fault
    record Failed<T>(Failure failure, @Nullable RawEvent cause) implements RawItem<T> {}
}
