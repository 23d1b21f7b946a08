package io.bedrockrelay.http.admin;

import io.bedrockrelay.access.Caller;
import io.bedrockrelay.access.Permission;
import io.bedrockrelay.catalogue.region.Profile;
import io.bedrockrelay.catalogue.registry.RegionState;
import io.bedrockrelay.catalogue.registry.Registry;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.routing.CallerRegions;
import org.jspecify.annotations.Nullable;

/// Whether a caller may delete a profile: one that it does not get to see looks as if it did not exist.
final class Deletable {
    private Deletable() {}

    /// What speaks against it, or null.
    static @Nullable Failure against(Caller caller, String identifier, String region, Registry registry) {
        return switch (CallerRegions.of(registry.resolver(), caller, region)) {
            case CallerRegions.None none -> none.failure();
            case CallerRegions.Some(var own)
            when registry.region(region) == null ->
                new Failure.Invalid(
                        "region",
                        "This Region is not served here; served are " + String.join(", ", own.regions()) + ".");
            case CallerRegions.Some _ ->
                caller.grant().models().isEmpty() || isOwn(caller, identifier, region, registry)
                        ? null
                        : new Failure.NotFound("The inference profile '" + identifier + "' is not listed here.");
        };
    }

    private static boolean isOwn(Caller caller, String identifier, String region, Registry registry) {
        var state = registry.region(region);
        RegionState.Loaded loaded = state == null ? null : state.loaded();
        return loaded != null
                && loaded.resolver().catalogue().profiles().stream()
                        .filter(profile -> isNamed(profile, identifier))
                        .anyMatch(profile -> profile.modelIds().stream()
                                .allMatch(model -> Permission.mayList(caller, model, region)));
    }

    private static boolean isNamed(Profile profile, String identifier) {
        return profile.id().equals(identifier) || profile.listed().arn().equals(identifier);
    }
}
