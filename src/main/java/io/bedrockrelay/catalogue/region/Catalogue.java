package io.bedrockrelay.catalogue.region;

import io.bedrockrelay.catalogue.ListedModel;
import io.bedrockrelay.catalogue.RegionListing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one Region offers: an immutable snapshot. A refresh builds a new one; whoever holds this one goes on with it.
public final class Catalogue {

    private final String region;
    private final String partition;
    private final List<Model> models;
    private final List<Profile> profiles;
    private final Map<String, Model> modelsById = new HashMap<>();
    private final Map<String, Profile> profilesById = new HashMap<>();

    Catalogue(String region, String partition, List<Model> models, List<Profile> profiles) {
        this.region = region;
        this.partition = partition;
        this.models = List.copyOf(models);
        this.profiles = List.copyOf(profiles);
        models.forEach(model -> modelsById.putIfAbsent(model.id(), model));
        profiles.forEach(profile -> profilesById.putIfAbsent(profile.id(), profile));
    }

    /// Joins what a Region lists.
    ///
    /// @param elsewhere models that other Regions list, by id: facts for the models that only a profile names here
    public static Catalogue of(
            String region, RegionListing listing, Map<String, ListedModel> elsewhere, FactsTable facts) {
        return new Join(region, listing, elsewhere, facts).catalogue();
    }

    public String region() {
        return region;
    }

    /// Such as `aws` or `aws-us-gov`, as this Region's own ARNs have it.
    public String partition() {
        return partition;
    }

    /// Listed models in Bedrock's order, then the remote ones.
    public List<Model> models() {
        return models;
    }

    /// In Bedrock's order, application profiles too.
    public List<Profile> profiles() {
        return profiles;
    }

    public @Nullable Model model(String id) {
        return modelsById.get(id);
    }

    public @Nullable Profile profile(String id) {
        return profilesById.get(id);
    }
}
