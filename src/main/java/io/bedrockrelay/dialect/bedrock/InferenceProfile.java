package io.bedrockrelay.dialect.bedrock;

import io.bedrockrelay.dialect.JsonWriter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An inference profile in the words of Bedrock's control plane.
///
/// @param type `SYSTEM_DEFINED` or `APPLICATION`
public record InferenceProfile(
        String arn,
        String id,
        String name,
        @Nullable String description,
        String type,
        String status,
        List<String> modelArns,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt) {
    public InferenceProfile {
        modelArns = List.copyOf(modelArns);
    }

    /// One element of the list, and the whole body of `GET /inference-profiles/{id}`.
    public void write(JsonWriter out) {
        out.begin().field("inferenceProfileName", name);
        if (description != null) {
            out.field("description", description);
        }
        if (createdAt != null) {
            out.field("createdAt", createdAt.toString());
        }
        if (updatedAt != null) {
            out.field("updatedAt", updatedAt.toString());
        }
        out.field("inferenceProfileArn", arn).name("models").beginArray();
        for (var model : modelArns) {
            out.begin().field("modelArn", model).end();
        }
        out.endArray();
        out.field("inferenceProfileId", id).field("status", status).field("type", type);
        out.end();
    }
}
