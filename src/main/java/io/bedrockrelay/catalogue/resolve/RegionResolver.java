package io.bedrockrelay.catalogue.resolve;

import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.Refusal;
import io.bedrockrelay.catalogue.Resolution;
import io.bedrockrelay.catalogue.Scope;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.catalogue.Target.MatchedAs;
import io.bedrockrelay.catalogue.name.Named;
import io.bedrockrelay.catalogue.name.Names;
import io.bedrockrelay.catalogue.region.Catalogue;
import io.bedrockrelay.catalogue.region.Model;
import io.bedrockrelay.catalogue.region.Profile;
import io.bedrockrelay.catalogue.resolve.Candidate.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Decides names against one Region's catalogue. Lives as long as the catalogue; safe for any number of threads.
public final class RegionResolver {

    private final Catalogue catalogue;
    private final Names names;
    private final ResolutionCache remembered = new ResolutionCache();
    private final Nearest nearest;

    public RegionResolver(Catalogue catalogue, Set<String> aliases) {
        this.catalogue = catalogue;
        this.names = new Names(catalogue);
        this.nearest = new Nearest(catalogue, aliases);
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    String region() {
        return catalogue.region();
    }

    boolean knows(String name) {
        return names.contains(name);
    }

    ResolutionCache remembered() {
        return remembered;
    }

    List<String> nearest(String name) {
        return nearest.to(name);
    }

    /// Null where this Region does not know the name.
    @Nullable
    Decision decide(String name, Policy policy) {
        return switch (names.get(name)) {
            case null -> null;
            case Named.OfModel(Model model, MatchedAs as) -> ofModel(name, model, as, policy);
            case Named.OfProfile(Profile profile, String id, MatchedAs as) -> ofProfile(name, profile, id, as, policy);
            case Named.OfFamily(List<Model> models) -> ofFamily(name, models, policy);
            case Named.OfSeveral(List<Profile> profiles) -> Decision.refused(several(name, profiles));
        };
    }

    /// How the policy calls a model of this Region, by its bare id, past any alias that hides the id. A refusal names
    /// this Region only.
    public Resolution resolveModel(String modelId, Policy policy) {
        Decision decision = decide(modelId, policy);
        return decision == null
                ? unavailable(modelId, modelId, "it is not offered there", List.of())
                : decision.resolution();
    }

    /// Every id by which a model of this Region could be invoked, with its verdict; empty for an unknown id.
    public List<String> usable(String modelId, Policy policy) {
        return candidates(modelId, policy).stream()
                .filter(candidate -> !candidate.isRejected())
                .map(Candidate::invocationId)
                .toList();
    }

    private List<Candidate> candidates(String modelId, Policy policy) {
        Model model = catalogue.model(modelId);
        return model == null ? List.of() : new Ranking(model, region(), policy).candidates();
    }

    Decision ofModel(String name, Model model, MatchedAs as, Policy policy) {
        List<Candidate> candidates = new Ranking(model, region(), policy).candidates();
        for (Candidate candidate : candidates) {
            if (candidate.verdict() == Verdict.CHOSEN) {
                return new Decision(model.id(), as, candidates, target(name, model, as, candidate));
            }
        }
        String reason = model.unavailableBecause() != null
                ? model.unavailableBecause()
                : "the policy leaves none of its targets (" + reasons(candidates) + ")";
        return new Decision(model.id(), as, candidates, unavailable(name, model.id(), reason, List.of()));
    }

    private Decision ofProfile(String name, Profile profile, String invocationId, MatchedAs as, Policy policy) {
        String modelId =
                profile.modelIds().isEmpty() ? null : profile.modelIds().getFirst();
        Model model = modelId == null ? null : catalogue.model(modelId);
        String against = ResolutionRules.against(profile, policy);
        Candidate candidate = new Candidate(
                invocationId,
                profile.scope(),
                profile.destinations(),
                against == null ? Verdict.CHOSEN : Verdict.REJECTED,
                against == null ? "asked for by its own name, and the policy allows it" : against);
        List<Candidate> candidates = List.of(candidate);
        if (against != null) {
            List<String> usable = modelId == null ? List.of() : usable(modelId, policy);
            return new Decision(modelId, as, candidates, unavailable(name, invocationId, against, usable));
        }
        return new Decision(modelId, as, candidates, target(name, model, as, candidate));
    }

    /// The first one that the policy allows; if it allows none, the refusal of the first.
    private Decision ofFamily(String name, List<Model> models, Policy policy) {
        Decision first = null;
        for (Model model : models) {
            Decision decision = ofModel(name, model, MatchedAs.SHORT_NAME, policy);
            if (decision.resolution() instanceof Target) {
                return decision;
            }
            first = first == null ? decision : first;
        }
        if (first == null) {
            throw new IllegalStateException("a short name without models: " + name);
        }
        return first;
    }

    private Target target(String name, @Nullable Model model, MatchedAs as, Candidate chosen) {
        return new Target(
                name,
                region(),
                model == null ? null : model.id(),
                model == null ? null : model.listed().provider(),
                chosen.invocationId(),
                chosen.scope(),
                chosen.scope() == Scope.GLOBAL ? List.of() : chosen.destinations(),
                as,
                false,
                model != null && model.isLegacy(),
                model == null || model.listed().streaming());
    }

    private Refusal unavailable(String name, String id, String reason, List<String> usable) {
        return new Refusal(
                name,
                region(),
                Refusal.Code.MODEL_UNAVAILABLE,
                "%s cannot be called in %s: %s.".formatted(id, region(), reason),
                List.of(),
                usable,
                List.of());
    }

    private Refusal several(String name, List<Profile> profiles) {
        List<String> ids = new ArrayList<>();
        profiles.forEach(profile -> ids.add(profile.id()));
        return new Refusal(
                name,
                region(),
                Refusal.Code.INVALID_REQUEST,
                "%d application profiles in %s are called %s: ask for one by its id (%s)."
                        .formatted(profiles.size(), region(), RefusalText.cut(name), String.join(", ", ids)),
                List.of(),
                ids,
                List.of());
    }

    private static String reasons(List<Candidate> candidates) {
        Stream<String> each = candidates.stream().map(each1 -> each1.invocationId() + ": " + each1.reason());
        return String.join("; ", each.toList());
    }
}
