package io.bedrockrelay.routing.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CandidateMemoryTest {
    private static final CandidateId ID = Places.at("us-east-1").id();
    private static final CandidateId OTHER = Places.at("us-east-2").id();
    private static final TryReport THROTTLED = new TryReport(TryOutcome.THROTTLED, false, null, null, "429");
    private static final TryReport FAILED = new TryReport(TryOutcome.FAILED, false, null, null, "503");
    private static final TryReport REFUSED = new TryReport(TryOutcome.FAILED, true, null, null, "refused");
    private static final TryReport DENIED = new TryReport(TryOutcome.DENIED, false, null, null, "403");

    private long now = TimeUnit.HOURS.toNanos(1);
    private double jitter = 0.5;
    private final CandidateMemory memory = new CandidateMemory(() -> now, () -> jitter);

    @Test
    void oneThrottledTryDimsNobody() {
        told(TryReport.GOOD, 4);
        told(THROTTLED, 1);
        assertThat(memory.state(ID)).isEqualTo(CandidateState.OK);
    }

    @Test
    void halfOfTheTriesThrottledDimUntilTheyAreLongAgo() {
        told(THROTTLED, 4);
        assertThat(memory.state(ID)).as("four tries say little").isEqualTo(CandidateState.OK);
        told(THROTTLED, 1);
        assertThat(memory.state(ID)).isEqualTo(CandidateState.DIM);
        assertThat(memory.enter(ID, false)).isEqualTo(Permit.FREE);
        pass(Duration.ofSeconds(10));
        assertThat(memory.state(ID)).isEqualTo(CandidateState.OK);
    }

    @Test
    void aDailyQuotaDimsAtOnceAndForLong() {
        memory.report(
                ID, Permit.FREE, new TryReport(TryOutcome.THROTTLED, false, null, Duration.ofMinutes(15), "per day"));
        pass(Duration.ofMinutes(14));
        assertThat(memory.state(ID)).isEqualTo(CandidateState.DIM);
        pass(Duration.ofMinutes(1));
        assertThat(memory.state(ID)).isEqualTo(CandidateState.OK);
    }

    @Test
    void halfOfTheTriesFailedDarken() {
        told(TryReport.GOOD, 3);
        told(FAILED, 2);
        assertThat(memory.state(ID)).isEqualTo(CandidateState.OK);
        told(FAILED, 1);
        assertThat(memory.state(ID)).isEqualTo(CandidateState.DARK);
    }

    @Test
    void threeConnectionsRefusedInARowDarken() {
        told(TryReport.GOOD, 6);
        told(REFUSED, 2);
        told(TryReport.GOOD, 1);
        told(REFUSED, 2);
        assertThat(memory.state(ID)).isEqualTo(CandidateState.OK);
        told(REFUSED, 1);
        assertThat(memory.state(ID)).isEqualTo(CandidateState.DARK);
    }

    @Test
    void oneBadIdDarkensNoOther() {
        told(REFUSED, 3);
        assertThat(memory.state(OTHER)).isEqualTo(CandidateState.OK);
        assertThat(memory.state(new CandidateId(CandidateId.OWN, "us-east-1", "amazon.nova-lite-v1:0")))
                .isEqualTo(CandidateState.OK);
    }

    @Test
    void aDarkCandidateIsAskedByOneCallAtATimeWhenItsPauseIsOver() {
        told(REFUSED, 3);
        pass(Duration.ofMillis(4_999));
        assertThat(memory.enter(ID, false)).isEqualTo(Permit.NONE);
        pass(Duration.ofMillis(1));
        assertThat(memory.enter(ID, false)).isEqualTo(Permit.PROBE);
        assertThat(memory.enter(ID, false)).as("while that one is out").isEqualTo(Permit.NONE);
    }

    @Test
    void threeGoodProbesBringItBackAndNotOne() {
        told(REFUSED, 3);
        pass(Duration.ofSeconds(5));
        for (int i = 0; i < 3; i++) {
            assertThat(memory.state(ID)).isEqualTo(CandidateState.DARK);
            assertThat(memory.enter(ID, false)).isEqualTo(Permit.PROBE);
            memory.report(ID, Permit.PROBE, TryReport.GOOD);
        }
        assertThat(memory.state(ID)).isEqualTo(CandidateState.OK);
        told(REFUSED, 1);
        assertThat(memory.state(ID)).as("what was before is over").isEqualTo(CandidateState.OK);
    }

    @Test
    void pausesDoubleUpToTwoMinutesAndAreJittered() {
        told(REFUSED, 3);
        var pauses = new ArrayList<Long>();
        for (int i = 0; i < 7; i++) {
            pauses.add(TimeUnit.NANOSECONDS.toSeconds(memory.standing(ID).leftNanos()));
            pass(Duration.ofNanos(memory.standing(ID).leftNanos()));
            assertThat(memory.enter(ID, false)).isEqualTo(Permit.PROBE);
            memory.report(ID, Permit.PROBE, REFUSED);
        }
        assertThat(pauses).containsExactly(5L, 10L, 20L, 40L, 80L, 120L, 120L);
        jitter = 0;
        pass(Duration.ofMinutes(2));
        memory.enter(ID, false);
        memory.report(ID, Permit.PROBE, REFUSED);
        assertThat(memory.standing(ID).leftNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(90));
    }

    @Test
    void aPauseThatBedrockAsksForIsKeptUpToAMinute() {
        for (int i = 0; i < 5; i++) {
            memory.report(ID, Permit.FREE, new TryReport(TryOutcome.FAILED, false, Duration.ofMinutes(5), null, "529"));
        }
        assertThat(memory.standing(ID).leftNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(60));
    }

    @Test
    void aCandidateThatFailsAgainAtOnceGoesOnWithItsPauses() {
        told(REFUSED, 3);
        pass(Duration.ofSeconds(5));
        for (int i = 0; i < 3; i++) {
            memory.enter(ID, false);
            memory.report(ID, Permit.PROBE, TryReport.GOOD);
        }
        told(REFUSED, 3);
        assertThat(memory.standing(ID).leftNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(10));
    }

    @Test
    void aProbeWhoseClientLeftIsGivenToTheNextCall() {
        told(REFUSED, 3);
        pass(Duration.ofSeconds(5));
        assertThat(memory.enter(ID, false)).isEqualTo(Permit.PROBE);
        memory.leave(ID, Permit.PROBE);
        assertThat(memory.state(ID)).isEqualTo(CandidateState.DARK);
        assertThat(memory.enter(ID, false)).isEqualTo(Permit.PROBE);
    }

    @Test
    void aProbeThatIsNeverHeardOfAgainDoesNotBlockForGood() {
        told(REFUSED, 3);
        pass(Duration.ofSeconds(5));
        assertThat(memory.enter(ID, false)).isEqualTo(Permit.PROBE);
        pass(Duration.ofMinutes(16));
        assertThat(memory.enter(ID, false)).isEqualTo(Permit.PROBE);
    }

    @Test
    void whatThrottlesIsThere() {
        told(REFUSED, 3);
        pass(Duration.ofSeconds(5));
        for (int i = 0; i < 3; i++) {
            memory.enter(ID, false);
            memory.report(ID, Permit.PROBE, THROTTLED);
        }
        assertThat(memory.state(ID)).isEqualTo(CandidateState.OK);
    }

    @Test
    void lateNewsOfADarkCandidateDoNotLengthenItsPause() {
        told(REFUSED, 3);
        pass(Duration.ofSeconds(3));
        told(REFUSED, 20);
        told(TryReport.GOOD, 20);
        assertThat(memory.state(ID)).isEqualTo(CandidateState.DARK);
        assertThat(memory.standing(ID).leftNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(2));
    }

    @Test
    void aDeniedCandidateIsLeftAloneForAQuarterOfAnHourOrUntilItsCatalogueIsNew() {
        told(DENIED, 1);
        assertThat(memory.state(ID)).isEqualTo(CandidateState.QUARANTINED);
        assertThat(memory.enter(ID, false)).isEqualTo(Permit.NONE);
        memory.refreshed("us-east-2");
        assertThat(memory.state(ID)).isEqualTo(CandidateState.QUARANTINED);
        memory.refreshed("us-east-1");
        assertThat(memory.state(ID)).isEqualTo(CandidateState.OK);
        told(DENIED, 1);
        pass(Duration.ofMinutes(15));
        assertThat(memory.state(ID)).isEqualTo(CandidateState.OK);
    }

    @Test
    void whatIsDarkIsRememberedLongerThanWhatIsWellAndAllIsBounded() {
        told(REFUSED, 3);
        for (int i = 0; i < 3 * CandidateMemory.MOST; i++) {
            pass(Duration.ofMillis(1));
            memory.report(new CandidateId(CandidateId.OWN, "us-east-1", "id-" + i), Permit.FREE, TryReport.GOOD);
        }
        assertThat(memory.size()).isLessThanOrEqualTo(CandidateMemory.MOST);
        assertThat(memory.state(ID)).isEqualTo(CandidateState.DARK);
    }

    @Test
    void ofManyThreadsOneProbes() throws InterruptedException {
        told(REFUSED, 3);
        pass(Duration.ofSeconds(5));
        var got = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 1_000; i++) {
                threads.execute(() -> {
                    if (ThreadLocalRandom.current().nextBoolean()) {
                        memory.state(ID);
                    }
                    if (memory.enter(ID, false) == Permit.PROBE) {
                        got.incrementAndGet();
                    }
                });
            }
        }
        assertThat(got).hasValue(1);
    }

    private void told(TryReport report, int times) {
        for (int i = 0; i < times; i++) {
            memory.report(ID, Permit.FREE, report);
        }
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
