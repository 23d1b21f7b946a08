package io.bedrockrelay.relay.failover;

import io.bedrockrelay.access.limit.Demand;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.routing.ledger.Booking;
import io.bedrockrelay.routing.ledger.Ledger;
import io.bedrockrelay.routing.route.Candidate;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// What one call takes of its candidates' quotas. On the call's thread.
public final class Reservations {
    private final Ledger ledger;
    private final Supplier<Demand> demand;
    private final ToIntFunction<Target> mostOutput;
    private @Nullable Demand known;

    /// @param demand asked once, and only where accounts are kept
    /// @param mostOutput of a model; what is reserved where the request has no bound
    public Reservations(Ledger ledger, Supplier<Demand> demand, ToIntFunction<Target> mostOutput) {
        this.ledger = ledger;
        this.demand = demand;
        this.mostOutput = mostOutput;
    }

    /// Where nobody keeps accounts.
    public static Reservations none() {
        return new Reservations(new Ledger(List::of, () -> 0), () -> Demand.NONE, _ -> 0);
    }

    boolean isLeft(Candidate candidate) {
        return ledger.isEmpty() || ledger.isLeft(candidate, need(candidate));
    }

    Booking book(Candidate candidate) {
        return ledger.isEmpty() ? Booking.NONE : ledger.book(candidate, need(candidate));
    }

    private long need(Candidate candidate) {
        var asked = known == null ? demand.get() : known;
        known = asked;
        return asked.tokens(mostOutput.applyAsInt(candidate.target()));
    }
}
