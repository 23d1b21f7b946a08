package io.bedrockrelay.relay.fitting;

import io.bedrockrelay.chat.Failure;
import io.smallrye.mutiny.Multi;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One body in the form that Bedrock reads, on the way there. One per call, on the call's thread.
public sealed interface OutgoingBody permits FittedBody, OutgoingBody.Verbatim {

    /// The answer. Each call is a sending of its own.
    ///
    /// @param failure the failure that an item of the answer is, if it is one
    <T> Multi<T> send(Function<byte[], Multi<T>> sending, Function<T, @Nullable Failure> failure);

    /// A body that is sent byte for byte, once.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Verbatim(byte[] json) implements OutgoingBody {
        @Override
        public <T> Multi<T> send(Function<byte[], Multi<T>> sending, Function<T, @Nullable Failure> failure) {
            return sending.apply(json);
        }
    }
}
