package io.bedrockrelay.catalogue.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final Pace pace = new Pace(Duration.ofMinutes(15), new Random(7));

    @Test
    void jitterStaysWithinATenthAndReallyVaries() {
        Duration shortest = Duration.ofDays(1);
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 1000; i++) {
            Duration wait = pace.untilNext(0);
            shortest = shortest.compareTo(wait) < 0 ? shortest : wait;
            longest = longest.compareTo(wait) > 0 ? longest : wait;
        }
        assertThat(shortest).isBetween(Duration.ofSeconds(810), Duration.ofSeconds(820));
        assertThat(longest).isBetween(Duration.ofSeconds(980), Duration.ofSeconds(990));
    }

    @Test
    void failuresAreTriedAgainSoonerButLessAndLessOften() {
        assertThat(pace.untilNext(1)).isBetween(Duration.ofMillis(4500), Duration.ofMillis(5500));
        assertThat(pace.untilNext(4)).isBetween(Duration.ofSeconds(36), Duration.ofSeconds(44));
        assertThat(pace.untilNext(1000)).isBetween(Duration.ofSeconds(810), Duration.ofSeconds(990));
    }
}
