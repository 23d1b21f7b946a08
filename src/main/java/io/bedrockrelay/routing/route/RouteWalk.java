package io.bedrockrelay.routing.route;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// One call's way along its route: whom to try next, by what is remembered at that moment. On the call's own thread.
public final class RouteWalk {
    private final RoutePlan plan;
    private final CandidateMemory memory;
    private final Room room;
    private final BitSet tried = new BitSet();

    /// Whether a quota has room for one more call, as far as that is known before it is asked.
    @FunctionalInterface
    public interface Room {
        Room ALWAYS = _ -> true;

        boolean isLeft(Candidate candidate);
    }

    /// Whom to try. The permit is to be used up or given back.
    public record Step(Candidate candidate, Permit permit) {}

    public RouteWalk(RoutePlan plan, CandidateMemory memory, Room room) {
        this.plan = plan;
        this.memory = memory;
        this.room = room;
    }

    public RoutePlan plan() {
        return plan;
    }

    /// The next candidate that nothing speaks against, bright ones first among equals; null if there is none.
    public @Nullable Step next() {
        var candidates = plan.candidates();
        int from = 0;
        while (from < candidates.size()) {
            int end = from;
            while (end < candidates.size()
                    && candidates.get(end).rank() == candidates.get(from).rank()) {
                end++;
            }
            var bright = next(from, end, true);
            var step = bright == null ? next(from, end, false) : bright;
            if (step != null) {
                return step;
            }
            from = end;
        }
        return null;
    }

    private @Nullable Step next(int from, int end, boolean bright) {
        for (int i = from; i < end; i++) {
            var candidate = plan.candidates().get(i);
            if (tried.get(i) || (bright && isDim(candidate))) {
                continue;
            }
            var permit = memory.enter(candidate.id(), false);
            if (permit != Permit.NONE) {
                tried.set(i);
                return new Step(candidate, permit);
            }
        }
        return null;
    }

    private boolean isDim(Candidate candidate) {
        return memory.state(candidate.id()) == CandidateState.DIM || !room.isLeft(candidate);
    }

    /// Where all are passed over, somebody has to find out when one is back: the one due first, before its
    /// time, unless another call is finding out already; then null. A route that is quarantined as a whole is
    /// asked all the same, since what its first candidate says is what the caller has to know.
    public @Nullable Step nextOfAllDark() {
        @Nullable Candidate first = null;
        long least = Long.MAX_VALUE;
        boolean dark = false;
        for (var candidate : plan.candidates()) {
            var standing = memory.standing(candidate.id());
            boolean isDark = standing.state() == CandidateState.DARK;
            if (first == null || (isDark && !dark) || (isDark == dark && standing.leftNanos() < least)) {
                first = candidate;
                least = standing.leftNanos();
                dark |= isDark;
            }
        }
        if (first == null) {
            return null;
        }
        tried.set(plan.candidates().indexOf(first));
        var permit = memory.enter(first.id(), true);
        return permit == Permit.NONE ? null : new Step(first, permit);
    }

    /// Once more the same candidate; null if it is passed over by now.
    public @Nullable Step again(Candidate candidate) {
        var permit = memory.enter(candidate.id(), false);
        return permit == Permit.NONE ? null : new Step(candidate, permit);
    }

    /// Nanoseconds until the first candidate of the route is tried again.
    public long firstDue() {
        long least = Long.MAX_VALUE;
        for (var candidate : plan.candidates()) {
            least = Math.min(least, memory.standing(candidate.id()).leftNanos());
        }
        return least;
    }
}
