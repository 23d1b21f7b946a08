package io.bedrockrelay.access;

import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.Scope;
import io.bedrockrelay.catalogue.Target;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The rules behind a permission: null where nothing speaks against a target, else the reason.
final class Verdict {
    private Verdict() {}

    static @Nullable String against(Caller caller, Target target) {
        var grant = caller.grant();
        if (!allowsTarget(grant, target)) {
            var asked = target.modelId() == null ? target.invocationId() : target.modelId();
            return "%s may not use %s, only models that match %s."
                    .formatted(caller.asSubject(), asked, texts(grant.models()));
        }
        if (!grant.allowsRegion(target.region())) {
            return "%s may not call Region %s, only %s."
                    .formatted(caller.asSubject(), target.region(), texts(grant.regions()));
        }
        var scope = againstScope(grant, target);
        if (scope != null) {
            return "%s may not use %s: %s.".formatted(caller.asSubject(), target.invocationId(), scope);
        }
        return againstProfile(caller, target);
    }

    static boolean allowsTarget(Grant grant, Target target) {
        return target.modelId() == null
                ? allowsResource(grant, target.invocationId())
                : allowsModel(grant, target.modelId());
    }

    static boolean allowsModel(Grant grant, String modelId) {
        return grant.models().isEmpty() || grant.models().stream().anyMatch(pattern -> pattern.matches(modelId));
    }

    /// What runs behind a resource is not known, so a pattern made for models (`*claude*`) must not open it by
    /// chance.
    private static boolean allowsResource(Grant grant, String arn) {
        return grant.models().isEmpty()
                || grant.models().stream()
                        .filter(pattern ->
                                pattern.text().equals("*") || pattern.text().startsWith("arn:"))
                        .anyMatch(pattern -> pattern.matches(arn));
    }

    private static @Nullable String againstScope(Grant grant, Target target) {
        var policy = new Policy(
                grant.scopes().isEmpty() ? Policy.DEFAULT.scopes() : grant.scopes(),
                grant.residency(),
                Policy.DEFAULT.geography());
        if (!reaches(policy, target)) {
            return "it may use %s only".formatted(Policy.labels(policy.scopes()));
        }
        if (grant.residency().isEmpty()) {
            return null;
        }
        var places = target.scope() == Scope.IN_REGION ? List.of(target.region()) : target.destinations();
        return !places.isEmpty() && places.stream().allMatch(policy::admits)
                ? null
                : "the data must stay in " + String.join(", ", grant.residency());
    }

    private static boolean reaches(Policy policy, Target target) {
        return switch (target.scope()) {
            case GEOGRAPHIC, IN_REGION, GLOBAL -> policy.allows(target.scope());
            // Neither is a scope of its own: what counts is where they send the data, and unknown may be anywhere.
            case APPLICATION, DIRECT ->
                policy.allows(Scope.GLOBAL)
                        || (!target.destinations().isEmpty() && policy.allows(Scope.GEOGRAPHIC))
                        || target.destinations().equals(List.of(target.region()));
        };
    }

    /// Booking on another team's profile would make the allocation of costs worthless.
    private static @Nullable String againstProfile(Caller caller, Target target) {
        var own = ownProfile(caller.grant(), target);
        return own == null || target.scope() != Scope.APPLICATION || isSame(own, target.invocationId())
                ? null
                : "%s books %s on the application profile %s and may not use another one."
                        .formatted(caller.asSubject(), target.modelId(), own);
    }

    static @Nullable String profileInstead(Grant grant, Target target) {
        return target.scope() == Scope.APPLICATION ? null : ownProfile(grant, target);
    }

    private static @Nullable String ownProfile(Grant grant, Target target) {
        return target.modelId() == null
                ? null
                : grant.applicationProfiles()
                        .of(target.modelId(), target.region())
                        .orElse(null);
    }

    /// A profile may be written by its ARN on one side and by its short id on the other.
    private static boolean isSame(String one, String other) {
        return one.equals(other) || one.endsWith("/" + other) || other.endsWith("/" + one);
    }

    private static String texts(List<Glob> patterns) {
        return patterns.stream().map(Glob::text).collect(Collectors.joining(", "));
    }
}
