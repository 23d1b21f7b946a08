package io.bedrockrelay.access.limit;

import java.time.Duration;
import java.time.Instant;

/// What is in use right now, and is given back by hand.
final class Slots implements Meter {
    /// Nobody knows when a call will end; a client that asks every second does no harm.
    private static final Duration GUESS = Duration.ofSeconds(1);

    private long inUse;

    @Override
    public long used(Instant now) {
        return inUse;
    }

    @Override
    public long take(long amount, Instant now) {
        inUse += amount;
        return 0;
    }

    @Override
    public void give(long amount, long place, Instant now) {
        inUse -= amount;
    }

    @Override
    public Duration waitFor(long amount, long most, Instant now) {
        return GUESS;
    }

    @Override
    public Duration reset(Instant now) {
        return inUse == 0 ? Duration.ZERO : GUESS;
    }
}
