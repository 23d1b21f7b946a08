package io.bedrockrelay.dialect.openai;

import io.bedrockrelay.dialect.JsonWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A model as `GET /v1/models` and `GET /v1/models/{id}` show it: OpenAI's four members, and what else is known.
///
/// @param id what a client writes as `model` to get it
/// @param created seconds since 1970; 0 where nobody knows
/// @param ownedBy the provider
/// @param name what people call it
/// @param contextWindow tokens that the model can read
/// @param maxOutputTokens tokens that the model can write in one answer
/// @param capabilities such as `tools`; null where nobody knows
/// @param inputModalities Bedrock's words (`TEXT`, `IMAGE`, …); none where they are not known
public record OpenAiModel(
        String id,
        long created,
        String ownedBy,
        @Nullable String name,
        @Nullable Integer contextWindow,
        @Nullable Integer maxOutputTokens,
        List<String> inputModalities,
        List<String> outputModalities,
        @Nullable List<String> capabilities) {
    public OpenAiModel {
        if (id.isBlank()) {
            throw new IllegalArgumentException("id is blank");
        }
        inputModalities = List.copyOf(inputModalities);
        outputModalities = List.copyOf(outputModalities);
        capabilities = capabilities == null ? null : List.copyOf(capabilities);
    }

    /// The body of `GET /v1/models`.
    public static void list(List<OpenAiModel> models, JsonWriter out) {
        out.begin().field("object", "list").name("data").beginArray();
        models.forEach(model -> model.write(out));
        out.endArray().end();
    }

    /// The body of `GET /v1/models/{id}`.
    public void write(JsonWriter out) {
        out.begin().field("id", id).field("object", "model");
        out.field("created", created).field("owned_by", ownedBy);
        if (name != null) {
            out.field("name", name);
        }
        if (contextWindow != null) {
            out.field("context_window", contextWindow);
        }
        if (maxOutputTokens != null) {
            out.field("max_output_tokens", maxOutputTokens);
        }
        words("input_modalities", inputModalities, out);
        words("output_modalities", outputModalities, out);
        if (capabilities != null) {
            words("capabilities", capabilities, out);
        }
        out.end();
    }

    private static void words(String field, List<String> words, JsonWriter out) {
        if (!words.isEmpty()) {
            out.name(field).beginArray();
            words.forEach(out::value);
            out.endArray();
        }
    }
}
