package io.bedrockrelay.access.limit;

import static io.bedrockrelay.access.Limit.CONCURRENT_STREAMS;
import static io.bedrockrelay.access.Limit.REQUESTS_PER_MINUTE;
import static io.bedrockrelay.access.Limit.TOKENS_PER_DAY;
import static io.bedrockrelay.access.Limit.TOKENS_PER_MINUTE;
import static io.bedrockrelay.access.Limit.TOKENS_PER_MONTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bedrockrelay.access.ApplicationProfiles;
import io.bedrockrelay.access.Caller;
import io.bedrockrelay.access.CallerRole;
import io.bedrockrelay.access.Grant;
import io.bedrockrelay.access.Limit;
import io.bedrockrelay.access.Limits;
import io.bedrockrelay.access.limit.Admission.Admitted;
import io.bedrockrelay.access.limit.Admission.Limited;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LocalLimitsTest {
    private final Ticking clock = new Ticking("2026-11-22T10:00:00Z");
    private final LocalLimits limits = new LocalLimits(clock);

    @Test
    void withoutLimitsNothingIsCounted() {
        var admitted = (Admitted) limits.admitNow(Caller.OPEN, 1_000_000);
        admitted.reservation().settle(OptionalLong.of(5));
        assertThat(admitted.standings()).isEmpty();
        assertThat(limits.size()).isZero();
    }

    @Test
    void requestsAreCountedAndTheNextIsToldWhenToCome() {
        var caller = caller("a", Map.of(REQUESTS_PER_MINUTE, 2L));
        admit(caller, 0);
        clock.pass(Duration.ofSeconds(20));
        assertThat(admit(caller, 0).standings())
                .containsExactly(new LimitStatus(REQUESTS_PER_MINUTE, 2, 0, Duration.ofSeconds(61)));
        var limited = limited(caller, 0);
        assertThat(limited.limit()).isEqualTo(REQUESTS_PER_MINUTE);
        assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(41));
        assertThat(limited.message(caller))
                .isEqualTo("The limit of 2 requests per minute of the key a is used up. Try again in 41 s.");
        clock.pass(Duration.ofSeconds(41));
        admit(caller, 0);
    }

    @Test
    void aRequestThatIsOverStillCountsAsRequest() {
        var caller = caller("a", Map.of(REQUESTS_PER_MINUTE, 1L));
        admit(caller, 0).reservation().settle(OptionalLong.of(0));
        assertThat(limited(caller, 0).limit()).isEqualTo(REQUESTS_PER_MINUTE);
    }

    @Test
    void tokensAreReservedAndSettledWithWhatWasUsed() {
        var caller = caller("a", Map.of(TOKENS_PER_MINUTE, 100L));
        var first = admit(caller, 80);
        assertThat(limited(caller, 30).standings())
                .containsExactly(new LimitStatus(TOKENS_PER_MINUTE, 100, 20, Duration.ofSeconds(61)));
        first.reservation().settle(OptionalLong.of(60));
        assertThat(admit(caller, 30).standings().getFirst().remaining()).isEqualTo(10);
    }

    @Test
    void whatNobodyCountedCountsAsReserved() {
        var caller = caller("a", Map.of(TOKENS_PER_MINUTE, 100L, CONCURRENT_STREAMS, 1L));
        admit(caller, 80).reservation().settle(OptionalLong.empty());
        assertThat(limited(caller, 30).limit()).isEqualTo(TOKENS_PER_MINUTE);
        admit(caller, 20);
    }

    @Test
    void moreThanReservedIsBookedTooAndLeavesNothingNegative() {
        var caller = caller("a", Map.of(TOKENS_PER_DAY, 100L));
        admit(caller, 10).reservation().settle(OptionalLong.of(250));
        var limited = limited(caller, 1);
        assertThat(limited.standings().getFirst().remaining()).isZero();
        assertThat(limited.retryAfter()).isEqualTo(Duration.ofHours(14));
    }

    @Test
    void aSettlementCountsOnce() {
        var caller = caller("a", Map.of(TOKENS_PER_MINUTE, 100L, CONCURRENT_STREAMS, 2L));
        var first = admit(caller, 50).reservation();
        var second = admit(caller, 50).reservation();
        first.settle(OptionalLong.of(0));
        first.settle(OptionalLong.of(0));
        first.settle(OptionalLong.empty());
        assertThat(admit(caller, 50).standings().getFirst().remaining()).isZero();
        assertThat(limited(caller, 0).limit()).isEqualTo(CONCURRENT_STREAMS);
        second.settle(OptionalLong.of(50));
    }

    @Test
    void aPlaceIsFreeWhenItsCallEnds() {
        var caller = caller("a", Map.of(CONCURRENT_STREAMS, 1L));
        var open = admit(caller, 0);
        clock.pass(Duration.ofHours(3));
        assertThat(limited(caller, 0).retryAfter()).isEqualTo(Duration.ofSeconds(1));
        open.reservation().settle(OptionalLong.empty());
        admit(caller, 0);
    }

    @Test
    void whatOneLimitRefusesTakesNothingFromTheOthers() {
        var caller = caller("a", Map.of(REQUESTS_PER_MINUTE, 5L, TOKENS_PER_MINUTE, 10L, CONCURRENT_STREAMS, 5L));
        for (int i = 0; i < 20; i++) {
            admit(caller, 10).reservation().settle(OptionalLong.of(10));
            for (int n = 0; n < 10; n++) {
                assertThat(limited(caller, 5).limit()).isEqualTo(TOKENS_PER_MINUTE);
            }
            clock.pass(Duration.ofSeconds(61));
        }
    }

    @Test
    void theLongestWaitIsToldAndIsEnough() {
        var caller = caller("a", Map.of(REQUESTS_PER_MINUTE, 1L, TOKENS_PER_DAY, 10L, TOKENS_PER_MONTH, 10L));
        admit(caller, 10);
        var limited = limited(caller, 1);
        assertThat(limited.limit()).isEqualTo(TOKENS_PER_MONTH);
        clock.pass(limited.retryAfter() == null ? Duration.ZERO : limited.retryAfter());
        admit(caller, 1);
    }

    @Test
    void whatCanNeverFitIsToldSo() {
        var caller = caller("a", Map.of(TOKENS_PER_MINUTE, 100L));
        var limited = limited(caller, Long.MAX_VALUE);
        assertThat(limited.retryAfter()).isNull();
        assertThat(limited.message(caller))
                .isEqualTo("The limit of 100 tokens per minute of the key a is less than this request alone may use."
                        + " Shorten it, or lower its max_tokens.");
    }

    @Test
    void aChangedLimitHoldsAtOnceForWhatWasUsedBefore() {
        admit(caller("a", Map.of(TOKENS_PER_DAY, 100L)), 60);
        assertThat(limited(caller("a", Map.of(TOKENS_PER_DAY, 50L)), 1).most()).isEqualTo(50);
        admit(caller("a", Map.of(TOKENS_PER_DAY, 200L)), 100);
    }

    @Test
    void callersDoNotShareAndAUserIsNotTheKeyOfItsName() {
        var most = Map.of(REQUESTS_PER_MINUTE, 1L);
        var key = caller("a", most);
        admit(key, 0);
        admit(caller("b", most), 0);
        admit(new Caller(Caller.Kind.TOKEN, "a", key.grant()), 0);
    }

    @Test
    void whoHasNothingThatCountsIsForgotten() {
        for (int i = 0; i < 1_000; i++) {
            admit(caller("k" + i, Map.of(REQUESTS_PER_MINUTE, 1L)), 0)
                    .reservation()
                    .settle(OptionalLong.empty());
        }
        var open = admit(caller("open", Map.of(CONCURRENT_STREAMS, 1L)), 0);
        admit(caller("month", Map.of(TOKENS_PER_MONTH, 10L)), 5).reservation().settle(OptionalLong.of(5));
        clock.pass(Duration.ofSeconds(61));
        limits.tidy();
        assertThat(limits.size()).isEqualTo(2);
        assertThat(limited(caller("month", Map.of(TOKENS_PER_MONTH, 10L)), 6).limit())
                .isEqualTo(TOKENS_PER_MONTH);
        open.reservation().settle(OptionalLong.empty());
        clock.pass(Duration.ofDays(30));
        limits.tidy();
        assertThat(limits.size()).isZero();
    }

    @Test
    void aLongCallIsBookedThoughItsMinuteIsOver() {
        var caller = caller("a", Map.of(TOKENS_PER_MINUTE, 100L));
        var open = admit(caller, 10);
        clock.pass(Duration.ofMinutes(10));
        limits.tidy();
        open.reservation().settle(OptionalLong.of(90));
        assertThat(limited(caller, 21).standings().getFirst().remaining()).isEqualTo(20);
    }

    @Test
    void lessThanNoTokenIsADefect() {
        assertThatThrownBy(() -> limits.admitNow(Caller.OPEN, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void retryAfterIsNeverTooEarly() {
        assertThat(Limited.seconds(Duration.ofMillis(1))).isEqualTo(1);
        assertThat(Limited.seconds(Duration.ofSeconds(41))).isEqualTo(41);
        assertThat(Limited.seconds(Duration.ofMillis(41_001))).isEqualTo(42);
    }

    private Admitted admit(Caller caller, long tokens) {
        var admission = limits.admitNow(caller, tokens);
        assertThat(admission).isInstanceOf(Admitted.class);
        return (Admitted) admission;
    }

    private Limited limited(Caller caller, long tokens) {
        var admission = limits.admitNow(caller, tokens);
        assertThat(admission).isInstanceOf(Limited.class);
        return (Limited) admission;
    }

    static Caller caller(String name, Map<Limit, Long> most) {
        return new Caller(
                Caller.Kind.KEY,
                name,
                new Grant(
                        Set.of(CallerRole.CHAT),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        ApplicationProfiles.NONE,
                        new Limits(most)));
    }
}
