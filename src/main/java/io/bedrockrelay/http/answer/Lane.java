package io.bedrockrelay.http.answer;

import io.bedrockrelay.relay.supervision.Timers;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.util.function.Function;

/// How one call is answered. What it begins is cold: nothing is sent before somebody subscribes.
public sealed interface Lane {

    /// @param items the answer as it comes
    /// @param writer tells each of them to the client
    record Streamed<T>(Function<Timers, Multi<T>> items, StreamWriter<T> writer) implements Lane {}

    /// @param outcome one item
    /// @param body sets the head for the outcome, good or bad, and gives the body
    record Whole<T>(Function<Timers, Multi<T>> outcome, Function<T, Buffer> body) implements Lane {}
}
