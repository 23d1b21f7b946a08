package io.bedrockrelay.emulator.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.catalogue.ModelArn;
import io.bedrockrelay.emulator.catalogue.RegionCatalogue;
import io.bedrockrelay.emulator.wire.ErrorAnswer;
import io.bedrockrelay.emulator.wire.HttpAnswer;
import io.bedrockrelay.emulator.wire.JsonTrees;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// ListFoundationModels, which has no pages, and GetFoundationModel.
final class Models {
    /// Query parameter → the values that it takes. The API cannot filter on INFERENCE_PROFILE, though it lists it.
    private static final Map<String, List<String>> ENUMS = Map.of(
            "byOutputModality", List.of("TEXT", "IMAGE", "EMBEDDING", "VIDEO", "SPEECH", "AUDIO"),
            "byInferenceType", List.of("ON_DEMAND", "PROVISIONED"),
            "byCustomizationType", List.of("FINE_TUNING", "CONTINUED_PRE_TRAINING", "DISTILLATION"));
    private static final Map<String, String> FIELDS = Map.of(
            "byOutputModality", "outputModalities",
            "byInferenceType", "inferenceTypesSupported",
            "byCustomizationType", "customizationsSupported");

    private Models() {}

    static HttpAnswer list(RegionCatalogue catalogue, Map<String, String> parameters) {
        var wrong = wrongFilter(parameters);
        if (wrong.isPresent()) {
            return wrong.get().answer();
        }
        var body = JsonTrees.object();
        var summaries = body.putArray("modelSummaries");
        catalogue.models().stream().filter(model -> passes(model, parameters)).forEach(summaries::add);
        return HttpAnswer.ok(body);
    }

    private static Optional<ErrorAnswer> wrongFilter(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .filter(filter -> ENUMS.containsKey(filter.getKey()))
                .filter(filter ->
                        !ENUMS.getOrDefault(filter.getKey(), List.of()).contains(filter.getValue()))
                .map(filter -> ErrorAnswer.constraint(
                        filter.getValue(), filter.getKey(), "satisfy enum value set: " + ENUMS.get(filter.getKey())))
                .findFirst();
    }

    private static boolean passes(ObjectNode model, Map<String, String> parameters) {
        var provider = parameters.get("byProvider");
        if (provider != null
                && !provider.equalsIgnoreCase(model.path("providerName").asText())) {
            return false;
        }
        return FIELDS.entrySet().stream().allMatch(filter -> {
            var wanted = parameters.get(filter.getKey());
            return wanted == null
                    || RegionCatalogue.strings(model.path(filter.getValue())).contains(wanted);
        });
    }

    static HttpAnswer get(RegionCatalogue catalogue, String identifier) {
        return catalogue
                .model(bareId(identifier, catalogue.region()))
                .map(model -> {
                    var body = JsonTrees.object();
                    body.set("modelDetails", model);
                    return HttpAnswer.ok(body);
                })
                .orElseGet(() -> ErrorAnswer.notFound(
                                "Could not resolve the foundation model from the provided model identifier.")
                        .answer());
    }

    /// The id itself, or the id that a model's ARN of this Region ends with.
    static String bareId(String identifier, String region) {
        return ModelArn.parse(identifier)
                .filter(arn ->
                        arn.kind().equals("foundation-model") && arn.region().equals(region))
                .map(ModelArn::id)
                .orElse(identifier);
    }
}
