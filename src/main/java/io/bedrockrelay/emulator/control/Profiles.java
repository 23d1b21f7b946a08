package io.bedrockrelay.emulator.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.catalogue.Arn;
import io.bedrockrelay.emulator.catalogue.RegionCatalogue;
import io.bedrockrelay.emulator.wire.Answer;
import io.bedrockrelay.emulator.wire.Json;
import io.bedrockrelay.emulator.wire.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// ListInferenceProfiles, GetInferenceProfile and DeleteInferenceProfile.
final class Profiles {
    private Profiles() {}

    /// System-defined profiles unless the other type is asked for; the parameter on the wire is `type`.
    static Answer list(RegionCatalogue catalogue, List<ObjectNode> application, Map<String, String> parameters) {
        var type = parameters.getOrDefault("type", "SYSTEM_DEFINED");
        return switch (type) {
            case "SYSTEM_DEFINED" -> Pages.answer(catalogue.profiles(), parameters, "s");
            case "APPLICATION" -> Pages.answer(application, parameters, "a");
            default ->
                Refusal.constraint(type, "type", "satisfy enum value set: [SYSTEM_DEFINED, APPLICATION]")
                        .answer();
        };
    }

    static Answer get(RegionCatalogue catalogue, ApplicationProfiles application, String identifier) {
        return find(catalogue, application, identifier).map(Answer::ok).orElseGet(() -> missing(identifier));
    }

    static Answer delete(RegionCatalogue catalogue, ApplicationProfiles application, String identifier) {
        var profile = find(catalogue, application, identifier);
        if (profile.isEmpty()) {
            return missing(identifier);
        }
        if (!profile.get().path("type").asText().equals("APPLICATION")) {
            return Refusal.validation("System-defined inference profiles can't be deleted.")
                    .answer();
        }
        application.remove(
                catalogue.region(), profile.get().path("inferenceProfileId").asText());
        return Answer.ok(Json.object());
    }

    private static Optional<ObjectNode> find(
            RegionCatalogue catalogue, ApplicationProfiles application, String identifier) {
        var arn = Arn.parse(identifier);
        if (arn.isPresent() && !arn.get().region().equals(catalogue.region())) {
            return Optional.empty();
        }
        var id = arn.map(Arn::id).orElse(identifier);
        return catalogue.profile(id).or(() -> application.find(catalogue.region(), id));
    }

    private static Answer missing(String identifier) {
        return Refusal.notFound("The inference profile " + identifier + " could not be found.")
                .answer();
    }
}
