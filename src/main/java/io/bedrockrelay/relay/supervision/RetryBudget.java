package io.bedrockrelay.relay.supervision;

import java.util.concurrent.atomic.AtomicLong;

/// Lets retries be no more than a share of the recent calls: while Bedrock fails as a whole, every call brings at most
/// `share` of a retry, however many tries each would be allowed. A small reserve lets a quiet pod retry at all. One per
/// process, thread-safe.
public final class RetryBudget {
    private static final long UNIT = 1_000_000;
    private static final long RESERVE = 10 * UNIT;

    private final long earned;
    private final AtomicLong balance;

    public RetryBudget(double share) {
        earned = Math.round(share * UNIT);
        balance = new AtomicLong(earned == 0 ? 0 : RESERVE);
    }

    /// Counts a call, not a retry of one.
    public void call() {
        balance.updateAndGet(now -> Math.min(RESERVE, now + earned));
    }

    /// Whether one more retry is within the budget; if so, it is spent.
    public boolean spend() {
        return balance.getAndUpdate(now -> now >= UNIT ? now - UNIT : now) >= UNIT;
    }
}
