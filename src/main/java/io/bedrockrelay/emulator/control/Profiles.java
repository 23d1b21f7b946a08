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

/// ListInferenceProfiles, GetInferenceProfile and DeleteInferenceProfile.
final class Profiles {
    private Profiles() {}

    /// System-defined profiles unless the other type is asked for; the parameter on the wire is `type`.
    static HttpAnswer list(RegionCatalogue catalogue, List<ObjectNode> application, Map<String, String> parameters) {
        var type = parameters.getOrDefault("type", "SYSTEM_DEFINED");
        return switch (type) {
            case "SYSTEM_DEFINED" -> Pages.answer(catalogue.profiles(), parameters, "s");
            case "APPLICATION" -> Pages.answer(application, parameters, "a");
            default ->
                ErrorAnswer.constraint(type, "type", "satisfy enum value set: [SYSTEM_DEFINED, APPLICATION]")
                        .answer();
        };
    }

    static HttpAnswer get(RegionCatalogue catalogue, ProfileStore application, String identifier) {
        return find(catalogue, application, identifier).map(HttpAnswer::ok).orElseGet(() -> missing(identifier));
    }

    static HttpAnswer delete(RegionCatalogue catalogue, ProfileStore application, String identifier) {
        var profile = find(catalogue, application, identifier);
        if (profile.isEmpty()) {
            return missing(identifier);
        }
        if (!profile.get().path("type").asText().equals("APPLICATION")) {
            return ErrorAnswer.validation("System-defined inference profiles can't be deleted.")
                    .answer();
        }
        application.remove(
                catalogue.region(), profile.get().path("inferenceProfileId").asText());
        return HttpAnswer.ok(JsonTrees.object());
    }

    private static Optional<ObjectNode> find(RegionCatalogue catalogue, ProfileStore application, String identifier) {
        var arn = ModelArn.parse(identifier);
        if (arn.isPresent() && !arn.get().region().equals(catalogue.region())) {
            return Optional.empty();
        }
        var id = arn.map(ModelArn::id).orElse(identifier);
        return catalogue.profile(id).or(() -> application.find(catalogue.region(), id));
    }

    private static HttpAnswer missing(String identifier) {
        return ErrorAnswer.notFound("The inference profile " + identifier + " could not be found.")
                .answer();
    }
}
