package io.bedrockrelay.http.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RenewalTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Renewal renewal = new Renewal(Duration.ofMinutes(10), now::get);

    @Test
    void onceForEachLifetimeWhoeverAsks() {
        assertThat(renewal.isDue()).isFalse();
        now.set(Instant.EPOCH.plus(Duration.ofMinutes(10)));
        assertThat(IntStream.range(0, 100)
                        .parallel()
                        .filter(_ -> renewal.isDue())
                        .count())
                .isEqualTo(1);
        now.set(Instant.EPOCH.plus(Duration.ofMinutes(19)));
        assertThat(renewal.isDue()).isFalse();
        now.set(Instant.EPOCH.plus(Duration.ofDays(1)));
        assertThat(renewal.isDue()).isTrue();
        assertThat(renewal.isDue()).isFalse();
    }

    @Test
    void noTwoOccasionsNameTheSameKey() {
        assertThat(Renewal.occasion()).isNotEqualTo(Renewal.occasion()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    }
}
