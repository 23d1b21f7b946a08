package io.bedrockrelay.access.limit;

import java.time.Duration;
import java.time.Instant;

/// What was used in the last minute, second by second. In no 60 seconds, wherever they begin, is more let through
/// than the limit: the second that is under way and the sixty before it count, which costs at most a sixtieth of the
/// rate.
final class Window implements Meter {
    private static final int SECONDS = 61;

    private final long[] counts = new long[SECONDS];
    private long newest;
    private long sum;

    @Override
    public long used(Instant now) {
        slide(now);
        return sum;
    }

    @Override
    public long take(long amount, Instant now) {
        slide(now);
        counts[slot(newest)] += amount;
        sum += amount;
        return newest;
    }

    @Override
    public void give(long amount, long place, Instant now) {
        slide(now);
        if (place > newest - SECONDS) {
            counts[slot(place)] -= amount;
            sum -= amount;
        }
    }

    @Override
    public Duration waitFor(long amount, long most, Instant now) {
        slide(now);
        long left = sum;
        for (long second = newest - SECONDS + 1; second <= newest; second++) {
            left -= counts[slot(second)];
            if (left <= most - amount) {
                return untilForgotten(second, now);
            }
        }
        return untilForgotten(newest, now);
    }

    @Override
    public Duration reset(Instant now) {
        slide(now);
        for (long second = newest; second > newest - SECONDS; second--) {
            if (counts[slot(second)] != 0) {
                return untilForgotten(second, now);
            }
        }
        return Duration.ZERO;
    }

    private static Duration untilForgotten(long second, Instant now) {
        return Duration.between(now, Instant.ofEpochSecond(second + SECONDS));
    }

    private void slide(Instant now) {
        long second = now.getEpochSecond();
        long first = Math.max(newest + 1, second - SECONDS + 1);
        for (long each = first; each <= second; each++) {
            sum -= counts[slot(each)];
            counts[slot(each)] = 0;
        }
        newest = Math.max(newest, second);
    }

    private static int slot(long second) {
        return (int) Math.floorMod(second, (long) SECONDS);
    }
}
