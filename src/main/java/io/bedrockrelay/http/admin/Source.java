package io.bedrockrelay.http.admin;

import io.bedrockrelay.access.Caller;
import io.bedrockrelay.access.Permission;
import io.bedrockrelay.catalogue.ListedModel;
import io.bedrockrelay.catalogue.ListedProfile;
import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.Refusal;
import io.bedrockrelay.catalogue.RegionListing;
import io.bedrockrelay.catalogue.Scope;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.catalogue.registry.RegionState;
import io.bedrockrelay.catalogue.registry.Registry;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.routing.CallerRegions;
import io.bedrockrelay.routing.Discretion;
import io.bedrockrelay.routing.PolicyNarrowing;
import java.util.List;
import java.util.Optional;

/// What a new application inference profile copies: the target that the service's policy chooses for a name, so that
/// the profile never reaches further than calls of the model itself would.
sealed interface Source {

    /// @param arn of the foundation model or the system-defined profile
    /// @param modelArns every model under it
    record Found(Target target, String arn, List<String> modelArns) implements Source {}

    record Refused(Failure failure) implements Source {}

    /// Over the caller's Regions, under its policy, and only what it may use itself.
    static Source of(Caller caller, String name, String region, Registry registry, Policy policy) {
        return switch (CallerRegions.of(registry.resolver(), caller, region)) {
            case CallerRegions.None none -> new Refused(none.failure());
            case CallerRegions.Some(var own)
            when registry.region(region) == null ->
                new Refused(new Failure.Invalid(
                        "region",
                        "This Region is not served here; served are " + String.join(", ", own.regions()) + "."));
            case CallerRegions.Some(var own) ->
                switch (PolicyNarrowing.under(policy, caller)) {
                    case PolicyNarrowing.Wrong wrong -> new Refused(wrong.failure());
                    case PolicyNarrowing.Narrowed(var granted) ->
                        switch (own.resolve(name, region, granted)) {
                            case Refusal refusal -> {
                                var model = own.explain(name, region, granted).model();
                                yield new Refused(Discretion.refused(caller, name, refusal, model));
                            }
                            case Target target -> permitted(caller, name, target, registry);
                        };
                };
        };
    }

    private static Source permitted(Caller caller, String name, Target target, Registry registry) {
        return switch (Permission.of(caller, target)) {
            case Permission.Denied denied -> new Refused(Discretion.denied(caller, name, denied));
            case Permission.Permitted _ -> {
                var state = registry.region(target.region());
                RegionState.Loaded loaded = state == null ? null : state.loaded();
                yield loaded == null
                        ? new Refused(new Failure.Unavailable("The catalogue is not loaded yet.", null, null))
                        : find(target, loaded.listing());
            }
        };
    }

    private static Source find(Target target, RegionListing listing) {
        if (target.scope() == Scope.APPLICATION || target.scope() == Scope.DIRECT) {
            return new Refused(new Failure.Invalid(
                    "source",
                    "'source' must be a foundation model or a system-defined profile; an application profile"
                            + " cannot be copied."));
        }
        var id = target.invocationId();
        Optional<Source> profile = listing.profiles().stream()
                .filter(each -> each.id().equals(id) || each.arn().equals(id))
                .findFirst()
                .map(each -> found(target, each));
        Optional<Source> model = listing.models().stream()
                .filter(each -> each.id().equals(id) || each.arn().equals(id))
                .findFirst()
                .map(each -> found(target, each));
        return profile.or(() -> model)
                .orElseGet(() -> new Refused(
                        new Failure.Invalid("source", "'" + id + "' is not listed in " + target.region() + ".")));
    }

    private static Source found(Target target, ListedProfile profile) {
        return new Found(target, profile.arn(), profile.modelArns());
    }

    private static Source found(Target target, ListedModel model) {
        return new Found(target, model.arn(), List.of(model.arn()));
    }
}
