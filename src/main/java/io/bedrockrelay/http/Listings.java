package io.bedrockrelay.http;

import io.bedrockrelay.catalogue.ListedModel;
import io.bedrockrelay.catalogue.ListedProfile;
import io.bedrockrelay.catalogue.view.ModelView;
import io.bedrockrelay.dialect.bedrock.FoundationModel;
import io.bedrockrelay.dialect.bedrock.InferenceProfile;
import io.bedrockrelay.dialect.openai.OpenAiModel;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The catalogue's entries as each dialect lists them.
final class Listings {
    private Listings() {}

    static OpenAiModel openAi(ModelView model) {
        return new OpenAiModel(
                model.id(),
                created(model.startOfLife()),
                model.provider(),
                model.name(),
                model.contextWindow(),
                model.maxOutputTokens(),
                model.inputModalities(),
                model.outputModalities(),
                model.abilities());
    }

    private static long created(@Nullable Instant since) {
        return since == null ? 0 : since.getEpochSecond();
    }

    static FoundationModel wire(ListedModel model) {
        return new FoundationModel(
                model.arn(),
                model.id(),
                model.name(),
                model.provider(),
                model.inputModalities(),
                model.outputModalities(),
                model.streaming(),
                Objects.requireNonNullElse(model.customizations(), List.of()),
                model.inferenceTypes(),
                lifecycle(model.lifecycle()));
    }

    static InferenceProfile wire(ListedProfile profile) {
        return new InferenceProfile(
                profile.arn(),
                profile.id(),
                profile.name(),
                profile.description().isEmpty() ? null : profile.description(),
                profile.type(),
                profile.status(),
                profile.modelArns(),
                profile.createdAt(),
                profile.updatedAt());
    }

    private static Map<String, String> lifecycle(ListedModel.Lifecycle lifecycle) {
        var members = new LinkedHashMap<String, String>();
        members.put("status", lifecycle.status());
        date(members, "startOfLifeTime", lifecycle.startOfLife());
        date(members, "legacyTime", lifecycle.legacy());
        date(members, "publicExtendedAccessTime", lifecycle.extendedAccess());
        date(members, "endOfLifeTime", lifecycle.endOfLife());
        return members;
    }

    private static void date(Map<String, String> members, String name, @Nullable Instant date) {
        if (date != null) {
            members.put(name, date.toString());
        }
    }
}
