package io.bedrockrelay.relay.supervision;

import io.bedrockrelay.chat.Failure;
import java.time.Duration;
import java.util.function.IntFunction;

/// What supervision keeps to.
///
/// @param attempts tries in all before the first item
/// @param budget shared by all calls
/// @param backoff the pause before try n (2, 3, …)
public record CallRules(
        Duration firstEvent,
        Duration idle,
        Duration total,
        int attempts,
        RetryBudget budget,
        IntFunction<Duration> backoff) {

    /// Whether another try is worth it and allowed. A yes is taken from the budget.
    ///
    /// @param made tries so far
    public boolean allowRetry(Failure failure, int made) {
        return made < attempts && Retryable.test(failure) && Backoff.bears(failure.retryAfter()) && budget.spend();
    }

    /// How long the next try has to wait.
    public Duration pause(Failure failure, int made) {
        var asked = failure.retryAfter();
        return asked == null ? backoff.apply(made + 1) : asked;
    }
}
