package io.bedrockrelay.access.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.access.Limit;
import io.bedrockrelay.access.Limits;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AccountTest {
    private static final Limits ONE = new Limits(Map.of(Limit.CONCURRENT_STREAMS, 1L));

    private final Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final Account account = new Account();

    /// Who still holds a forgotten account must not be counted where nobody else looks.
    @Test
    void aForgottenAccountAdmitsNobody() {
        assertThat(account.closeIfIdle(now)).isTrue();
        assertThat(account.admit(ONE, 0, now, () -> now)).isNull();
    }

    @Test
    void anAccountInUseIsNotForgotten() {
        var admission = account.admit(ONE, 0, now, () -> now);
        assertThat(account.closeIfIdle(now)).isFalse();
        assertThat(admission).isInstanceOfSatisfying(Admission.Admitted.class, admitted -> admitted.reservation()
                .settle(OptionalLong.empty()));
        assertThat(account.closeIfIdle(now)).isTrue();
    }
}
