package io.bedrockrelay.relay.supervision;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The pause before a retry: longer each time, and jittered over its whole length, so that callers who failed together
/// do not return together.
public final class Backoff {
    private static final long BASE_MILLIS = 100;
    private static final long MOST_MILLIS = 5_000;

    private Backoff() {}

    /// Whether a call can wait that long. What takes longer is told to the client: a call that waits holds a place.
    static boolean bears(@Nullable Duration asked) {
        return asked == null || asked.toMillis() <= MOST_MILLIS;
    }

    /// @param attempt the try that follows the pause: 2 for the first retry
    public static Duration before(int attempt, RandomGenerator random) {
        long most = Math.min(MOST_MILLIS, BASE_MILLIS << Math.min(attempt, 16));
        return Duration.ofMillis(random.nextLong(1, most + 1));
    }
}
