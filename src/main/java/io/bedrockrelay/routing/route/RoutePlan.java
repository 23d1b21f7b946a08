package io.bedrockrelay.routing.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The candidates of one call in the order in which they would be asked if all were well. Immutable.
///
/// @param candidates at least one, by rank, equals by the choice
/// @param pinned why there is one candidate and no other; null where there may be more
/// @param affinity what the order among equals hangs on; null where it is the configured one
public record RoutePlan(
        List<Candidate> candidates,
        @Nullable String pinned,
        @Nullable Affinity affinity) {
    public RoutePlan {
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("a route without a candidate");
        }
        candidates = List.copyOf(candidates);
    }

    /// Equals as they are configured.
    ///
    /// @param candidates by rank
    public static RoutePlan configured(List<Candidate> candidates, @Nullable String pinned) {
        return new RoutePlan(candidates, pinned, null);
    }

    /// Equals in the conversation's own order.
    ///
    /// @param candidates by rank
    /// @param key of the conversation
    public static RoutePlan affine(List<Candidate> candidates, @Nullable String pinned, Affinity affinity, long key) {
        if (candidates.size() < 2) {
            return new RoutePlan(candidates, pinned, affinity);
        }
        record Scored(Candidate candidate, double score) {}
        var scored = new ArrayList<Scored>(candidates.size());
        for (var candidate : candidates) {
            scored.add(new Scored(candidate, Rendezvous.score(key, candidate)));
        }
        scored.sort(Comparator.comparingInt((Scored each) -> each.candidate().rank())
                .thenComparing(Comparator.comparingDouble(Scored::score).reversed()));
        return new RoutePlan(scored.stream().map(Scored::candidate).toList(), pinned, affinity);
    }

    /// The candidate that answers if all is well: where the conversation's cache is warm.
    public Candidate home() {
        return candidates.getFirst();
    }
}
