package io.bedrockrelay.routing;

import io.bedrockrelay.access.Permission;
import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.Scope;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.catalogue.Target.MatchedAs;
import io.bedrockrelay.catalogue.resolve.RegionResolver;
import io.bedrockrelay.catalogue.resolve.Resolver;
import io.bedrockrelay.routing.route.Candidate;
import io.bedrockrelay.routing.route.RoutePlan;
import io.bedrockrelay.routing.route.SipHash;
import io.bedrockrelay.routing.setup.RouteRules;
import io.bedrockrelay.routing.setup.RouteWish;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds everything that may answer besides the target that a name leads to, under the rules that hold for that one:
/// the policy, the caller's grant, and the residency of every place that the data would see.
final class CandidateFinder {
    /// Names of one resource in one Region.
    private static final Set<MatchedAs> RESOURCES = Set.of(
            MatchedAs.MODEL_ARN,
            MatchedAs.PROFILE_ARN,
            MatchedAs.APPLICATION_PROFILE_ID,
            MatchedAs.APPLICATION_PROFILE_ARN,
            MatchedAs.APPLICATION_PROFILE_NAME,
            MatchedAs.RESOURCE_ARN);

    /// More than a Region lists of one model in one scope.
    private static final int SCOPE = 100;
    private static final int MODEL = 10_000;

    private final RouteRules rules;

    CandidateFinder(RouteRules rules) {
        this.rules = rules;
    }

    RoutePlan plan(Resolver all, Policy policy, Ask ask, Target first) {
        var pinned = pinned(ask, first);
        var candidates = pinned == null ? candidates(all, policy, ask, first) : List.of(candidate(first, 0, null));
        if (!rules.affine()) {
            return RoutePlan.configured(candidates, pinned);
        }
        var model = first.modelId() == null ? first.invocationId() : first.modelId();
        var hash = new SipHash().add(ask.caller().described()).add(model);
        var affinity = ask.wish().conversation().feed(hash);
        return RoutePlan.affine(candidates, pinned, affinity, hash.end());
    }

    /// Why nothing else may answer; null where something may.
    private static @Nullable String pinned(Ask ask, Target first) {
        if (ask.wish().pinned() != null) {
            return ask.wish().pinned();
        }
        if (ask.caller().grant().failover().isOff()) {
            return "the key allows no failover";
        }
        if (ask.region() != null) {
            return "the request names its Region";
        }
        return first.modelId() == null || RESOURCES.contains(first.matchedAs())
                ? "the request names a resource of one Region"
                : null;
    }

    private List<Candidate> candidates(Resolver all, Policy policy, Ask ask, Target first) {
        var candidates = new ArrayList<Candidate>();
        if (CallerRegions.of(all, ask.caller(), null) instanceof CallerRegions.Some(Resolver own)) {
            var regions = regions(own, policy, first);
            for (var region : regions) {
                add(targets(own, policy, ask, first, region), 0, null, candidates, policy);
            }
            fallbacks(own, policy, ask, first, regions, candidates);
        }
        if (candidates.stream().noneMatch(each -> each.target().invocationId().equals(first.invocationId()))) {
            candidates.addFirst(candidate(first, -1, null));
        }
        candidates.sort(Comparator.comparingInt(Candidate::rank));
        return candidates;
    }

    /// The Region that the name leads to comes first; the others in the configured order.
    private List<String> regions(Resolver own, Policy policy, Target first) {
        var regions = new ArrayList<String>();
        regions.add(first.region());
        for (var region : rules.regions()) {
            if (!region.equals(first.region()) && own.regions().contains(region) && policy.admits(region)) {
                regions.add(region);
            }
        }
        return regions;
    }

    private static List<Target> targets(Resolver own, Policy policy, Ask ask, Target first, String region) {
        var here = own.region(region);
        var model = first.modelId();
        if (here == null || model == null) {
            return List.of();
        }
        if (first.scope() == Scope.APPLICATION) {
            // Every Region that the key has a profile of this model in; in the others, nothing would be booked.
            var booked = Choice.of(own, policy, ask.in(model, region));
            return booked instanceof Choice.Chosen(var target) && target.scope() == Scope.APPLICATION
                    ? List.of(target.askedAs(first))
                    : List.of();
        }
        var targets = isAsked(own, policy, first) ? same(own, policy, first, region) : here.targets(model, policy);
        return targets.stream()
                .filter(target -> Permission.of(ask.caller(), target) instanceof Permission.Permitted(var profile)
                        && profile == null)
                .map(target -> target.askedAs(first))
                .toList();
    }

    /// Whether the request asks for this very id, and not for whichever the policy chooses of its model.
    private static boolean isAsked(Resolver own, Policy policy, Target first) {
        if (first.matchedAs() == MatchedAs.PROFILE_ID) {
            return true;
        }
        RegionResolver here = own.region(first.region());
        var model = first.modelId();
        return here == null
                || model == null
                || !(here.resolveModel(model, policy) instanceof Target chosen)
                || !chosen.invocationId().equals(first.invocationId());
    }

    private static List<Target> same(Resolver own, Policy policy, Target first, String region) {
        return own.resolve(first.invocationId(), region, policy) instanceof Target target
                        && target.invocationId().equals(first.invocationId())
                ? List.of(target)
                : List.of();
    }

    private void fallbacks(
            Resolver own, Policy policy, Ask ask, Target first, List<String> regions, List<Candidate> candidates) {
        var names = first.modelId() == null
                ? List.<String>of()
                : rules.fallbacks().getOrDefault(first.modelId(), List.of());
        if (names.isEmpty() || ask.wish().sameModel().getAsBoolean()) {
            return;
        }
        int rank = 0;
        for (var name : names) {
            rank += MODEL;
            for (var region : regions) {
                if (own.resolve(name, region, policy) instanceof Target other
                        && fits(ask.wish(), first, other)
                        && other.modelId() != null
                        && ask.caller().grant().failover().allowsModel(other.modelId())) {
                    add(
                            targets(own, policy, ask, other.askedAs(first), region),
                            rank,
                            first.modelId(),
                            candidates,
                            policy);
                }
            }
        }
    }

    private static boolean fits(RouteWish wish, Target first, Target other) {
        return !wish.claudeOnly() || (first.isClaude() && other.isClaude());
    }

    /// Scopes in the policy's order, so that data travels no further than it must; within one as the Region ranks them.
    private void add(
            List<Target> targets, int base, @Nullable String fallbackOf, List<Candidate> candidates, Policy policy) {
        var seen = new HashMap<Scope, Integer>();
        for (var target : targets) {
            int scope = Math.max(0, policy.scopes().indexOf(target.scope()));
            int place = seen.merge(target.scope(), 1, Integer::sum);
            candidates.add(candidate(target, base + scope * SCOPE + place, fallbackOf));
        }
    }

    private Candidate candidate(Target target, int rank, @Nullable String fallbackOf) {
        return Candidate.of(target, rank, rules.weight(target.region()), fallbackOf);
    }
}
