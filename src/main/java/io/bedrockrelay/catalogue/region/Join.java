package io.bedrockrelay.catalogue.region;

import io.bedrockrelay.catalogue.ListedModel;
import io.bedrockrelay.catalogue.ListedProfile;
import io.bedrockrelay.catalogue.RegionListing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Joins the models and profiles of one Region on every model ARN of every profile.
final class Join {

    private final String region;
    private final RegionListing listing;
    private final Map<String, ListedModel> elsewhere;
    private final FactsTable facts;
    private final String partition;
    private final Map<String, ListedModel> listed = new LinkedHashMap<>();
    private final Map<String, String> providers = new HashMap<>();

    Join(String region, RegionListing listing, Map<String, ListedModel> elsewhere, FactsTable facts) {
        this.region = region;
        this.listing = listing;
        this.elsewhere = elsewhere;
        this.facts = facts;
        this.partition = partitionOf(listing);
        for (ListedModel model : listing.models()) {
            listed.putIfAbsent(model.id(), model);
            providers.putIfAbsent(maker(model.id()), model.provider());
        }
    }

    Catalogue catalogue() {
        List<Profile> profiles = profiles();
        Map<String, List<Profile>> byModel = new LinkedHashMap<>();
        for (Profile profile : profiles) {
            for (String modelId : profile.modelIds()) {
                byModel.computeIfAbsent(modelId, id -> new ArrayList<>()).add(profile);
            }
        }
        List<Model> models = new ArrayList<>(listed.size());
        for (ListedModel model : listed.values()) {
            models.add(model(model, false, byModel.getOrDefault(model.id(), List.of())));
        }
        byModel.forEach((id, reached) -> {
            if (!listed.containsKey(id)) {
                models.add(model(remote(id), true, reached));
            }
        });
        return new Catalogue(region, partition, models, profiles);
    }

    private List<Profile> profiles() {
        Map<String, ListedProfile> systemProfiles = new HashMap<>();
        for (ListedProfile profile : listing.profiles()) {
            if (!profile.type().equals(ListedProfile.APPLICATION)) {
                systemProfiles.putIfAbsent(profile.id(), profile);
            }
        }
        ProfileMembers reach = new ProfileMembers(region, partition, systemProfiles);
        return listing.profiles().stream().map(reach::profile).toList();
    }

    private Model model(ListedModel model, boolean remote, List<Profile> profiles) {
        boolean onDemand = !remote && model.inferenceTypes().contains("ON_DEMAND");
        boolean profile = profiles.stream().anyMatch(each -> each.isActive() && !each.isApplication());
        ProfileSupport support = onDemand
                ? (profile ? ProfileSupport.OPTIONAL : ProfileSupport.NONE)
                : (profile ? ProfileSupport.REQUIRED : ProfileSupport.UNAVAILABLE);
        String because = support == ProfileSupport.UNAVAILABLE ? unavailable(model, remote, profiles) : null;
        return new Model(model, remote, profiles, support, because, facts.of(model.id()));
    }

    private @Nullable String unavailable(ListedModel model, boolean remote, List<Profile> profiles) {
        if (!profiles.isEmpty()) {
            return "no system-defined profile of it is ACTIVE in " + region;
        }
        if (remote) {
            return "Bedrock lists neither the model nor a profile of it in " + region;
        }
        String base = windowVariantOf(model.id());
        if (base != null) {
            return "a context-window variant of " + base + ", offered for Provisioned Throughput only";
        }
        List<String> types = model.inferenceTypes();
        if (types.contains("INFERENCE_PROFILE")) {
            return "Bedrock says that it needs an inference profile, but lists none for it in " + region;
        }
        if (types.isEmpty()) {
            return "Bedrock lists no way to call it in " + region;
        }
        return "offered in %s as %s only: make such a resource and ask for it by its ARN"
                .formatted(region, String.join(", ", types));
    }

    /// The id of the model that this one gives a fixed context window (`…-v1:0:24k`); null where it is none.
    private @Nullable String windowVariantOf(String id) {
        int colon = id.lastIndexOf(':');
        String base = colon < 0 ? "" : id.substring(0, colon);
        return base.contains(":") && listed.containsKey(base) ? base : null;
    }

    private ListedModel remote(String id) {
        String arn = Arn.ofModel(partition, region, id);
        ListedModel other = elsewhere.get(id);
        String provider = providers.getOrDefault(maker(id), maker(id));
        ListedModel.Lifecycle lifecycle = new ListedModel.Lifecycle(Model.UNLISTED, null, null, null, null);
        return other == null
                ? new ListedModel(id, arn, id, provider, List.of(), List.of(), true, List.of(), lifecycle)
                : new ListedModel(
                        id,
                        arn,
                        other.name(),
                        other.provider(),
                        other.inputModalities(),
                        other.outputModalities(),
                        other.streaming(),
                        List.of(),
                        lifecycle,
                        other.customizations());
    }

    private static String maker(String modelId) {
        int dot = modelId.indexOf('.');
        return dot < 0 ? modelId : modelId.substring(0, dot);
    }

    private static String partitionOf(RegionListing listing) {
        String arn = !listing.models().isEmpty()
                ? listing.models().getFirst().arn()
                : !listing.profiles().isEmpty() ? listing.profiles().getFirst().arn() : "";
        return Arn.parse(arn).map(Arn::partition).orElse("aws");
    }
}
