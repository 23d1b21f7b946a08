package io.bedrockrelay.routing.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RouteWalkTest {
    private static final TryReport THROTTLED = new TryReport(TryOutcome.THROTTLED, false, null, null, "429");
    private static final TryReport REFUSED = new TryReport(TryOutcome.FAILED, true, null, null, "refused");
    private static final TryReport DENIED = new TryReport(TryOutcome.DENIED, false, null, null, "403");

    private long now = TimeUnit.HOURS.toNanos(1);
    private final CandidateMemory memory = new CandidateMemory(() -> now, () -> 0.5);

    @Test
    void asksAllOfThemOnceInTheirOrder() {
        assertThat(way(Places.three())).containsExactly("us-east-1", "us-east-2", "us-west-2");
    }

    @Test
    void asksADimOneAfterItsEqualsButBeforeAnotherRank() {
        var candidates = new ArrayList<>(Places.three());
        candidates.add(Places.at("us-east-2", 1, 1));
        report(candidates.getFirst(), THROTTLED, 5);
        assertThat(way(candidates)).containsExactly("us-east-2", "us-west-2", "us-east-1", "us-east-2");
    }

    @Test
    void whoeverHasNoRoomIsDimBeforeItIsAsked() {
        RouteWalk.Room room = candidate -> !candidate.target().region().equals("us-east-1");
        var walk = new RouteWalk(RoutePlan.configured(Places.three(), null), memory, room);
        assertThat(way(walk)).containsExactly("us-east-2", "us-west-2", "us-east-1");
    }

    @Test
    void passesOverWhatIsDarkOrDenied() {
        report(Places.three().get(0), REFUSED, 3);
        report(Places.three().get(1), DENIED, 1);
        assertThat(way(Places.three())).containsExactly("us-west-2");
    }

    @Test
    void seesWhatHappenedSinceTheCallBegan() {
        var walk = new RouteWalk(RoutePlan.configured(Places.three(), null), memory, RouteWalk.Room.ALWAYS);
        walk.next();
        report(Places.three().get(1), REFUSED, 3);
        assertThat(way(walk)).containsExactly("us-west-2");
    }

    @Test
    void oneCallOfManyFindsOutWhetherTheHomeIsBack() {
        report(Places.three().get(0), REFUSED, 3);
        now += TimeUnit.SECONDS.toNanos(5);
        assertThat(way(Places.three())).containsExactly("us-east-1", "us-east-2", "us-west-2");
        assertThat(way(Places.three())).containsExactly("us-east-2", "us-west-2");
    }

    @Test
    void whereAllAreDarkTheOneDueFirstIsAskedByOneCall() {
        report(Places.three().get(0), REFUSED, 3);
        now += TimeUnit.SECONDS.toNanos(1);
        report(Places.three().get(1), REFUSED, 3);
        report(Places.three().get(2), REFUSED, 3);
        var first = new RouteWalk(RoutePlan.configured(Places.three(), null), memory, RouteWalk.Room.ALWAYS);
        assertThat(first.next()).isNull();
        var step = Objects.requireNonNull(first.nextOfAllDark());
        assertThat(step.candidate().target().region()).isEqualTo("us-east-1");
        assertThat(step.permit()).isEqualTo(Permit.PROBE);
        var second = new RouteWalk(RoutePlan.configured(Places.three(), null), memory, RouteWalk.Room.ALWAYS);
        assertThat(second.next()).isNull();
        assertThat(second.nextOfAllDark()).isNull();
        assertThat(TimeUnit.NANOSECONDS.toSeconds(second.firstDue())).isEqualTo(4);
    }

    @Test
    void whereAllAreDeniedTheFirstSaysWhy() {
        Places.three().forEach(each -> report(each, DENIED, 1));
        for (int i = 0; i < 2; i++) {
            var walk = new RouteWalk(RoutePlan.configured(Places.three(), null), memory, RouteWalk.Room.ALWAYS);
            assertThat(walk.next()).isNull();
            var step = Objects.requireNonNull(walk.nextOfAllDark());
            assertThat(step.permit()).isEqualTo(Permit.FREE);
        }
    }

    private List<String> way(List<Candidate> candidates) {
        return way(new RouteWalk(RoutePlan.configured(candidates, null), memory, RouteWalk.Room.ALWAYS));
    }

    private static List<String> way(RouteWalk walk) {
        var regions = new ArrayList<String>();
        for (var step = walk.next(); step != null; step = walk.next()) {
            regions.add(step.candidate().target().region());
        }
        return regions;
    }

    private void report(Candidate candidate, TryReport report, int times) {
        for (int i = 0; i < times; i++) {
            memory.report(candidate.id(), Permit.FREE, report);
        }
    }
}
