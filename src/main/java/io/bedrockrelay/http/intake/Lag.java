package io.bedrockrelay.http.intake;

import java.time.Duration;

/// How late one event loop is, measured by a task that ought to run every tenth of a second. Lives on that loop.
///
/// One late tick is a hiccup: a class being loaded, a pause of the collector. A loop is behind when tick after tick
/// comes late, the one that is due now included.
final class Lag {
    static final Duration EVERY = Duration.ofMillis(100);

    private long due;
    private long last;
    private long before;

    Lag(long now) {
        due = now + EVERY.toNanos();
    }

    void tick(long now) {
        before = last;
        last = Math.max(0, now - due);
        due = now + EVERY.toNanos();
    }

    boolean isBeyond(long limit, long now) {
        return last > limit && (before > limit || now - due > limit);
    }
}
