package io.bedrockrelay.routing.route;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What one try says of its candidate.
///
/// @param connect whether the candidate was not even reached
/// @param retryAfter how long it asks to be left alone
/// @param dimFor for how long it counts as dim, where its own words say so
/// @param reason in a few words, such as `connection refused`; empty for a good try
public record TryReport(
        TryOutcome outcome,
        boolean connect,
        @Nullable Duration retryAfter,
        @Nullable Duration dimFor,
        String reason) {
    /// An answer began.
    public static final TryReport GOOD = new TryReport(TryOutcome.OK, false, null, null, "");

    /// Nothing had begun when the time for it was over.
    public static final TryReport LATE = new TryReport(TryOutcome.SLOW, false, null, null, "slow to begin");

    /// An answer broke after it had begun.
    public static final TryReport BROKE_OFF = new TryReport(TryOutcome.FAILED, false, null, null, "answers break off");
}
