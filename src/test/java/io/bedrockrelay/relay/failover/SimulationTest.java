package io.bedrockrelay.relay.failover;

import static io.bedrockrelay.relay.failover.Scenario.BEGINS;
import static io.bedrockrelay.relay.failover.Scenario.ENDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.relay.failover.Figures.Turned;
import io.bedrockrelay.relay.failover.Scenario.Kind;
import io.bedrockrelay.relay.failover.Simulation.Choice;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What failover and warm caches promise, in figures: each is the worst of twenty seeds.
class SimulationTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    @Test
    void allTurnsAreAtHomeWhereNothingIsWrong() {
        var runs = SimulatedRuns.of(Scenario.healthy(), Choice.AFFINE);
        assertThat(least(runs, Figures::atHome)).isEqualTo(1.0);
        for (int place = 0; place < Simulation.REGIONS.size(); place++) {
            int region = place;
            Predicate<Turned> first = turn -> turn.turn().number() == 0;
            assertThat(least(runs, run -> run.share(first, turn -> turn.place() == region)))
                    .isGreaterThan(0.30);
            assertThat(most(runs, run -> run.share(first, turn -> turn.place() == region)))
                    .isLessThan(0.37);
        }
    }

    @Test
    void cachesAreWrittenAsRarelyAsInASingleRegion() {
        var single = SimulatedRuns.of(Scenario.healthy(), Choice.SINGLE);
        var affine = SimulatedRuns.of(Scenario.healthy(), Choice.AFFINE);
        var robin = SimulatedRuns.of(Scenario.healthy(), Choice.ROUND_ROBIN);
        for (int i = 0; i < SimulatedRuns.SEEDS; i++) {
            assertThat(affine.get(i).written() / single.get(i).written()).isLessThanOrEqualTo(1.1);
            // What the choice is worth: others pay for three caches.
            assertThat(robin.get(i).written() / single.get(i).written()).isGreaterThan(2.5);
        }
    }

    @Test
    void oneThrottledRequestMovesNobodyElse() {
        var runs = SimulatedRuns.of(Scenario.random429(), Choice.AFFINE);
        assertThat(least(runs, Figures::atHome)).isGreaterThanOrEqualTo(0.98);
        assertThat(least(runs, Figures::answered)).isGreaterThanOrEqualTo(0.999);
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSES", "SWALLOWS", "FAILS"})
    void aDeadRegionIsHardlyNoticed(Kind kind) {
        var runs = SimulatedRuns.of(dead(kind), Choice.AFFINE);
        assertThat(least(runs, run -> run.share(SimulationTest::isMeanwhile, Turned::isAnswered)))
                .isGreaterThanOrEqualTo(0.999);
        assertThat(most(runs, SimulationTest::extraTries)).isLessThanOrEqualTo(0.01);
        assertThat(most(runs, run -> run.addedP99(SimulationTest::isMeanwhile)))
                .isLessThanOrEqualTo(kind == Kind.SWALLOWS ? 1_100 : 50);
        // Nobody whose home is well has lost it.
        assertThat(least(runs, run -> run.share(SimulationTest::isOthersMeanwhile, Turned::isAtHome)))
                .isEqualTo(1.0);
    }

    private static double extraTries(Figures run) {
        long from = BEGINS + 10 * SECOND;
        long calls = run.count(turn -> turn.isWithin(from, ENDS));
        return (run.tries(from, ENDS) - calls) / (double) calls;
    }

    @Test
    void aThrottlingRegionKeepsItsTroubleToItself() {
        var runs = SimulatedRuns.of(Scenario.one("one Region throttles 60 %", Kind.THROTTLES, 0.6), Choice.AFFINE);
        assertThat(least(runs, run -> run.share(SimulationTest::isMeanwhile, Turned::isAnswered)))
                .isGreaterThanOrEqualTo(0.99);
        assertThat(least(runs, run -> run.share(SimulationTest::isOthersMeanwhile, Turned::isAtHome)))
                .isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void aRegionThatTakesAMinuteToBeginLosesItsShareAndNobodyIsAskedTwice() {
        var runs = SimulatedRuns.of(Scenario.one("one Region takes 60 s to begin", Kind.THINKS, 1), Choice.AFFINE);
        assertThat(most(
                        runs,
                        run -> run.tries(0, BEGINS + 2 * MINUTE, ENDS) / (double) run.tries(BEGINS + 2 * MINUTE, ENDS)))
                .isLessThanOrEqualTo(0.1);
        assertThat(runs).allSatisfy(run -> assertThat(run.movedAfterLate).isZero());
        assertThat(least(runs, Figures::answered)).isEqualTo(1.0);
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSES", "SWALLOWS", "FAILS"})
    void conversationsReturnWithTheirRegionAndDoNotStorm(Kind kind) {
        var runs = SimulatedRuns.of(dead(kind), Choice.AFFINE);
        Predicate<Turned> after = turn -> turn.isWithin(ENDS + 3 * MINUTE, ENDS + 6 * MINUTE);
        assertThat(least(runs, run -> run.share(after, Turned::isAtHome))).isGreaterThanOrEqualTo(0.95);
        assertThat(most(runs, SimulationTest::burst)).isLessThanOrEqualTo(2);
    }

    /// The most that a returning Region got within ten seconds, as a multiple of a third.
    private static double burst(Figures run) {
        double most = 0;
        for (long from = ENDS; from < ENDS + 4 * MINUTE; from += SECOND) {
            long to = from + 10 * SECOND;
            most = Math.max(most, run.tries(0, from, to) / (run.tries(from, to) / 3.0));
        }
        return most;
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSES", "SWALLOWS", "FAILS", "THROTTLES"})
    void anOutageIsNotMultipliedAndEndsWithItsCause(Kind kind) {
        var runs = SimulatedRuns.of(outage(kind), Choice.AFFINE);
        // Who throttles is not dead, and may be asked: as often as the retry budget of three pods and its reserve
        // allow.
        int reserve = kind == Kind.THROTTLES ? 30 : 0;
        assertThat(most(
                        runs,
                        run -> (run.tries(BEGINS, ENDS) - reserve) / (double) run.count(SimulationTest::isMeanwhile)))
                .isLessThanOrEqualTo(1.2);
        assertThat(most(runs, run -> run.addedP99(turn -> isMeanwhile(turn) && !turn.isAnswered())))
                .isLessThanOrEqualTo(2_000);
        Predicate<Turned> after = turn -> turn.isWithin(ENDS + 30 * SECOND, ENDS + 5 * MINUTE);
        assertThat(least(runs, run -> run.share(after, Turned::isAnswered))).isGreaterThanOrEqualTo(0.99);
    }

    @Test
    void theSameSeedGivesTheSameFigures() {
        var one = Simulation.run(dead(Kind.REFUSES), Choice.AFFINE, 7);
        var other = Simulation.run(dead(Kind.REFUSES), Choice.AFFINE, 7);
        assertThat(one.turns).isEqualTo(other.turns);
        assertThat(one.tries).isEqualTo(other.tries);
    }

    @Test
    void theDrawingInTheDocsIsOfTheseRuns() throws IOException {
        assertThat(RoutingDrawing.FILE).hasContent(RoutingDrawing.drawn());
    }

    static Scenario dead(Kind kind) {
        return SimulatedRuns.drawn(kind, false);
    }

    private static Scenario outage(Kind kind) {
        return kind == Kind.REFUSES ? SimulatedRuns.drawn(kind, true) : Scenario.all("all: " + kind, kind);
    }

    private static boolean isMeanwhile(Turned turn) {
        return turn.isWithin(BEGINS, ENDS);
    }

    private static boolean isOthersMeanwhile(Turned turn) {
        return isMeanwhile(turn) && turn.turn().home() != 0;
    }

    private static double least(List<Figures> runs, ToDoubleFunction<Figures> figure) {
        return SimulatedRuns.told(runs.stream().mapToDouble(figure).min().orElseThrow());
    }

    private static double most(List<Figures> runs, ToDoubleFunction<Figures> figure) {
        return SimulatedRuns.told(runs.stream().mapToDouble(figure).max().orElseThrow());
    }
}
