package io.bedrockrelay.relay.failover;

import io.bedrockrelay.relay.ending.Routed;
import io.bedrockrelay.routing.route.CandidateMemory;
import io.bedrockrelay.routing.route.RouteWalk;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// What the routes of all calls have in common. One per process, thread-safe.
///
/// @param connect how long a connection may take where another candidate could answer
public record Failover(CandidateMemory memory, MoveRules moves, Duration connect) {

    /// The tries of one answer.
    ///
    /// @param settled whether the caller has been told by now who answers
    public RoutedTries tries(Routed routed, boolean streamed, long promptTokens, BooleanSupplier settled) {
        var walk = new RouteWalk(routed.plan(), memory, RouteWalk.Room.ALWAYS);
        return new RoutedTries(walk, memory, moves, routed, streamed, promptTokens, settled);
    }
}
