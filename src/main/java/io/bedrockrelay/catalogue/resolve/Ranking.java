package io.bedrockrelay.catalogue.resolve;

import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.Scope;
import io.bedrockrelay.catalogue.region.Model;
import io.bedrockrelay.catalogue.region.Profile;
import io.bedrockrelay.catalogue.resolve.Candidate.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts the ids of one model into the order of a policy. The first that no rule speaks against is chosen.
final class Ranking {

    private record Option(
            String invocationId,
            Scope scope,
            List<String> destinations,
            @Nullable String against) {}

    private final Model model;
    private final String region;
    private final Policy policy;

    Ranking(Model model, String region, Policy policy) {
        this.model = model;
        this.region = region;
        this.policy = policy;
    }

    /// Allowed scopes in the policy's order, then the others; within geographic ones by their number of destinations.
    List<Candidate> candidates() {
        List<Candidate> candidates = new ArrayList<>();
        Candidate last = null;
        for (Option option : options()) {
            Candidate candidate = judge(option, last);
            candidates.add(candidate);
            last = candidate.isRejected() ? last : candidate;
        }
        return List.copyOf(candidates);
    }

    private Candidate judge(Option option, @Nullable Candidate last) {
        Verdict verdict;
        String reason;
        if (option.against() != null) {
            verdict = Verdict.REJECTED;
            reason = option.against();
        } else if (last != null) {
            verdict = Verdict.ALLOWED;
            reason = option.scope() == last.scope()
                    ? "ranked after %s: %s destination Regions first"
                            .formatted(last.invocationId(), policy.geography().label())
                    : "ranked after " + last.scope().label();
        } else {
            verdict = Verdict.CHOSEN;
            String scopes = "of the allowed scopes " + Policy.labels(policy.scopes());
            reason = option.scope() == policy.scopes().getFirst()
                    ? "first " + scopes
                    : "first target that is left " + scopes;
        }
        return new Candidate(option.invocationId(), option.scope(), option.destinations(), verdict, reason);
    }

    private List<Option> options() {
        List<Option> options = new ArrayList<>();
        policy.scopes().forEach(scope -> addAll(scope, options));
        for (Scope scope : Policy.DEFAULT.scopes()) {
            if (!policy.allows(scope)) {
                addAll(scope, options);
            }
        }
        return options;
    }

    private void addAll(Scope scope, List<Option> options) {
        if (scope == Scope.IN_REGION) {
            options.add(new Option(
                    model.id(), scope, List.of(region), ResolutionRules.againstBareId(model, region, policy)));
            return;
        }
        model.profiles().stream()
                .filter(profile -> profile.scope() == scope)
                .sorted(byDestinations())
                .map(profile -> new Option(
                        profile.id(), scope, profile.destinations(), ResolutionRules.against(profile, policy)))
                .forEach(options::add);
    }

    private Comparator<Profile> byDestinations() {
        Comparator<Profile> narrowest =
                Comparator.comparingInt(profile -> profile.destinations().size());
        Comparator<Profile> order =
                switch (policy.geography()) {
                    case NARROWEST -> narrowest;
                    case WIDEST -> narrowest.reversed();
                };
        return order.thenComparing(Profile::id);
    }
}
