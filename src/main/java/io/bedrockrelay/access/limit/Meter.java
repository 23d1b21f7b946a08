package io.bedrockrelay.access.limit;

import java.time.Duration;
import java.time.Instant;

/// Counts what is used under one limit. Knows no limit itself, so that a changed one holds at once. Not thread-safe:
/// its account guards it. Time comes from outside; where it goes back, it stands still.
sealed interface Meter permits Window, Period, Slots {

    /// What counts at this instant.
    long used(Instant now);

    /// Adds to what is used.
    ///
    /// @return where it was booked, for `give`
    long take(long amount, Instant now);

    /// Takes away what was booked at a place, if that still counts.
    void give(long amount, long place, Instant now);

    /// How long until `amount` fits under `most`, if nothing else is taken. Asked only where it does not fit now.
    Duration waitFor(long amount, long most, Instant now);

    /// How long until nothing that is used now counts any more.
    Duration reset(Instant now);
}
