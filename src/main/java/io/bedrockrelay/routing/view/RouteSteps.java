package io.bedrockrelay.routing.view;

import io.bedrockrelay.catalogue.resolve.Explanation.Step;
import io.bedrockrelay.routing.route.Affinity;
import io.bedrockrelay.routing.route.Candidate;
import io.bedrockrelay.routing.route.CandidateMemory;
import io.bedrockrelay.routing.route.RoutePlan;
import java.time.Instant;
import java.util.List;

/// A route as it is told to people: every candidate with its share, and how it stands with this process.
public final class RouteSteps {
    private RouteSteps() {}

    /// @param now to which the times that are told are counted
    public static List<Step> of(RoutePlan plan, CandidateMemory memory, Instant now) {
        var first = plan.candidates().stream()
                .filter(each -> each.rank() == plan.home().rank())
                .toList();
        int weights = first.stream().mapToInt(Candidate::weight).sum();
        return plan.candidates().stream()
                .map(each -> step(plan, each, share(plan, each, first, weights), memory.standing(each.id()), now))
                .toList();
    }

    /// Without affinity all calls begin at the first; with it, as many as the weights say.
    private static double share(RoutePlan plan, Candidate candidate, List<Candidate> first, int weights) {
        if (plan.affinity() == null || first.size() == 1) {
            return candidate.equals(plan.home()) ? 1 : 0;
        }
        if (!first.contains(candidate)) {
            return 0;
        }
        // Where nobody has a weight, the first of them stands in for all.
        return weights == 0 ? (candidate.equals(plan.home()) ? 1 : 0) : (double) candidate.weight() / weights;
    }

    private static Step step(
            RoutePlan plan, Candidate candidate, double share, CandidateMemory.Standing standing, Instant now) {
        var target = candidate.target();
        return new Step(
                target.region(),
                candidate.account(),
                target.invocationId(),
                target.scope().label(),
                candidate.fallbackOf(),
                standing.state().label(),
                standing.leftNanos() == 0 ? null : now.plusNanos(standing.leftNanos()),
                share,
                standing.reason().isEmpty() ? reason(plan, candidate) : standing.reason());
    }

    private static String reason(RoutePlan plan, Candidate candidate) {
        if (candidate.equals(plan.home())) {
            return plan.affinity() == Affinity.SESSION ? "this session's cache is warm here" : "asked first";
        }
        if (candidate.fallbackOf() != null) {
            return "stands in for " + candidate.fallbackOf();
        }
        if (candidate.rank() == plan.home().rank()) {
            return "an equal of the first, asked when that one cannot answer";
        }
        return "asked when no equal of the first can answer";
    }
}
