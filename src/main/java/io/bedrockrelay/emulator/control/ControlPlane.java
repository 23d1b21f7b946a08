package io.bedrockrelay.emulator.control;

import io.bedrockrelay.emulator.catalogue.RegionCatalogue;
import io.bedrockrelay.emulator.catalogue.Traits;
import io.bedrockrelay.emulator.wire.ErrorAnswer;
import io.bedrockrelay.emulator.wire.HttpAnswer;
import io.bedrockrelay.emulator.wire.HttpCall;
import io.bedrockrelay.emulator.wire.Paths;
import java.util.List;
import java.util.Optional;

/// Routes the control plane's calls. Safe for every thread.
public final class ControlPlane {
    private final ProfileStore applicationProfiles;
    private final ModelAvailability availability;

    public ControlPlane(ProfileStore applicationProfiles, Traits.Table traits) {
        this.applicationProfiles = applicationProfiles;
        this.availability = new ModelAvailability(traits);
    }

    /// The name of the operation that `call` is, in the API's spelling, or nothing where it is none of the control
    /// plane.
    public static Optional<String> operation(HttpCall call) {
        var segments = call.segments();
        boolean one = segments.size() == 2 && !segments.get(1).isEmpty();
        return Optional.of(
                        switch (call.method() + " " + segments.getFirst() + (one ? "/" : "")) {
                            case "GET foundation-models" -> "ListFoundationModels";
                            case "GET foundation-models/" -> "GetFoundationModel";
                            case "GET foundation-model-availability/" -> "GetFoundationModelAvailability";
                            case "GET inference-profiles" -> "ListInferenceProfiles";
                            case "GET inference-profiles/" -> "GetInferenceProfile";
                            case "POST inference-profiles" -> "CreateInferenceProfile";
                            case "DELETE inference-profiles/" -> "DeleteInferenceProfile";
                            case "POST listTagsForResource" -> "ListTagsForResource";
                            case "POST tagResource" -> "TagResource";
                            case "POST untagResource" -> "UntagResource";
                            default -> "";
                        })
                .filter(operation -> !operation.isEmpty() && (one || segments.size() == 1));
    }

    public HttpAnswer answer(String operation, HttpCall call, RegionCatalogue catalogue) {
        var id = identifier(call.segments());
        if (id.isEmpty()) {
            return ErrorAnswer.unknownOperation().answer();
        }
        return switch (operation) {
            case "ListFoundationModels" -> Models.list(catalogue, call.parameters());
            case "GetFoundationModel" -> Models.get(catalogue, id.get());
            case "GetFoundationModelAvailability" -> availability.of(catalogue, id.get());
            case "ListInferenceProfiles" ->
                Profiles.list(catalogue, applicationProfiles.in(catalogue.region()), call.parameters());
            case "GetInferenceProfile" -> Profiles.get(catalogue, applicationProfiles, id.get());
            case "CreateInferenceProfile" -> new Creation(applicationProfiles, catalogue).create(call.body());
            case "DeleteInferenceProfile" -> Profiles.delete(catalogue, applicationProfiles, id.get());
            default -> new Tags(applicationProfiles, catalogue.region()).answer(operation, call.body());
        };
    }

    private static Optional<String> identifier(List<String> segments) {
        return segments.size() < 2 ? Optional.of("") : Paths.decode(segments.get(1));
    }
}
