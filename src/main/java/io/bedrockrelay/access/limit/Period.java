package io.bedrockrelay.access.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// What was used in the day or calendar month that is under way, in UTC.
final class Period implements Meter {
    private final ChronoUnit unit;
    private long current = Long.MIN_VALUE;
    private long used;

    /// @param unit `DAYS` or `MONTHS`
    Period(ChronoUnit unit) {
        if (unit != ChronoUnit.DAYS && unit != ChronoUnit.MONTHS) {
            throw new IllegalArgumentException("not a day or a month: " + unit);
        }
        this.unit = unit;
    }

    @Override
    public long used(Instant now) {
        turn(now);
        return used;
    }

    @Override
    public long take(long amount, Instant now) {
        turn(now);
        used += amount;
        return current;
    }

    @Override
    public void give(long amount, long place, Instant now) {
        turn(now);
        if (place == current) {
            used -= amount;
        }
    }

    @Override
    public Duration waitFor(long amount, long most, Instant now) {
        return untilNext(now);
    }

    @Override
    public Duration reset(Instant now) {
        turn(now);
        return used == 0 ? Duration.ZERO : untilNext(now);
    }

    private Duration untilNext(Instant now) {
        turn(now);
        var next = LocalDate.EPOCH.plus(current + 1, unit).atStartOfDay(ZoneOffset.UTC);
        return Duration.between(now, next.toInstant());
    }

    private void turn(Instant now) {
        long number = unit.between(LocalDate.EPOCH, now.atZone(ZoneOffset.UTC).toLocalDate());
        if (number > current) {
            current = number;
            used = 0;
        }
    }
}
