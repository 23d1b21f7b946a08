package io.bedrockrelay.emulator.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.catalogue.Lines;
import io.bedrockrelay.emulator.catalogue.ModelArn;
import io.bedrockrelay.emulator.catalogue.RegionCatalogue;
import io.bedrockrelay.emulator.wire.JsonTrees;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The account's application inference profiles and their tags, per Region. Safe for every thread.
public final class ProfileStore {
    static final String KIND = "application-inference-profile";

    /// Region → id → profile, in the order of creation.
    private final Map<String, Map<String, ObjectNode>> profiles = new HashMap<>();
    /// ARN → tags.
    private final Map<String, Map<String, String>> tags = new HashMap<>();
    /// Region and client token → what was asked and what it made.
    private final Map<String, Made> tokens = new HashMap<>();

    record Made(ObjectNode asked, ObjectNode profile) {}

    /// The profiles that the account has from the start; those whose source a Region lacks are left out.
    public static ProfileStore seeded(Function<String, Optional<RegionCatalogue>> catalogues) {
        var store = new ProfileStore();
        for (String line : Lines.of("application-profiles.txt")) {
            var columns = line.split("\\s*\\|\\s*", -1);
            catalogues.apply(columns[0]).ifPresent(catalogue -> store.seed(catalogue, columns));
        }
        return store;
    }

    private void seed(RegionCatalogue catalogue, String[] columns) {
        var models = models(catalogue, columns[3]);
        if (models.isPresent()) {
            var description = columns[4].equals("-") ? "" : columns[4];
            var profile = record(catalogue.region(), columns[1], columns[2], description, models.get());
            add(catalogue.region(), profile, pairs(columns[5]));
        }
    }

    private static Map<String, String> pairs(String text) {
        var pairs = new LinkedHashMap<String, String>();
        for (String pair : text.split(" ", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return pairs;
    }

    /// The models that a profile copied from `source` routes to: those of the system-defined profile, or the one
    /// model.
    static Optional<ArrayNode> models(RegionCatalogue catalogue, String source) {
        Optional<ArrayNode> ofProfile = catalogue.profile(source).map(profile ->
                (ArrayNode) profile.path("models").deepCopy());
        return ofProfile.or(() -> catalogue.model(source).map(model -> {
            var one = JsonTrees.array();
            one.addObject().put("modelArn", model.path("modelArn").asText());
            return one;
        }));
    }

    static ObjectNode record(String region, String id, String name, String description, ArrayNode models) {
        var profile = JsonTrees.object().put("inferenceProfileName", name);
        if (!description.isEmpty()) {
            profile.put("description", description);
        }
        profile.put("createdAt", "2026-11-01T09:00:00Z").put("updatedAt", "2026-11-01T09:00:00Z");
        profile.put("inferenceProfileArn", ModelArn.profile(region, KIND, id).toString());
        profile.set("models", models);
        return profile.put("inferenceProfileId", id).put("status", "ACTIVE").put("type", "APPLICATION");
    }

    public synchronized Optional<ObjectNode> find(String region, String id) {
        return Optional.ofNullable(profiles.getOrDefault(region, Map.of()).get(id));
    }

    synchronized List<ObjectNode> in(String region) {
        return new ArrayList<>(profiles.getOrDefault(region, Map.of()).values());
    }

    synchronized void add(String region, ObjectNode profile, Map<String, String> itsTags) {
        profiles.computeIfAbsent(region, first -> new LinkedHashMap<>())
                .put(profile.path("inferenceProfileId").asText(), profile);
        tags.put(profile.path("inferenceProfileArn").asText(), new LinkedHashMap<>(itsTags));
    }

    synchronized void remove(String region, String id) {
        var removed = profiles.getOrDefault(region, new HashMap<>()).remove(id);
        if (removed != null) {
            tags.remove(removed.path("inferenceProfileArn").asText());
        }
    }

    /// What a client token has made before in this Region.
    synchronized Optional<Made> madeWith(String region, String token) {
        return Optional.ofNullable(tokens.get(region + " " + token));
    }

    synchronized void remember(String region, String token, Made made) {
        tokens.put(region + " " + token, made);
    }

    /// The tags of a resource, to be read and changed under this store's lock, or nothing where there is no such
    /// resource.
    synchronized Optional<Map<String, String>> tagsOf(String arn) {
        return Optional.ofNullable(tags.get(arn));
    }
}
