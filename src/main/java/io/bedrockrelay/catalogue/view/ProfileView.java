package io.bedrockrelay.catalogue.view;

import io.bedrockrelay.catalogue.region.Profile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One inference profile of one Region.
///
/// @param type `SYSTEM_DEFINED` or `APPLICATION`
/// @param scope `geographic`, `global` or `application`
/// @param geography such as `us`; null where the profile has none
/// @param destinations Regions, sorted; empty for a global profile
/// @param models ids of the models under it
public record ProfileView(
        String id,
        String arn,
        String name,
        @Nullable String description,
        String type,
        String status,
        String scope,
        @Nullable String geography,
        List<String> destinations,
        List<String> models) {

    static ProfileView of(Profile profile) {
        String description = profile.listed().description();
        return new ProfileView(
                profile.id(),
                profile.listed().arn(),
                profile.listed().name(),
                description.isEmpty() ? null : description,
                profile.listed().type(),
                profile.listed().status(),
                profile.scope().label(),
                profile.geography().isEmpty() ? null : profile.geography(),
                profile.destinations(),
                profile.modelIds());
    }
}
