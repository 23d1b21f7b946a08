package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waits for a condition that nobody tells of.
final class Await {
    private Await() {}

    interface Condition {
        boolean holds() throws Exception;
    }

    static void until(String what, Duration limit, Condition condition) throws Exception {
        assertThat(holdsWithin(limit, condition)).as(what).isTrue();
    }

    static boolean holdsWithin(Duration limit, Condition condition) throws Exception {
        var never = new CountDownLatch(1);
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                return condition.holds();
            }
            never.await(5, TimeUnit.MILLISECONDS);
        }
        return true;
    }
}
