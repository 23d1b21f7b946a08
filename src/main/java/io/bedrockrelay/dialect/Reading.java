package io.bedrockrelay.dialect;

import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Failure;

/// What became of a request's bytes.
public sealed interface Reading {

    /// A request that can be sent.
    ///
    /// @param stream whether the caller asked for a stream
    /// @param echo what the encoder has to know of the request, in the dialect's own form
    record Read(ChatRequest request, boolean stream, Echo echo) implements Reading {}

    record Refused(Failure failure) implements Reading {}
}
