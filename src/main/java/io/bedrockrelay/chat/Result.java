package io.bedrockrelay.chat;

/// What a step leads to: a value, or the failure that its caller is told instead.
public sealed interface Result<T> {

    record Ok<T>(T value) implements Result<T> {}

    record Failed<T>(Failure failure) implements Result<T> {}
}
