package io.bedrockrelay.catalogue.resolve;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.bedrockrelay.catalogue.Refusal;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.catalogue.Target.MatchedAs;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A decision for people: the answer of `GET /api/models/{id}/resolution`. Component names are its JSON names.
///
/// @param model bare id; null where the name stands for no model
/// @param matchedAs null where the name was not recognised
/// @param longContext whether the name asked for the long context
/// @param chosen null where refused, and then said so
/// @param candidates in the policy's order of preference
/// @param refusal null where chosen
/// @param route everything that may answer, in the order in which it would be asked if all were well; null where
///     failover is off, so that only the chosen id answers
/// @param pinned why nothing else may answer although failover is on; null where something may
public record Explanation(
        String requested,
        String region,
        @Nullable String model,
        @Nullable String matchedAs,
        boolean longContext,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Chosen chosen,
        List<Weighed> candidates,
        @Nullable Refused refusal,
        @Nullable List<Step> route,
        @Nullable String pinned) {

    /// The id that is invoked.
    public record Chosen(String invocationId, String scope, List<String> destinations) {}

    /// An id that was considered.
    ///
    /// @param verdict `chosen`, `allowed` or `rejected`
    /// @param reason the rule that decided
    public record Weighed(String invocationId, String scope, String verdict, String reason) {}

    /// One that may answer.
    ///
    /// @param account whose credentials are used; `own` for the relay's
    /// @param fallbackOf the model that was asked for, where this is another one; else null
    /// @param state `ok`, `dim`, `dark` or `quarantined`, as this replica sees it
    /// @param until when it is asked again; null where it is not passed over
    /// @param share of the conversations that begin here, 0 to 1
    /// @param reason why it has this place, or is passed over
    public record Step(
            String region,
            String account,
            String invocationId,
            String scope,
            @Nullable String fallbackOf,
            String state,
            @Nullable Instant until,
            double share,
            String reason) {}

    /// Why nothing is invoked.
    public record Refused(
            String code, String message, List<String> nearest, List<String> usable, List<Refusal.Elsewhere> worksIn) {}

    /// A name that looks unknown to whoever asks, whatever it stands for.
    public static Explanation ofUnknown(String requested, String region, String message) {
        var refused = new Refused(Refusal.Code.MODEL_NOT_FOUND.label(), message, List.of(), List.of(), List.of());
        return new Explanation(requested, region, null, null, false, null, List.of(), refused, null, null);
    }

    /// The same decision with the way that a call would go.
    public Explanation routed(List<Step> steps, @Nullable String why) {
        return new Explanation(
                requested, region, model, matchedAs, longContext, chosen, candidates, refusal, steps, why);
    }

    /// Whether the name stands for several things, which the refusal names.
    @JsonIgnore
    public boolean isAmbiguous() {
        return refusal != null
                && refusal.code().equals(Refusal.Code.INVALID_REQUEST.label())
                && !refusal.usable().isEmpty();
    }

    static Explanation of(Decision decision) {
        Chosen chosen = null;
        Refused refused = null;
        boolean longContext = false;
        switch (decision.resolution()) {
            case Target t -> {
                chosen = new Chosen(t.invocationId(), t.scope().label(), t.destinations());
                longContext = t.longContext();
            }
            case Refusal r ->
                refused = new Refused(r.code().label(), r.message(), r.nearest(), r.usable(), r.worksIn());
        }
        MatchedAs as = decision.matchedAs();
        return new Explanation(
                decision.resolution().requested(),
                decision.resolution().region(),
                decision.modelId(),
                as == null ? null : as.label(),
                longContext,
                chosen,
                decision.candidates().stream()
                        .map(each -> new Weighed(
                                each.invocationId(),
                                each.scope().label(),
                                each.verdict().label(),
                                each.reason()))
                        .toList(),
                refused,
                null,
                null);
    }
}
