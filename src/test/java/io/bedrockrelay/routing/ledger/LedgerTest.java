package io.bedrockrelay.routing.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.access.Glob;
import io.bedrockrelay.catalogue.Scope;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.routing.route.Candidate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerTest {
    private static final String SONNET = "anthropic.claude-sonnet-4-5-20250929-v1:0";

    private long now;
    private List<QuotaRow> rows = List.of(row(6_000, 0, 5));
    private final Ledger ledger = new Ledger(() -> rows, () -> now);
    private final Candidate sonnet = candidate(SONNET, Scope.GEOGRAPHIC);

    @Test
    void whatIsReservedIsGoneUntilItIsSettledByWhatWasUsed() {
        var booking = ledger.book(sonnet, 5_000);
        assertThat(ledger.isLeft(sonnet, 1_000)).isTrue();
        assertThat(ledger.isLeft(sonnet, 1_001)).isFalse();

        // 1,000 of input, 500 written to the cache, and 100 of output of which each takes five; what was read costs
        // none.
        booking.settle(new Usage(1_000, 100, 21_600, 20_000, 500, 0));
        assertThat(ledger.isLeft(sonnet, 4_000)).isTrue();
        assertThat(ledger.isLeft(sonnet, 4_001)).isFalse();
        booking.giveBack();
        assertThat(ledger.isLeft(sonnet, 4_001)).isFalse();
    }

    @Test
    void itFillsUpWithinAMinuteAndNoFurther() {
        ledger.book(sonnet, 6_000).settle(null);
        assertThat(ledger.isLeft(sonnet, 1)).isFalse();
        now += TimeUnit.SECONDS.toNanos(30);
        assertThat(ledger.isLeft(sonnet, 3_000)).isTrue();
        assertThat(ledger.isLeft(sonnet, 3_001)).isFalse();
        now += TimeUnit.HOURS.toNanos(1);
        assertThat(ledger.isLeft(sonnet, 6_000)).isTrue();
        ledger.book(sonnet, 1);
        assertThat(ledger.isLeft(sonnet, 6_000)).isFalse();
    }

    @Test
    void aCallThatTakesMoreThanAllIsPaidBackOverMinutes() {
        ledger.book(sonnet, 1_000).settle(new Usage(2_000, 2_000, 4_000, 0, 0, 0));
        assertThat(ledger.isLeft(sonnet, 1)).isFalse();
        now += TimeUnit.SECONDS.toNanos(59);
        assertThat(ledger.isLeft(sonnet, 1)).isFalse();
        now += TimeUnit.SECONDS.toNanos(2);
        assertThat(ledger.isLeft(sonnet, 1)).isTrue();
    }

    @Test
    void aRequestLargerThanTheQuotaHasRoomInAFullOne() {
        assertThat(ledger.isLeft(sonnet, 1_000_000)).isTrue();
        ledger.book(sonnet, 1);
        assertThat(ledger.isLeft(sonnet, 1_000_000)).isFalse();
    }

    @Test
    void requestsAreCountedToo() {
        rows = List.of(row(0, 2, 1));
        ledger.book(sonnet, 9_999).settle(null);
        var second = ledger.book(sonnet, 9_999);
        assertThat(ledger.isLeft(sonnet, 1)).isFalse();
        second.giveBack();
        assertThat(ledger.isLeft(sonnet, 1)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic.claude-sonnet-4-5-20250929-v1:0, IN_REGION",
        "anthropic.claude-sonnet-4-5-20250929-v1:0, GLOBAL",
        "amazon.nova-pro-v1:0, GEOGRAPHIC"
    })
    void otherQuotasAreNobodysConcern(String model, Scope scope) {
        ledger.book(sonnet, 6_000);
        assertThat(ledger.isLeft(candidate(model, scope), 6_000)).isTrue();
        assertThat(ledger.book(candidate(model, scope), 6_000)).isSameAs(Booking.NONE);
    }

    @Test
    void aChangedRowOpensANewAccount() {
        var booking = ledger.book(sonnet, 6_000);
        rows = List.of(row(7_000, 0, 5));
        assertThat(ledger.isLeft(sonnet, 7_000)).isTrue();
        booking.settle(Usage.NONE);
        assertThat(ledger.isLeft(sonnet, 7_001)).isTrue();
        rows = List.of();
        assertThat(ledger.isEmpty()).isTrue();
    }

    private static QuotaRow row(long tokens, long requests, int factor) {
        return new QuotaRow(
                new Glob("us-*"), new Glob("anthropic.*"), QuotaRow.Bucket.CROSS_REGION, tokens, requests, factor);
    }

    private static Candidate candidate(String model, Scope scope) {
        var target = new Target(
                model,
                "us-east-1",
                model,
                "Some",
                "us." + model,
                scope,
                List.of("us-east-1"),
                Target.MatchedAs.MODEL_ID,
                false,
                false);
        return Candidate.of(target, 0, 1, null);
    }
}
