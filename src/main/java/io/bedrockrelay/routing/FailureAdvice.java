package io.bedrockrelay.routing;

import io.bedrockrelay.chat.Failure;
import java.util.concurrent.CompletableFuture;

/// What the relay makes of a failure of Bedrock's before its caller is told.
public interface FailureAdvice {

    /// Finds out what the failure shows to be unknown. Returns at once.
    ///
    /// @return ends when more is known, never with an exception; has ended already where nothing is to be found out
    CompletableFuture<?> learn(Failure failure);

    /// The failure with what the caller may do about it, by what is known now. Neither waits nor asks.
    Failure explained(Failure failure);
}
