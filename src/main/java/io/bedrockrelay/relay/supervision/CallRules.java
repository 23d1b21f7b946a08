package io.bedrockrelay.relay.supervision;

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
        IntFunction<Duration> backoff) {}
