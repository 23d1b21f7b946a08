package io.bedrockrelay.routing.route;

import io.bedrockrelay.catalogue.Scope;
import io.bedrockrelay.catalogue.Target;
import java.util.List;
import java.util.stream.Stream;

/// Candidates to try things with.
final class Places {
    static final String MODEL = "anthropic.claude-sonnet-4-5-20250929-v1:0";

    private Places() {}

    static Candidate at(String region) {
        return at(region, 0, 1);
    }

    static Candidate at(String region, int rank, int weight) {
        var target = new Target(
                "claude-sonnet-4-5",
                region,
                MODEL,
                "Anthropic",
                rank == 0 ? "us." + MODEL : MODEL,
                rank == 0 ? Scope.GEOGRAPHIC : Scope.IN_REGION,
                List.of(region),
                Target.MatchedAs.SHORT_NAME,
                false,
                false);
        return Candidate.of(target, rank, weight, null);
    }

    static List<Candidate> three() {
        return Stream.of("us-east-1", "us-east-2", "us-west-2").map(Places::at).toList();
    }
}
