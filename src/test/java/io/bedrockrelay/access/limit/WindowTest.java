package io.bedrockrelay.access.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00.250Z");

    private final Window window = new Window();

    private record Use(Instant at, long amount, long place) {}

    /// Whatever is asked and given back, no 60 seconds let more through than the limit.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noMinuteHasMoreThanTheLimit(long seed) {
        var random = new Random(seed);
        long most = 1L + random.nextInt(100);
        var uses = new ArrayList<Use>();
        var now = START;
        for (int i = 0; i < 5_000; i++) {
            now = now.plusMillis(random.nextInt(random.nextInt(20) == 0 ? 70_000 : 900));
            long amount = 1L + random.nextInt(5);
            if (window.used(now) + amount <= most) {
                uses.add(new Use(now, amount, window.take(amount, now)));
            }
            var end = now;
            assertThat(sum(uses, end.minusSeconds(60), end)).isLessThanOrEqualTo(most);
        }
        assertThat(uses).hasSizeGreaterThan(100);
    }

    /// A busy caller gets nearly all of what it may.
    @Test
    void aSteadyCallerGetsItsRate() {
        long admitted = 0;
        var now = START;
        for (int i = 0; i < 10 * 60 * 100; i++) {
            if (window.used(now) + 1 <= 600) {
                window.take(1, now);
                admitted++;
            }
            now = now.plusMillis(10);
        }
        assertThat(admitted).isBetween(6_000L * 98 / 100, 6_600L);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void whatIsGivenBackNeverCountsAndNothingIsGivenTwice(long seed) {
        var random = new Random(seed);
        var now = START;
        List<Use> open = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            now = now.plusMillis(random.nextInt(3_000));
            if (random.nextBoolean() || open.isEmpty()) {
                long amount = random.nextInt(1_000);
                open.add(new Use(now, amount, window.take(amount, now)));
            } else {
                var use = open.remove(random.nextInt(open.size()));
                window.give(use.amount(), use.place(), now);
            }
            long second = now.getEpochSecond();
            assertThat(window.used(now))
                    .isEqualTo(open.stream()
                            .filter(use -> use.place() > second - 61)
                            .mapToLong(Use::amount)
                            .sum());
        }
        for (var use : open) {
            window.give(use.amount(), use.place(), now);
        }
        assertThat(window.used(now)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void theWaitIsEnoughAndNotTooLong(long seed) {
        var random = new Random(seed);
        var now = START;
        for (int i = 0; i < 500; i++) {
            long amount = 1L + random.nextInt(10);
            if (window.used(now) + amount > 50) {
                var wait = window.waitFor(amount, 50, now);
                assertThat(wait).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(61));
                assertThat(window.used(now.plus(wait).minusNanos(1)) + amount).isGreaterThan(50);
                now = now.plus(wait);
            }
            assertThat(window.used(now) + amount).isLessThanOrEqualTo(50);
            window.take(amount, now);
            now = now.plusMillis(random.nextInt(2_000));
        }
    }

    @Test
    void allIsLeftAgainAfterTheReset() {
        assertThat(window.reset(START)).isZero();
        window.take(3, START);
        window.take(3, START.plusSeconds(10));
        var reset = window.reset(START.plusSeconds(10));
        assertThat(reset).isEqualTo(Duration.ofMillis(60_750));
        assertThat(window.used(START.plusSeconds(10).plus(reset).minusNanos(1))).isEqualTo(3);
        assertThat(window.used(START.plusSeconds(10).plus(reset))).isZero();
    }

    @Test
    void aClockThatGoesBackLetsNothingThrough() {
        window.take(5, START);
        assertThat(window.used(START.minus(Duration.ofHours(1)))).isEqualTo(5);
        assertThat(window.used(START.plusSeconds(59))).isEqualTo(5);
        assertThat(window.used(START.plus(Duration.ofDays(400)))).isZero();
    }

    private static long sum(List<Use> uses, Instant after, Instant end) {
        long sum = 0;
        for (int i = uses.size() - 1; i >= 0 && uses.get(i).at().isAfter(after); i--) {
            sum += uses.get(i).at().isAfter(end) ? 0 : uses.get(i).amount();
        }
        return sum;
    }
}
