package io.bedrockrelay.http;

import io.bedrockrelay.chat.Failure;

/// Carries a failure out of a REST resource, where an answer of another type is declared.
@SuppressWarnings("serial")
final class FailureException extends RuntimeException {
    private final transient Failure failure;

    FailureException(Failure failure) {
        super(failure.code().wire(), null, false, false);
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
