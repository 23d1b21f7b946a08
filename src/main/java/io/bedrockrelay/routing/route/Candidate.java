package io.bedrockrelay.routing.route;

import io.bedrockrelay.catalogue.Target;
import org.jspecify.annotations.Nullable;

/// One way to answer a call, permitted to its caller by every rule. Immutable; made anew when a catalogue is.
///
/// @param account the account that is called
/// @param target what is called
/// @param rank its place in the operator's order; those of one rank are equals
/// @param weight its share among equals, 0 to 100
/// @param fallbackOf the model that was asked for, where this is another one; else null
/// @param seed tells its place apart from others among the bits of a hash
public record Candidate(
        String account,
        Target target,
        int rank,
        int weight,
        @Nullable String fallbackOf,
        long seed) {

    /// @param fallbackOf null for the model that was asked for
    public static Candidate of(Target target, int rank, int weight, @Nullable String fallbackOf) {
        var account = CandidateId.OWN;
        return new Candidate(account, target, rank, weight, fallbackOf, seed(account, target.region()));
    }

    public CandidateId id() {
        return new CandidateId(account, target.region(), target.invocationId());
    }

    private static long seed(String account, String region) {
        return new SipHash().add(account).add(region).end();
    }
}
