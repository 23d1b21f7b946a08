package io.bedrockrelay.catalogue.resolve;

import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.Refusal;
import io.bedrockrelay.catalogue.Resolution;
import io.bedrockrelay.catalogue.Scope;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.catalogue.Target.MatchedAs;
import io.bedrockrelay.catalogue.name.Named;
import io.bedrockrelay.catalogue.name.Names;
import io.bedrockrelay.catalogue.name.WrittenNames;
import io.bedrockrelay.catalogue.region.Catalogue;
import io.bedrockrelay.catalogue.region.Model;
import io.bedrockrelay.catalogue.region.Profile;
import io.bedrockrelay.catalogue.resolve.Candidate.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Decides names against one Region's catalogue. Lives as long as the catalogue; safe for any number of threads.
public final class RegionResolver {

    private static final int CANDIDATES_IN_WORDS = 8;

    private final Catalogue catalogue;
    private final Names names;
    private final ResolutionCache remembered = new ResolutionCache();
    private final Nearest nearest;

    /// Made at the first name that is none of Bedrock's; made twice at worst.
    private volatile @Nullable WrittenNames written;

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
        return decide(name, names.get(name), MatchedAs.SHORT_NAME, policy);
    }

    /// What people mean by a name that is none of this Region's: null where nothing fits.
    @Nullable
    Decision decideWritten(String name, Policy policy) {
        WrittenNames forms = written();
        String label = forms.label(name.toLowerCase(Locale.ROOT));
        return label == null
                ? decide(name, forms.find(name), MatchedAs.WRITTEN_FORM, policy)
                : ofLabel(name, label, policy);
    }

    private WrittenNames written() {
        WrittenNames forms = written;
        if (forms == null) {
            forms = new WrittenNames(catalogue);
            written = forms;
        }
        return forms;
    }

    /// A profile's label before a model's name asks for that profile, or for nothing.
    private @Nullable Decision ofLabel(String name, String label, Policy policy) {
        String rest = name.substring(label.length() + 1);
        Named exactly = names.get(rest);
        Named named = exactly == null ? written().find(rest) : exactly;
        List<Model> models =
                switch (named) {
                    case Named.OfModel(Model model, MatchedAs _) -> List.of(model);
                    case Named.OfFamily(List<Model> editions) -> editions;
                    case null, default -> List.of();
                };
        for (Model model : models) {
            Profile profile = written().profile(label, model);
            if (profile != null) {
                return ofProfile(name, profile, profile.invocationId(), MatchedAs.WRITTEN_FORM, policy);
            }
        }
        return models.isEmpty()
                ? decide(name, named instanceof Named.OfModels ? named : null, MatchedAs.WRITTEN_FORM, policy)
                : withoutProfile(name, label, models.getFirst(), policy);
    }

    private Decision withoutProfile(String name, String label, Model model, Policy policy) {
        String reason = "%s has no inference profile of %s there".formatted(model.id(), label);
        return new Decision(
                model.id(),
                MatchedAs.WRITTEN_FORM,
                candidates(model.id(), policy),
                unavailable(name, RefusalText.cut(name), reason, usable(model.id(), policy)));
    }

    private @Nullable Decision decide(String name, @Nullable Named named, MatchedAs shared, Policy policy) {
        return switch (named) {
            case null -> null;
            case Named.OfModel(Model model, MatchedAs as) -> ofModel(name, model, as, policy);
            case Named.OfProfile(Profile profile, String id, MatchedAs as) -> ofProfile(name, profile, id, as, policy);
            case Named.OfFamily(List<Model> models) -> ofFamily(name, models, shared, policy);
            case Named.OfModels(List<Model> models) -> Decision.refused(unclear(name, models));
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

    /// Every target of a model that the policy allows here, in the policy's order; none where the model is not known.
    public List<Target> targets(String modelId, Policy policy) {
        Model model = catalogue.model(modelId);
        return candidates(modelId, policy).stream()
                .filter(candidate -> !candidate.isRejected())
                .map(candidate -> target(modelId, model, MatchedAs.MODEL_ID, candidate))
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
    private Decision ofFamily(String name, List<Model> models, MatchedAs as, Policy policy) {
        Decision first = null;
        for (Model model : models) {
            Decision decision = ofModel(name, model, as, policy);
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

    private Refusal unclear(String name, List<Model> models) {
        List<String> ids = models.stream()
                .filter(Model::isCallable)
                .map(Model::id)
                .limit(CANDIDATES_IN_WORDS)
                .toList();
        return new Refusal(
                name,
                region(),
                Refusal.Code.MODEL_NOT_FOUND,
                "%s could mean %d models in %s: ask for one by its id (%s%s), or map the name by an alias (relay.aliases)."
                        .formatted(
                                RefusalText.cut(name),
                                models.size(),
                                region(),
                                String.join(", ", ids),
                                models.size() > ids.size() ? ", …" : ""),
                ids,
                List.of(),
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
