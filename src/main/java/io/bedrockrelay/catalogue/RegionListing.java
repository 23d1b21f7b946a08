package io.bedrockrelay.catalogue;

import java.util.List;

/// What Bedrock lists in one Region, before anything is derived from it.
///
/// @param models answer of ListFoundationModels, in its order
/// @param profiles answers of ListInferenceProfiles, all pages, SYSTEM_DEFINED before APPLICATION
public record RegionListing(List<ListedModel> models, List<ListedProfile> profiles) {

    public RegionListing {
        models = List.copyOf(models);
        profiles = List.copyOf(profiles);
    }
}
