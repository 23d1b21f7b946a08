package io.bedrockrelay.emulator.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// What one Region lists, as the API's own records in the API's order. Immutable; the trees inside must not be
/// changed.
public final class RegionCatalogue {
    private final String region;
    private final Map<String, ObjectNode> models;
    private final Map<String, ObjectNode> profiles;

    public RegionCatalogue(String region, Collection<ObjectNode> models, Collection<ObjectNode> profiles) {
        this.region = region;
        this.models = byId(models, "modelId");
        this.profiles = byId(profiles, "inferenceProfileId");
    }

    private static Map<String, ObjectNode> byId(Collection<ObjectNode> records, String field) {
        var map = new LinkedHashMap<String, ObjectNode>();
        records.forEach(record -> map.putIfAbsent(record.path(field).asText(), record));
        return Collections.unmodifiableMap(map);
    }

    public String region() {
        return region;
    }

    public List<ObjectNode> models() {
        return List.copyOf(models.values());
    }

    public List<ObjectNode> profiles() {
        return List.copyOf(profiles.values());
    }

    public Optional<ObjectNode> model(String id) {
        return Optional.ofNullable(models.get(id));
    }

    public Optional<ObjectNode> profile(String id) {
        return Optional.ofNullable(profiles.get(id));
    }

    public boolean isOnDemand(String modelId) {
        return model(modelId)
                .map(model -> strings(model.path("inferenceTypesSupported")).contains("ON_DEMAND"))
                .orElse(false);
    }

    /// The model behind a profile, read from its first model ARN.
    public static String modelOf(JsonNode profile) {
        var arn = profile.path("models").path(0).path("modelArn").asText();
        return ModelArn.parse(arn).map(ModelArn::id).orElse("");
    }

    public static List<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
