package io.bedrockrelay.catalogue.resolve;

import io.bedrockrelay.catalogue.Refusal;
import io.bedrockrelay.catalogue.Resolution;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.catalogue.Target.MatchedAs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A resolution together with everything that was weighed on the way: what is explained is what was done.
///
/// @param modelId null where no model was recognised
/// @param matchedAs null where the name was not
record Decision(
        @Nullable String modelId, @Nullable MatchedAs matchedAs, List<Candidate> candidates, Resolution resolution) {

    static Decision refused(Refusal refusal) {
        return new Decision(null, null, List.of(), refusal);
    }

    Decision with(Resolution other) {
        return new Decision(modelId, matchedAs, candidates, other);
    }

    /// The same decision under the name that the client really wrote.
    Decision askedAs(String requested, @Nullable MatchedAs as, boolean longContext) {
        MatchedAs matched = as == null ? matchedAs : as;
        Resolution renamed =
                switch (resolution) {
                    case Target t ->
                        new Target(
                                requested,
                                t.region(),
                                t.modelId(),
                                t.provider(),
                                t.invocationId(),
                                t.scope(),
                                t.destinations(),
                                as == null ? t.matchedAs() : as,
                                longContext || t.longContext(),
                                t.legacy(),
                                t.streaming());
                    case Refusal r ->
                        new Refusal(requested, r.region(), r.code(), r.message(), r.nearest(), r.usable(), r.worksIn());
                };
        return new Decision(modelId, matchedAs == null ? null : matched, candidates, renamed);
    }
}
