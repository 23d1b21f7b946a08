package io.bedrockrelay.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What Bedrock lists in one Region, before anything is derived from it.
///
/// @param models answer of ListFoundationModels, in its order
/// @param profiles answers of ListInferenceProfiles, all pages, SYSTEM_DEFINED before APPLICATION
public record RegionListing(List<ListedModel> models, List<ListedProfile> profiles) {

    public RegionListing {
        models = List.copyOf(models);
        profiles = List.copyOf(profiles);
    }

    /// What is missing altogether that was there before; null where nothing is. Application profiles are the account's
    /// own to delete.
    public @Nullable String emptied(RegionListing before) {
        if (models.isEmpty() && !before.models.isEmpty()) {
            return "Bedrock lists no model, where it listed " + before.models.size() + " before";
        }
        long profilesBefore = before.systemProfiles();
        return systemProfiles() == 0 && profilesBefore > 0
                ? "Bedrock lists no inference profile of its own, where it listed " + profilesBefore + " before"
                : null;
    }

    private long systemProfiles() {
        return profiles.stream()
                .filter(profile -> !profile.type().equals(ListedProfile.APPLICATION))
                .count();
    }
}
