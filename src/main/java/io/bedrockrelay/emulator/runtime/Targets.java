package io.bedrockrelay.emulator.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.catalogue.ModelArn;
import io.bedrockrelay.emulator.catalogue.RegionCatalogue;
import io.bedrockrelay.emulator.catalogue.Traits;
import io.bedrockrelay.emulator.control.ProfileStore;
import io.bedrockrelay.emulator.fault.Access;
import io.bedrockrelay.emulator.wire.ErrorAnswer;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds what a model id means in a Region, or refuses it in Bedrock's words.
final class Targets {
    /// `provider.model:version:window`, an id that is only for Provisioned Throughput.
    private static final Pattern WINDOW_VARIANT = Pattern.compile("[^:]+:[^:]+:[^:]+");
    private static final Set<String> OWN_MODELS = Set.of(
            "provisioned-model", "custom-model-deployment", "imported-model", "prompt-router", "default-prompt-router");
    private static final String OWN_MODEL = "custom.model";

    private final RegionCatalogue catalogue;
    private final Set<String> gone;
    private final ProfileStore applicationProfiles;
    private final Traits.Table traits;

    Targets(RegionCatalogue catalogue, Set<String> gone, ProfileStore applicationProfiles, Traits.Table traits) {
        this.catalogue = catalogue;
        this.gone = gone;
        this.applicationProfiles = applicationProfiles;
        this.traits = traits;
    }

    /// A target, or why there is none.
    sealed interface Found {
        record Hit(CalledModel target) implements Found {}

        record Miss(ErrorAnswer refusal) implements Found {}
    }

    /// For CountTokens, which takes the bare id even of a model that can be invoked through profiles only.
    Found countable(String id) {
        return catalogue
                .model(id)
                .<Found>map(model -> hit(id, id, false))
                .orElseGet(() ->
                        new Found.Miss(ErrorAnswer.validation("The provided model doesn't support counting tokens")));
    }

    Found invokable(String id) {
        var arn = ModelArn.parse(id);
        if (arn.isPresent()) {
            return byArn(arn.get(), id);
        }
        if (WINDOW_VARIANT.matcher(id).matches()) {
            return new Found.Miss(ErrorAnswer.constraint(id, "modelId", "satisfy regular expression pattern: ..."));
        }
        if (catalogue.profile(id).isPresent()) {
            return profile(catalogue.profile(id), id);
        }
        return bare(id, id);
    }

    private Found byArn(ModelArn arn, String id) {
        if (!arn.region().equals(catalogue.region()) || !arn.partition().equals(ModelArn.partition(arn.region()))) {
            return new Found.Miss(ErrorAnswer.invalidModel());
        }
        return switch (arn.kind()) {
            case "foundation-model" -> bare(arn.id(), id);
            case "inference-profile" -> profile(catalogue.profile(arn.id()), id);
            case "application-inference-profile" -> profile(applicationProfiles.find(arn.region(), arn.id()), id);
            default ->
                OWN_MODELS.contains(arn.kind())
                        ? new Found.Hit(new CalledModel(
                                OWN_MODEL, id, true, Optional.empty(), catalogue.region(), traits.of(OWN_MODEL)))
                        : new Found.Miss(ErrorAnswer.invalidModel());
        };
    }

    private Found bare(String modelId, String invokedId) {
        if (gone.contains(modelId)) {
            return new Found.Miss(Access.endOfLife());
        }
        if (catalogue.model(modelId).isEmpty()) {
            return new Found.Miss(ErrorAnswer.invalidModel());
        }
        return catalogue.isOnDemand(modelId)
                ? hit(modelId, invokedId, false)
                : new Found.Miss(Access.onDemand(modelId));
    }

    private Found profile(Optional<? extends JsonNode> profile, String invokedId) {
        return profile.map(RegionCatalogue::modelOf)
                .map(modelId -> hit(modelId, invokedId, true))
                .orElseGet(() -> new Found.Miss(ErrorAnswer.invalidModel()));
    }

    private Found hit(String modelId, String invokedId, boolean byProfile) {
        var listed = catalogue.model(modelId);
        var words = traits.of(modelId);
        var own = listed.map(Targets::seesImages).orElse(true) ? words.with("images") : words;
        return permitted(new CalledModel(modelId, invokedId, byProfile, listed, catalogue.region(), own));
    }

    private static boolean seesImages(ObjectNode model) {
        return RegionCatalogue.strings(model.path("inputModalities")).contains("IMAGE");
    }

    private static Found permitted(CalledModel target) {
        if (target.traits().has("denied")) {
            return new Found.Miss(Access.denied());
        }
        if (target.traits().has("agreement")) {
            return new Found.Miss(Access.agreement());
        }
        return target.traits().has("retention") ? new Found.Miss(Access.retention()) : new Found.Hit(target);
    }
}
