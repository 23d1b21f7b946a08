package io.bedrockrelay.dialect.claude;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.claude.outline.Node;
import io.bedrockrelay.dialect.claude.outline.Node.Kind;
import io.bedrockrelay.dialect.claude.outline.Outline;
import org.jspecify.annotations.Nullable;

/// What the relay must know of a Messages API body before it knows the model: no more than routing and limits need.
///
/// @param model the model name as it was written, perhaps with `[1m]`
/// @param outline the whole body, gone through once
public record ClaudeRequest(String model, boolean stream, Outline outline) {
    /// What a client library that keeps conversations at Anthropic asks for first. On exactly this code it goes on
    /// without; were the member passed over in silence, it would send its newest turn alone from then on.
    public static final String THREAD = "thread_unsupported_request";

    /// What a look at a body shows.
    public sealed interface Look {
        record Seen(ClaudeRequest request) implements Look {}

        record Refused(Failure failure) implements Look {}
    }

    /// The longest answer that is asked for; null where the body has none, or none that is a number; Bedrock judges
    // that.
    public @Nullable Integer maxTokens() {
        var asked = outline.root().number("max_tokens");
        return asked.isPresent() && asked.getAsLong() == (int) asked.getAsLong()
                ? (Integer) (int) asked.getAsLong()
                : null;
    }

    public static Look at(byte[] body) {
        return switch (Outline.at(body)) {
            case Outline.Look.Unreadable(String why) -> refused(null, why);
            case Outline.Look.Seen(Outline outline) -> of(outline);
        };
    }

    private static Look of(Outline outline) {
        var root = outline.root();
        var model = root.get("model");
        if (model == null) {
            return refused("model", "'model' is missing; it must be a string.");
        }
        if (model.text().isBlank()) {
            return refused("model", "'model' must be a string that is not blank.");
        }
        var stream = root.get("stream");
        if (stream != null && stream.kind() != Kind.BOOLEAN && stream.kind() != Kind.NULL) {
            return refused("stream", "'stream' must be true or false.");
        }
        if (!isTexts(root.get("anthropic_beta"))) {
            return refused("anthropic_beta", "'anthropic_beta' must be an array of strings.");
        }
        if (root.has("thread")) {
            return new Look.Refused(new Failure.Invalid(
                    "thread", "thread: not supported here; send the whole conversation in 'messages'.", THREAD));
        }
        return new Look.Seen(new ClaudeRequest(model.text(), stream != null && stream.isTrue(), outline));
    }

    private static boolean isTexts(@Nullable Node betas) {
        return betas == null
                || betas.kind() == Kind.NULL
                || (betas.kind() == Kind.ARRAY
                        && betas.elements().stream().allMatch(beta -> beta.kind() == Kind.STRING));
    }

    private static Look refused(@Nullable String field, String message) {
        return new Look.Refused(new Failure.Invalid(field, message));
    }
}
