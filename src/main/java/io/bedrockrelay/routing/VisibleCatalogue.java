package io.bedrockrelay.routing;

import io.bedrockrelay.access.Caller;
import io.bedrockrelay.access.Permission;
import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.Resolution;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.catalogue.resolve.RegionResolver;
import io.bedrockrelay.catalogue.resolve.Resolver;
import io.bedrockrelay.catalogue.view.Check;
import io.bedrockrelay.catalogue.view.ModelView;
import io.bedrockrelay.catalogue.view.ProfileView;
import io.bedrockrelay.catalogue.view.Shown;
import org.jspecify.annotations.Nullable;

/// What of the catalogue one caller gets to see: what it may call. Of what nobody may call here, everybody sees why.
///
/// @param resolver over the caller's Regions
/// @param policy the service's, narrowed by the caller
/// @param service the service's own
record VisibleCatalogue(Caller caller, Resolver resolver, Policy policy, Policy service) implements Shown {

    /// @throws FailureException if the caller may not ask for this Region, or for any
    static VisibleCatalogue of(Caller caller, Resolver all, Policy service, @Nullable String region) {
        return switch (CallerRegions.of(all, caller, region)) {
            case CallerRegions.None none -> throw new FailureException(none.failure());
            case CallerRegions.Some(Resolver own) ->
                switch (PolicyNarrowing.under(service, caller)) {
                    case PolicyNarrowing.Wrong wrong -> throw new FailureException(wrong.failure());
                    case PolicyNarrowing.Narrowed(Policy narrowed) ->
                        new VisibleCatalogue(caller, own, narrowed, service);
                };
        };
    }

    /// Whether nothing is hidden from the caller.
    boolean everything() {
        return Discretion.hidesNothing(caller);
    }

    @Override
    public boolean model(String region, ModelView model) {
        return everything()
                || (Permission.mayList(caller, model.id(), region)
                        && (model.invocationId() != null || !isCallableByOthers(region, model.id())));
    }

    @Override
    public boolean profile(String region, ProfileView profile) {
        return everything()
                || (profile.models().stream().allMatch(model -> Permission.mayList(caller, model, region))
                        && isPermitted(resolver.resolve(profile.arn(), region, policy)));
    }

    @Override
    public Check check(Check check) {
        return Discretion.check(caller, check);
    }

    private boolean isPermitted(Resolution resolution) {
        return resolution instanceof Target target && Permission.of(caller, target) instanceof Permission.Permitted;
    }

    private boolean isCallableByOthers(String region, String modelId) {
        RegionResolver here = resolver.region(region);
        return here != null && here.resolveModel(modelId, service) instanceof Target;
    }
}
