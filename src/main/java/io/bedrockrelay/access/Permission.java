package io.bedrockrelay.access;

import io.bedrockrelay.catalogue.Target;
import org.jspecify.annotations.Nullable;

/// Whether a caller may call a target.
///
/// The resolver has already kept to the caller's scopes and residency. They are judged once more on what was chosen,
/// so that a mistake on the way to a target, or a target from anywhere else, does not open what the key closes.
public sealed interface Permission {

    /// @param applicationProfile the profile to resolve and call instead, so that the call is booked where the
    ///     caller's calls belong; null: call the target itself. What it resolves to must be permitted in its turn
    record Permitted(@Nullable String applicationProfile) implements Permission {}

    /// @param reason one or two sentences for the caller
    /// @param hidden whether the caller may not even know what the target is, so that the reason is not for it
    record Denied(String reason, boolean hidden) implements Permission {}

    /// Decides, always the same way for the same two.
    static Permission of(Caller caller, Target target) {
        var against = Verdict.against(caller, target);
        return against == null
                ? new Permitted(Verdict.profileInstead(caller.grant(), target))
                : new Denied(against, !Verdict.allowsTarget(caller.grant(), target));
    }

    /// Whether the caller's patterns admit a model, wherever it is called.
    static boolean mayUse(Caller caller, String modelId) {
        return Verdict.allowsModel(caller.grant(), modelId);
    }

    /// Whether a model is shown to a caller: where it is not, it looks as if Bedrock did not have it.
    static boolean mayList(Caller caller, String modelId, String region) {
        return mayUse(caller, modelId) && caller.grant().allowsRegion(region);
    }
}
