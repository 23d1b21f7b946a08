package io.bedrockrelay.catalogue.resolve;

import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.Refusal;
import io.bedrockrelay.catalogue.Scope;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.catalogue.Target.MatchedAs;
import io.bedrockrelay.catalogue.region.Arn;
import io.bedrockrelay.catalogue.resolve.Candidate.Verdict;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Resources of the account that no catalogue lists. Their ARNs are passed through: Bedrock alone knows whether they
/// exist.
final class Resources {

    /// They run in the Region of their ARN.
    private static final Set<String> IN_REGION = Set.of(
            "bedrock:provisioned-model",
            "bedrock:imported-model",
            "bedrock:custom-model-deployment",
            "bedrock:custom-model",
            "sagemaker:endpoint");

    /// They send the data on to models that they name themselves, perhaps through profiles.
    private static final Set<String> ANYWHERE =
            Set.of("bedrock:prompt-router", "bedrock:default-prompt-router", "bedrock:prompt");

    private Resources() {}

    /// Null where the ARN is of no resource that Bedrock's runtime takes.
    static @Nullable Decision decide(String name, Arn arn, String region, Policy policy) {
        String type = arn.service() + ":" + arn.type();
        boolean here = IN_REGION.contains(type);
        if (!here && !ANYWHERE.contains(type)) {
            return null;
        }
        String against = here
                ? ResolutionRules.againstRegionItself(region, policy)
                : ResolutionRules.againstUnknownReach(policy);
        List<String> destinations = here ? List.of(region) : List.of();
        Candidate candidate = new Candidate(
                name,
                Scope.DIRECT,
                destinations,
                against == null ? Verdict.CHOSEN : Verdict.REJECTED,
                against == null ? "a resource of the account, passed through by its ARN" : against);
        MatchedAs as = MatchedAs.RESOURCE_ARN;
        if (against == null) {
            Target target = new Target(name, region, null, null, name, Scope.DIRECT, destinations, as, false, false);
            return new Decision(null, as, List.of(candidate), target);
        }
        String message = "%s cannot be called in %s: %s.".formatted(RefusalText.cut(name), region, against);
        Refusal refusal =
                new Refusal(name, region, Refusal.Code.MODEL_UNAVAILABLE, message, List.of(), List.of(), List.of());
        return new Decision(null, as, List.of(candidate), refusal);
    }
}
