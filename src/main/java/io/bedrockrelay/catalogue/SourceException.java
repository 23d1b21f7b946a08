package io.bedrockrelay.catalogue;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A Region could not be listed. The message is shown to operators and callers of `/api/regions`: it must hold no
/// secret.
public final class SourceException extends Exception {

    /// Why, as far as it changes what an operator does about it.
    public enum Kind {
        /// Credentials are missing, expired, or lack `bedrock:List*`.
        ACCESS_DENIED("access-denied"),
        /// The Region is an opt-in Region that this account has not enabled, or Bedrock is not offered there.
        NOT_ENABLED("not-enabled"),
        /// Too many calls; the next refresh tries again.
        THROTTLED("throttled"),
        /// No answer within the time limit.
        TIMEOUT("timeout"),
        /// No connection, no such host, or an answer 5xx.
        UNAVAILABLE("unavailable"),
        /// An answer that makes no sense.
        INVALID_ANSWER("invalid-answer");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /// The name used in JSON and metrics.
        public String label() {
            return label;
        }
    }

    private final Kind kind;

    public SourceException(Kind kind, String message) {
        this(kind, message, null);
    }

    public SourceException(Kind kind, String message, @Nullable Throwable cause) {
        super(Objects.requireNonNull(message), cause);
        this.kind = Objects.requireNonNull(kind);
    }

    public Kind kind() {
        return kind;
    }
}
