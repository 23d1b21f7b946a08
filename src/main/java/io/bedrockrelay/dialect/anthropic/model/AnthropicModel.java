package io.bedrockrelay.dialect.anthropic.model;

import io.bedrockrelay.dialect.JsonWriter;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A model as Anthropic's clients see it. Those of the newest version of the API read every member.
///
/// @param description a line for people; null where the name says all
/// @param createdAt null where it is not known
/// @param legacy whether Bedrock calls it LEGACY: it still answers, but not for ever
/// @param deprecatedAt since when it is, or will be, LEGACY; null where nobody has said
/// @param retiresAt from when it is refused; null where nobody has said
/// @param line `haiku`, `sonnet` and the like; null for models of other vendors
/// @param maxInputTokens 0 where it is not known; likewise `maxTokens`, the most that one answer may have
public record AnthropicModel(
        String id,
        String displayName,
        @Nullable String description,
        @Nullable Instant createdAt,
        boolean legacy,
        @Nullable Instant deprecatedAt,
        @Nullable Instant retiresAt,
        @Nullable String line,
        long maxInputTokens,
        long maxTokens) {
    private static final Pattern LINE =
            Pattern.compile("anthropic\\.claude-(?:.*-)?(haiku|sonnet|opus|fable|mythos)\\b.*");

    /// The line of Claude models that an id belongs to; null for all others.
    public static @Nullable String line(String id) {
        var line = LINE.matcher(id);
        return line.matches() ? line.group(1) : null;
    }

    /// The body of `GET /v1/models/{id}`, and one element of the list.
    public void write(JsonWriter out) {
        out.begin().field("type", "model").field("id", id).field("display_name", displayName);
        if (description != null) {
            out.field("description", description);
        }
        // Anthropic writes the epoch where a date is not known.
        out.field("created_at", (createdAt == null ? Instant.EPOCH : createdAt).toString());
        out.field("lifecycle", legacy ? "deprecated" : "active");
        text(out, "deprecated_at", deprecatedAt);
        text(out, "retires_at", retiresAt);
        text(out, "line", line);
        number(out, "max_input_tokens", maxInputTokens);
        number(out, "max_tokens", maxTokens);
        out.name("capabilities").nil().end();
    }

    private static void text(JsonWriter out, String name, @Nullable Object value) {
        if (value == null) {
            out.name(name).nil();
        } else {
            out.field(name, value.toString());
        }
    }

    private static void number(JsonWriter out, String name, long value) {
        if (value > 0) {
            out.field(name, value);
        } else {
            out.name(name).nil();
        }
    }
}
