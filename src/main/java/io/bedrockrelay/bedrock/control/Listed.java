package io.bedrockrelay.bedrock.control;

import io.bedrockrelay.catalogue.ListedModel;
import io.bedrockrelay.catalogue.ListedProfile;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.bedrock.model.FoundationModelLifecycle;
import software.amazon.awssdk.services.bedrock.model.FoundationModelSummary;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileModel;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileSummary;

/// The SDK's entries in the catalogue's words. Enumerations are read as strings, since the SDK's lag behind the API.
final class Listed {

    private Listed() {}

    static ListedModel model(FoundationModelSummary model) {
        return new ListedModel(
                model.modelId(),
                model.modelArn(),
                or(model.modelName(), model.modelId()),
                or(model.providerName(), ""),
                model.inputModalitiesAsStrings(),
                model.outputModalitiesAsStrings(),
                Boolean.TRUE.equals(model.responseStreamingSupported()),
                model.inferenceTypesSupportedAsStrings(),
                lifecycle(model.modelLifecycle()),
                model.customizationsSupportedAsStrings());
    }

    private static ListedModel.Lifecycle lifecycle(@Nullable FoundationModelLifecycle lifecycle) {
        return lifecycle == null
                ? new ListedModel.Lifecycle(ListedModel.Lifecycle.ACTIVE, null, null, null, null)
                : new ListedModel.Lifecycle(
                        or(lifecycle.statusAsString(), ListedModel.Lifecycle.ACTIVE),
                        lifecycle.startOfLifeTime(),
                        lifecycle.legacyTime(),
                        lifecycle.publicExtendedAccessTime(),
                        lifecycle.endOfLifeTime());
    }

    static ListedProfile profile(InferenceProfileSummary profile) {
        return new ListedProfile(
                profile.inferenceProfileId(),
                profile.inferenceProfileArn(),
                or(profile.inferenceProfileName(), profile.inferenceProfileId()),
                or(profile.description(), ""),
                or(profile.typeAsString(), ListedProfile.SYSTEM_DEFINED),
                or(profile.statusAsString(), "ACTIVE"),
                profile.models().stream()
                        .map(InferenceProfileModel::modelArn)
                        .filter(Objects::nonNull)
                        .toList(),
                profile.createdAt(),
                profile.updatedAt());
    }

    private static String or(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
