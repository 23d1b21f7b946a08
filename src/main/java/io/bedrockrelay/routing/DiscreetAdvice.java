package io.bedrockrelay.routing;

import io.bedrockrelay.access.Caller;
import io.bedrockrelay.chat.Failure;
import java.util.concurrent.CompletableFuture;

/// Advice that holds nothing its caller may not know.
record DiscreetAdvice(Caller caller, FailureAdvice advice) implements FailureAdvice {

    @Override
    public CompletableFuture<?> learn(Failure failure) {
        return advice.learn(failure);
    }

    @Override
    public Failure explained(Failure failure) {
        return Discretion.failure(caller, advice.explained(failure));
    }
}
