package io.bedrockrelay.catalogue.resolve;

import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.Scope;
import io.bedrockrelay.catalogue.region.Model;
import io.bedrockrelay.catalogue.region.Profile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What speaks against an id: null where nothing does, else the reason as part of a sentence.
final class ResolutionRules {

    private ResolutionRules() {}

    static @Nullable String against(Profile profile, Policy policy) {
        if (!profile.isActive()) {
            return "its status is " + profile.listed().status();
        }
        String reach = profile.isApplication() ? " (what this application profile reaches)" : "";
        if (!policy.allows(profile.reach())) {
            return scope(profile.reach(), policy) + reach;
        }
        if (policy.residency().isEmpty()) {
            return null;
        }
        if (profile.reach() == Scope.GLOBAL) {
            return "a global profile never meets a residency rule: " + residency(policy);
        }
        return residency(profile.destinations(), policy);
    }

    static @Nullable String againstBareId(Model model, String region, Policy policy) {
        if (!model.isOnDemand()) {
            return model.remote()
                    ? "Bedrock does not list the bare id in " + region
                    : "Bedrock does not serve the bare id on demand in " + region;
        }
        return againstRegionItself(region, policy);
    }

    /// Of anything that runs in the called Region and nowhere else.
    static @Nullable String againstRegionItself(String region, Policy policy) {
        return policy.allows(Scope.IN_REGION) ? residency(List.of(region), policy) : scope(Scope.IN_REGION, policy);
    }

    /// Of a resource whose destinations the catalogue cannot know, such as a prompt router.
    static @Nullable String againstUnknownReach(Policy policy) {
        boolean everything =
                policy.residency().isEmpty() && Policy.DEFAULT.scopes().stream().allMatch(policy::allows);
        return everything
                ? null
                : "where it sends the data is not known, so only a policy without residency and with every scope"
                        + " allows it";
    }

    private static String scope(Scope scope, Policy policy) {
        return "scope %s is not allowed, only %s".formatted(scope.label(), Policy.labels(policy.scopes()));
    }

    private static @Nullable String residency(List<String> destinations, Policy policy) {
        if (policy.residency().isEmpty()) {
            return null;
        }
        if (destinations.isEmpty()) {
            return "its destinations are not known, and there is a residency rule: " + residency(policy);
        }
        List<String> outside =
                destinations.stream().filter(region -> !policy.admits(region)).toList();
        return outside.isEmpty()
                ? null
                : "destination %s is outside the residency %s".formatted(String.join(", ", outside), residency(policy));
    }

    private static String residency(Policy policy) {
        return String.join(", ", policy.residency());
    }
}
