package io.bedrockrelay.catalogue.registry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before a Region is asked again.
final class Pace {

    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final int DOUBLINGS_AT_MOST = 20;
    private static final double JITTER = 0.1;

    private final Duration every;
    private final RandomGenerator random;

    Pace(Duration every, RandomGenerator random) {
        this.every = every;
        this.random = random;
    }

    /// After success the configured time; after failures 5 s, doubled with each, up to the configured time. Always
    /// shifted by up to a tenth either way.
    Duration untilNext(int failures) {
        Duration plain = every;
        if (failures > 0) {
            Duration retry = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS_AT_MOST));
            plain = retry.compareTo(every) < 0 ? retry : every;
        }
        double factor = 1 - JITTER + 2 * JITTER * random.nextDouble();
        return Duration.ofMillis(Math.round(plain.toMillis() * factor));
    }
}
