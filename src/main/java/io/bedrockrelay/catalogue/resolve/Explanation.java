package io.bedrockrelay.catalogue.resolve;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.bedrockrelay.catalogue.Refusal;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.catalogue.Target.MatchedAs;
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
public record Explanation(
        String requested,
        String region,
        @Nullable String model,
        @Nullable String matchedAs,
        boolean longContext,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Chosen chosen,
        List<Weighed> candidates,
        @Nullable Refused refusal) {

    /// The id that is invoked.
    public record Chosen(String invocationId, String scope, List<String> destinations) {}

    /// An id that was considered.
    ///
    /// @param verdict `chosen`, `allowed` or `rejected`
    /// @param reason the rule that decided
    public record Weighed(String invocationId, String scope, String verdict, String reason) {}

    /// Why nothing is invoked.
    public record Refused(
            String code, String message, List<String> nearest, List<String> usable, List<Refusal.Elsewhere> worksIn) {}

    /// A name that looks unknown to whoever asks, whatever it stands for.
    public static Explanation ofUnknown(String requested, String region, String message) {
        var refused = new Refused(Refusal.Code.MODEL_NOT_FOUND.label(), message, List.of(), List.of(), List.of());
        return new Explanation(requested, region, null, null, false, null, List.of(), refused);
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
                refused);
    }
}
