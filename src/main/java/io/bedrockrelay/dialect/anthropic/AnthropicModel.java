package io.bedrockrelay.dialect.anthropic;

import io.bedrockrelay.dialect.JsonWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A model as Anthropic's clients see it.
///
/// @param createdAt null where it is not known
/// @param legacy whether Bedrock calls it LEGACY: it still answers, but not for ever
/// @param maxInputTokens 0 where it is not known; likewise `maxTokens`, the most that one answer may have
public record AnthropicModel(
        String id,
        String displayName,
        @Nullable Instant createdAt,
        boolean legacy,
        long maxInputTokens,
        long maxTokens) {

    /// The body of `GET /v1/models/{id}`, and one element of the list.
    public void write(JsonWriter out) {
        out.begin().field("type", "model").field("id", id).field("display_name", displayName);
        // Anthropic writes the epoch where a date is not known.
        out.field("created_at", (createdAt == null ? Instant.EPOCH : createdAt).toString());
        out.field("lifecycle", legacy ? "deprecated" : "active");
        number(out, "max_input_tokens", maxInputTokens);
        number(out, "max_tokens", maxTokens);
        out.end();
    }

    private static void number(JsonWriter out, String name, long value) {
        if (value > 0) {
            out.field(name, value);
        } else {
            out.name(name).nil();
        }
    }
}
