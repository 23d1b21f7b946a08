package io.bedrockrelay.http.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LagTest {
    private static final long EVERY = Lag.EVERY.toNanos();
    private static final long LIMIT = 3 * EVERY;

    private final Lag lag = new Lag(0);

    @Test
    void aLoopThatTicksInTimeIsNotBehind() {
        for (long now = EVERY; now < 20 * EVERY; now += EVERY) {
            lag.tick(now);
            assertThat(lag.isBeyond(LIMIT, now)).isFalse();
        }
    }

    @Test
    void oneHiccupIsNoLag() {
        lag.tick(10 * EVERY);
        assertThat(lag.isBeyond(LIMIT, 10 * EVERY)).isFalse();
        assertThat(lag.isBeyond(LIMIT, 11 * EVERY)).isFalse();
    }

    @Test
    void twoLateTicksAreAndOneInTimeEndsIt() {
        lag.tick(10 * EVERY);
        lag.tick(20 * EVERY);
        assertThat(lag.isBeyond(LIMIT, 20 * EVERY)).isTrue();
        lag.tick(21 * EVERY);
        assertThat(lag.isBeyond(LIMIT, 21 * EVERY)).isFalse();
    }

    @Test
    void aTickThatIsOverdueCountsBeforeItComes() {
        lag.tick(10 * EVERY);
        assertThat(lag.isBeyond(LIMIT, 13 * EVERY)).isFalse();
        assertThat(lag.isBeyond(LIMIT, 15 * EVERY)).isTrue();
    }
}
