package io.bedrockrelay.access.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {

    @ParameterizedTest
    @CsvSource({
        "DAYS,   2026-11-22T00:00:00Z, 2026-11-23T00:00:00Z",
        "DAYS,   2026-12-31T23:59:59.999999999Z, 2027-01-01T00:00:00Z",
        "DAYS,   2028-02-28T12:00:00Z, 2028-02-29T00:00:00Z",
        "MONTHS, 2026-11-22T10:00:00Z, 2026-12-01T00:00:00Z",
        "MONTHS, 2026-12-31T23:59:59Z, 2027-01-01T00:00:00Z",
        "MONTHS, 2028-02-01T00:00:00Z, 2028-03-01T00:00:00Z"
    })
    void countsToTheEndOfThePeriodInUtc(ChronoUnit unit, Instant start, Instant end) {
        var period = new Period(unit);
        period.take(7, start);
        assertThat(period.used(end.minusNanos(1))).isEqualTo(7);
        assertThat(period.waitFor(1, 7, start)).isEqualTo(Duration.between(start, end));
        assertThat(period.reset(start)).isEqualTo(Duration.between(start, end));
        assertThat(period.used(end)).isZero();
        assertThat(period.reset(end)).isZero();
    }

    @Test
    void whatComesBackAfterItsPeriodMakesNoRoomInTheNext() {
        var period = new Period(ChronoUnit.DAYS);
        var evening = Instant.parse("2026-11-22T23:59:00Z");
        long place = period.take(100, evening);
        var morning = evening.plus(Duration.ofMinutes(2));
        period.take(10, morning);
        period.give(60, place, morning);
        assertThat(period.used(morning)).isEqualTo(10);
    }

    @Test
    void aClockThatGoesBackDoesNotOpenThePeriodAgain() {
        var period = new Period(ChronoUnit.DAYS);
        var now = Instant.parse("2026-11-22T00:00:10Z");
        period.take(10, now);
        assertThat(period.used(now.minusSeconds(60))).isEqualTo(10);
    }
}
