package io.bedrockrelay.relay.failover;

import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.relay.ending.Routed;
import io.bedrockrelay.routing.ledger.Ledger;
import io.bedrockrelay.routing.route.CandidateMemory;
import io.bedrockrelay.routing.route.RouteWalk;
import io.bedrockrelay.routing.setup.RouteWish;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;

/// What the routes of all calls have in common. One per process, thread-safe.
///
/// @param connect how long a connection may take where another candidate could answer
/// @param ledger of AWS's quotas
/// @param mostOutput tokens that a model gives at most
public record Failover(
        CandidateMemory memory, MoveRules moves, Duration connect, Ledger ledger, ToIntFunction<Target> mostOutput) {

    /// The tries of one answer.
    ///
    /// @param settled whether the caller has been told by now who answers
    ///
    /// @param counted whether the answer draws on a quota of tokens as a whole
    public RoutedTries tries(
            Routed routed, RouteWish wish, boolean streamed, boolean counted, BooleanSupplier settled) {
        var reservations = counted ? new Reservations(ledger, wish.demand(), mostOutput) : Reservations.none();
        var walk = new RouteWalk(routed.plan(), memory, reservations::isLeft);
        return new RoutedTries(walk, memory, moves, routed, reservations, streamed, wish.promptTokens(), settled);
    }
}
