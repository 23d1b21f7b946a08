package io.bedrockrelay.relay.ending;

import io.bedrockrelay.chat.Failure;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What became of a call, in the words of metrics and logs.
public enum Outcome {
    /// The whole answer went to the client.
    COMPLETED,
    /// The client went away before that. Never Bedrock's fault.
    CLIENT_GONE,
    /// Bedrock failed, before the answer or in its middle.
    UPSTREAM_ERROR,
    /// The answer broke off: the connection ended without the model's own end, or what came could not be read. Or the
    /// model had ended, but how many tokens that took was lost.
    TRUNCATED,
    /// A time limit passed: Bedrock's own, the relay's, or that of a client which stopped reading.
    TIMEOUT,
    /// The request was turned down before an answer began, and sending it again would not help.
    REFUSED,
    /// The process had to go, and ended the call with an error.
    DRAINED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /// The word that metrics and logs use.
    public String label() {
        return label;
    }

    /// @param begun whether Bedrock had begun its answer
    static Outcome of(@Nullable Failure failure, boolean begun) {
        if (failure == null) {
            return COMPLETED;
        }
        return switch (failure) {
            case Failure.TimedOut _ -> TIMEOUT;
            case Failure.Broken _, Failure.Internal _ -> TRUNCATED;
            case Failure.Invalid _, Failure.Rejected _, Failure.TooLarge _ -> begun ? UPSTREAM_ERROR : REFUSED;
            case Failure.Unauthenticated _, Failure.Forbidden _, Failure.NotFound _, Failure.Overloaded _ -> REFUSED;
            case Failure.Throttled _, Failure.Unavailable _, Failure.AccessDenied _ -> UPSTREAM_ERROR;
            case Failure.UnknownModel _, Failure.UnusableModel _ -> UPSTREAM_ERROR;
        };
    }
}
