package io.bedrockrelay.relay;

import io.bedrockrelay.chat.Failure;

/// What became of the wish to call a model.
public sealed interface OpenResult {

    /// The call may be made. It holds a place among the open calls until it is closed.
    record Ready(Call call) implements OpenResult {}

    record Refused(Failure failure) implements OpenResult {}
}
