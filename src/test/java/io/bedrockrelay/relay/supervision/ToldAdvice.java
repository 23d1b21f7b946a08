package io.bedrockrelay.relay.supervision;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.routing.FailureAdvice;
import java.util.concurrent.CompletableFuture;

/// Learns for as long as a test says, and explains by a mark.
final class ToldAdvice implements FailureAdvice {
    CompletableFuture<Void> lesson = CompletableFuture.completedFuture(null);

    @Override
    public CompletableFuture<?> learn(Failure failure) {
        return lesson;
    }

    @Override
    public Failure explained(Failure failure) {
        return failure instanceof Failure.UnknownModel unknown
                ? new Failure.UnknownModel(unknown.message() + " (explained)", unknown.nearest(), unknown.upstream())
                : failure;
    }
}
