package io.bedrockrelay.routing;

import io.bedrockrelay.chat.Failure;

/// Carries a failure out of a REST resource, where an answer of another type is declared.
@SuppressWarnings("serial")
public final class FailureException extends RuntimeException {
    private final transient Failure failure;

    public FailureException(Failure failure) {
        super(failure.code().wire(), null, false, false);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
