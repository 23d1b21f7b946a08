package io.bedrockrelay.dialect;

import io.bedrockrelay.chat.Failure;
import java.util.List;
import java.util.Locale;

/// How Bedrock and the models behind it say that a conversation is longer than the model can read.
public final class Overlong {
    private static final List<String> WORDS = List.of(
            "input is too long",
            "prompt is too long",
            "too many input tokens",
            "maximum context length",
            "context window",
            "exceed context limit",
            "input tokens exceeded",
            "input tokens exceeds",
            "tokens in the prompt cannot exceed",
            "maximum prompt length");

    private Overlong() {}

    /// Whether that is what Bedrock refused a request for.
    public static boolean is(Failure failure) {
        if (!(failure instanceof Failure.Rejected rejected)) {
            return false;
        }
        var words = rejected.message().toLowerCase(Locale.ROOT);
        return WORDS.stream().anyMatch(words::contains);
    }
}
