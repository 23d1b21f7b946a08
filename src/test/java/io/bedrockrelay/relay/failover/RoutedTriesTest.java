package io.bedrockrelay.relay.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.access.Glob;
import io.bedrockrelay.access.limit.Demand;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Failure.Upstream;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.relay.ending.Routed;
import io.bedrockrelay.relay.supervision.CallRules;
import io.bedrockrelay.relay.supervision.RetryBudget;
import io.bedrockrelay.routing.ledger.Ledger;
import io.bedrockrelay.routing.ledger.QuotaRow;
import io.bedrockrelay.routing.route.Candidate;
import io.bedrockrelay.routing.route.CandidateMemory;
import io.bedrockrelay.routing.route.CandidateState;
import io.bedrockrelay.routing.route.RoutePlan;
import io.bedrockrelay.routing.route.RouteWalk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// When a call moves on, and what others get wrong about it.
class RoutedTriesTest {
    private static final Failure THROTTLED = throttled(null, "Too many requests.");
    private static final Failure DOWN =
            new Failure.Unavailable("Sorry.", null, new Upstream("ServiceUnavailableException", 503, "id"));
    private static final Failure REFUSED = new Failure.Unavailable("Bedrock refused the connection.", null, null);
    private static final Failure BROKE =
            new Failure.Unavailable("The connection to Bedrock in x broke before an answer came.", null, null);
    private static final Failure DENIED =
            new Failure.AccessDenied("No.", new Upstream("AccessDeniedException", 403, "id"));

    private long now = TimeUnit.HOURS.toNanos(1);
    private int attempts = 3;
    private Reservations reservations = Reservations.none();
    private boolean settled;
    private RetryBudget budget = new RetryBudget(0.2);
    private final CandidateMemory memory = new CandidateMemory(() -> now, () -> 0.5);
    private final List<Candidate> candidates = Simulation.REGIONS.stream()
            .map(region -> Candidate.of(Simulation.target(region), 0, 1, null))
            .toList();
    private Routed told = new Routed(RoutePlan.configured(candidates, null));

    /// Elsewhere 282 of 284 were told 429 though another Region had room.
    @Test
    void aThrottledCallIsAnsweredWhereThereIsRoom() {
        for (int i = 0; i < 284; i++) {
            budget.call();
            budget.call();
            budget.call();
            budget.call();
            budget.call();
            now += TimeUnit.SECONDS.toNanos(1);
            var tries = begun(0);
            if (tries.current().target().region().equals("us-east-1")) {
                assertThat(tries.after(THROTTLED, 1, false)).isEqualTo(Duration.ZERO);
            }
            assertThat(tries.current().target().region()).isNotEqualTo("us-east-1");
            tries.begun();
        }
    }

    @Test
    void aThrottledCallWaitsOnceForACacheThatIsWorthIt() {
        var tries = begun(20_000);
        assertThat(tries.after(THROTTLED, 1, false)).isEqualTo(Duration.ofMillis(100));
        assertThat(tries.current().target().region()).isEqualTo("us-east-1");
        assertThat(tries.after(THROTTLED, 2, false)).isEqualTo(Duration.ZERO);
        assertThat(tries.current().target().region()).isEqualTo("us-east-2");
    }

    @Test
    void nobodyWaitsLongerThanThePatience() {
        var tries = begun(20_000);
        assertThat(tries.after(throttled(Duration.ofSeconds(3), "Later."), 1, false))
                .isEqualTo(Duration.ZERO);
        assertThat(tries.current().target().region()).isEqualTo("us-east-2");
    }

    @Test
    void aConnectionThatHadEndedLongBeforeIsNoReasonToLeave() {
        var tries = begun(0);
        assertThat(tries.after(BROKE, 1, false)).isEqualTo(Duration.ZERO);
        assertThat(tries.current().target().region()).isEqualTo("us-east-1");
        assertThat(tries.after(BROKE, 2, false)).isEqualTo(Duration.ZERO);
        assertThat(tries.current().target().region()).isEqualTo("us-east-2");
    }

    @Test
    void triesInAllAreAsManyAsRetriesAllow() {
        attempts = 2;
        var tries = begun(0);
        assertThat(tries.after(DOWN, 1, false)).isEqualTo(Duration.ZERO);
        assertThat(tries.after(DOWN, 2, false)).isNull();
    }

    @Test
    void movesSpendFromTheRetryBudget() {
        budget = new RetryBudget(0.2);
        int moved = 0;
        for (int i = 0; i < 100; i++) {
            var tries = begun(0);
            moved += tries.after(new Failure.Unavailable("x", null, new Upstream("x", 429, null)), 1, false) == null
                    ? 0
                    : 1;
            tries.left();
        }
        assertThat(moved).isEqualTo(10);
    }

    @Test
    void aDeniedCallMovesOnce() {
        var tries = begun(0);
        assertThat(tries.after(DENIED, 1, false)).isEqualTo(Duration.ZERO);
        assertThat(tries.after(DENIED, 2, false)).isNull();
        assertThat(memory.state(candidates.get(0).id())).isEqualTo(CandidateState.QUARANTINED);
        assertThat(begun(0).current().target().region()).isEqualTo("us-west-2");
    }

    @Test
    void whatMayBeBilledIsNotSentAgain() {
        var tries = begun(0);
        tries.late();
        assertThat(tries.after(new Failure.TimedOut("late", "relay.stream.first-event-timeout", null), 1, false))
                .isNull();
        assertThat(told.line()).isEqualTo("us-east-1:slow");
    }

    @Test
    void whatIsTheCallersFaultIsToldAndHeldAgainstNobody() {
        for (int i = 0; i < 20; i++) {
            var tries = begun(0);
            assertThat(tries.after(
                            new Failure.Rejected("No.", new Upstream("ValidationException", 400, "id")), 1, false))
                    .isNull();
        }
        assertThat(memory.state(candidates.get(0).id())).isEqualTo(CandidateState.OK);
    }

    /// Elsewhere a client that goes away cools a Region.
    @Test
    void aClientThatGoesAwayDarkensNobody() {
        for (int i = 0; i < 50; i++) {
            begun(0).left();
        }
        assertThat(memory.state(candidates.get(0).id())).isEqualTo(CandidateState.OK);
    }

    @Test
    void aDrainMovesNobodyAndDarkensNobody() {
        for (int i = 0; i < 50; i++) {
            assertThat(begun(0).after(REFUSED, 1, true)).isNull();
        }
        assertThat(memory.state(candidates.get(0).id())).isEqualTo(CandidateState.OK);
    }

    /// Elsewhere 25 errors in a row left the deployment in rotation, and the cooled one was dialled again.
    @Test
    void aRegionThatRefusesIsAskedThreeTimesAndThenLeftAlone() {
        int asked = 0;
        for (int i = 0; i < 25; i++) {
            var tries = begun(0);
            if (tries.current().target().region().equals("us-east-1")) {
                asked++;
                tries.after(REFUSED, 1, false);
            }
            tries.begun();
        }
        assertThat(asked).isEqualTo(3);
    }

    /// Elsewhere all were cooled and nobody was served ever after.
    @Test
    void whereAllAreDarkOneCallFindsOutAndTheOthersAreToldWhen() {
        candidates.forEach(each -> darken());
        var finding = tries(0);
        assertThat(finding.begin()).isNull();
        var refused = Objects.requireNonNull(tries(0).begin());
        assertThat(refused).isInstanceOf(Failure.Unavailable.class);
        assertThat(refused.message())
                .startsWith("Bedrock answers in no Region this request may use (us-east-1: ")
                .contains("Bedrock refused the connection since 12:00:00");
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(5));
        assertThat(finding.after(REFUSED, 1, false))
                .as("one try is enough to find out")
                .isNull();
        for (int i = 0; i < 3; i++) {
            var again = tries(0);
            assertThat(again.begin()).isNull();
            again.begun();
        }
        assertThat(tries(0).begin()).as("it is back").isNull();
        assertThat(tries(0).begin()).isNull();
    }

    @Test
    void aRouteOfOneIsTriedAgainAsWithoutARoute() {
        var one = new RoutePlan(candidates.subList(0, 1), "region", null);
        told = new Routed(one);
        var tries = new RoutedTries(
                new RouteWalk(one, memory, RouteWalk.Room.ALWAYS),
                memory,
                rules(),
                told,
                Reservations.none(),
                true,
                0,
                () -> false);
        assertThat(tries.begin()).isNull();
        assertThat(tries.after(DOWN, 1, false)).isEqualTo(Duration.ofMillis(100));
        assertThat(tries.after(THROTTLED, 2, false)).isEqualTo(Duration.ofMillis(100));
        assertThat(tries.after(DOWN, 3, false)).isNull();
        assertThat(told.header()).isEqualTo("us-east-1;failed, us-east-1;throttled, us-east-1;failed");
    }

    @Test
    void theFailureThatHelpsMostIsTold() {
        var tries = begun(0);
        assertThat(tries.isWorthMore(DENIED, THROTTLED)).isTrue();
        assertThat(tries.isWorthMore(THROTTLED, DOWN)).isTrue();
        assertThat(tries.isWorthMore(DOWN, THROTTLED)).isFalse();
        assertThat(tries.isWorthMore(DENIED, new Failure.Rejected("No.", null)))
                .as("only the last try could find that out")
                .isFalse();
    }

    @Test
    void brokenAnswersAreHeldAgainstTheirCandidate() {
        for (int i = 0; i < 6; i++) {
            var tries = begun(0);
            tries.begun();
            tries.broke(new Failure.Broken("It broke off."));
        }
        assertThat(memory.state(candidates.get(0).id())).isEqualTo(CandidateState.DARK);
    }

    @Test
    void theWayIsTold() {
        var tries = begun(0);
        tries.after(THROTTLED, 1, false);
        tries.begun();
        assertThat(told.header()).isEqualTo("us-east-1;throttled, us-east-2;ok");
        assertThat(told.line()).isEqualTo("us-east-1:throttled>us-east-2:ok");
        var simple = begun(0);
        simple.begun();
        assertThat(told.header()).as("there is nothing to tell of one try").isEmpty();
    }

    private void darken() {
        var tries = tries(0);
        if (tries.begin() == null) {
            for (int made = 1; tries.after(REFUSED, made, false) != null; made++) {
                assertThat(made).isLessThan(4);
            }
        }
    }

    private RoutedTries begun(long promptTokens) {
        var tries = tries(promptTokens);
        assertThat(tries.begin()).isNull();
        return tries;
    }

    /// What a try reserves is given back where Bedrock has not worked, and settled at the end by what it has counted.
    @Test
    void quotasAreReckonedAsAwsDoes() {
        var row = new QuotaRow(new Glob("us-east-1"), new Glob("*"), QuotaRow.Bucket.CROSS_REGION, 10_000, 0, 5);
        var ledger = new Ledger(() -> List.of(row), () -> 0);
        var demand = new Demand(4_000, 0, OptionalInt.of(7_000));
        reservations = new Reservations(ledger, () -> demand, _ -> 1_000_000);
        var first = begun(0);
        assertThat(first.current().id().region()).isEqualTo("us-east-1");
        // Nothing is left there for another one, so that it begins with an equal.
        var second = tries(0);
        var secondWay = told;
        assertThat(second.begin()).isNull();
        assertThat(second.current().id().region()).isEqualTo("us-east-2");
        secondWay.settle(null);

        assertThat(first.after(THROTTLED, 1, false)).isNotNull();
        assertThat(ledger.isLeft(candidates.getFirst(), 10_000)).isTrue();

        var third = tries(0);
        assertThat(third.begin()).isNull();
        assertThat(third.current().id().region()).isEqualTo("us-east-1");
        third.begun();
        told.settle(new Usage(100, 200, 5_300, 5_000, 900, 0));
        assertThat(ledger.isLeft(candidates.getFirst(), 8_000)).isTrue();
        assertThat(ledger.isLeft(candidates.getFirst(), 8_001)).isFalse();
    }

    private RoutedTries tries(long promptTokens) {
        return tries(promptTokens, reservations);
    }

    private RoutedTries tries(long promptTokens, Reservations reservations) {
        var plan = RoutePlan.configured(candidates, null);
        told = new Routed(plan);
        return new RoutedTries(
                new RouteWalk(plan, memory, reservations::isLeft),
                memory,
                rules(),
                told,
                reservations,
                true,
                promptTokens,
                () -> settled);
    }

    private MoveRules rules() {
        var rules = new CallRules(
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                Duration.ofHours(1),
                attempts,
                budget,
                _ -> Duration.ofMillis(100));
        return new MoveRules(
                rules,
                Duration.ofSeconds(2),
                20_000,
                Duration.ofSeconds(30),
                () -> Instant.parse("2026-11-30T12:00:00Z"));
    }

    private static Failure throttled(@Nullable Duration wait, String message) {
        return new Failure.Throttled(message, wait, new Upstream("ThrottlingException", 429, "id"));
    }
}
