package io.bedrockrelay.chat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a call gave no answer, or no whole one. The message is written for the caller: it says what is wrong and what
/// would help, and holds no stack trace and no content of the conversation.
public sealed interface Failure {
    FailureCode code();

    String message();

    /// What Bedrock itself said, where the failure is Bedrock's.
    default @Nullable Upstream upstream() {
        return null;
    }

    /// How long the caller had better wait, where that is known.
    default @Nullable Duration retryAfter() {
        return null;
    }

    /// Whether the same request may succeed later.
    default boolean retryable() {
        return switch (code()) {
            case THROTTLED, UPSTREAM_UNAVAILABLE, UPSTREAM_TIMEOUT, OVERLOADED -> true;
            case INVALID_REQUEST, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND -> false;
            case MODEL_NOT_FOUND, MODEL_UNAVAILABLE, TOO_LARGE, MODEL_ACCESS_DENIED, INTERNAL -> false;
        };
    }

    /// The origin of an upstream failure.
    ///
    /// @param type AWS's error type (`ThrottlingException`) or in-stream exception type (`throttlingException`)
    /// @param status the HTTP status; 200 for a failure inside a stream
    /// @param cause what Bedrock's words say beyond the type
    /// @param original the status that the model itself gave, where Bedrock passes that on; 0 where it does not
    record Upstream(String type, int status, @Nullable String requestId, Cause cause, int original) {
        public Upstream(String type, int status, @Nullable String requestId) {
            this(type, status, requestId, Cause.OTHER, 0);
        }

        /// Whether the model itself held the request to be wrong.
        public boolean isOfTheCaller() {
            return original >= 400 && original < 500;
        }
    }

    /// What is behind an upstream failure, as far as it changes what somebody does about it. Bedrock tells it in its
    /// words only; whoever reads those says it here, so that nobody else has to read prose.
    enum Cause {
        /// No Marketplace agreement for the model, or one that is just being made.
        AGREEMENT,
        /// Anthropic's use-case form was not sent.
        USE_CASE_FORM,
        /// A service control policy of the AWS organisation.
        ORGANISATION,
        /// The role that the relay has.
        ROLE,
        /// The account has no access to the model.
        MODEL_ACCESS,
        /// The account's data retention mode.
        DATA_RETENTION,
        /// A quota that comes back on the next day only.
        DAILY_QUOTA,
        /// The model is at the end of its life, or closed to accounts that have not used it lately.
        LEGACY,
        /// The relay's own identity is not accepted.
        CREDENTIALS,
        /// The relay's clock is wrong.
        CLOCK,
        OTHER
    }

    /// A Region in which a model can be used, and the id that works there.
    record WorksIn(String region, String invocationId) {}

    /// The request is wrong; `field` is the path to the culprit (`messages[2].content[0].type`), if there is one.
    ///
    /// @param detail a word for programs, in the dialects that have one for this mistake
    record Invalid(
            @Nullable String field,
            String message,
            @Nullable String detail) implements Failure {
        /// The word for a body in an encoding that is not read.
        public static final String UNKNOWN_ENCODING = "request_body_encoding_unsupported";

        /// The word for something that a site does not offer, though the API has it.
        public static final String NOT_SUPPORTED = "not_supported";

        public Invalid(@Nullable String field, String message) {
            this(field, message, null);
        }

        /// Whether it is the form of the body that is not taken, for which HTTP has a status of its own.
        public boolean isUnknownEncoding() {
            return UNKNOWN_ENCODING.equals(detail);
        }

        /// Whether the API has what is asked for and the site does not.
        public boolean isNotSupported() {
            return NOT_SUPPORTED.equals(detail);
        }

        @Override
        public FailureCode code() {
            return FailureCode.INVALID_REQUEST;
        }
    }

    /// Bedrock or the model refused the request as invalid; the message is theirs.
    record Rejected(String message, @Nullable Upstream upstream) implements Failure {
        @Override
        public FailureCode code() {
            return FailureCode.INVALID_REQUEST;
        }
    }

    record Unauthenticated(String message) implements Failure {
        @Override
        public FailureCode code() {
            return FailureCode.UNAUTHENTICATED;
        }
    }

    record Forbidden(String message) implements Failure {
        @Override
        public FailureCode code() {
            return FailureCode.FORBIDDEN;
        }
    }

    record NotFound(String message) implements Failure {
        @Override
        public FailureCode code() {
            return FailureCode.NOT_FOUND;
        }
    }

    /// No model of this name; `nearest` are names that do exist.
    record UnknownModel(
            String message, List<String> nearest, @Nullable Upstream upstream) implements Failure {
        public UnknownModel {
            nearest = List.copyOf(nearest);
        }

        @Override
        public FailureCode code() {
            return FailureCode.MODEL_NOT_FOUND;
        }
    }

    /// The model is known, but cannot be used here, or not under the policy.
    record UnusableModel(
            String message,
            List<String> usable,
            List<WorksIn> worksIn,
            @Nullable Upstream upstream) implements Failure {
        public UnusableModel {
            usable = List.copyOf(usable);
            worksIn = List.copyOf(worksIn);
        }

        @Override
        public FailureCode code() {
            return FailureCode.MODEL_UNAVAILABLE;
        }
    }

    record TooLarge(String message) implements Failure {
        @Override
        public FailureCode code() {
            return FailureCode.TOO_LARGE;
        }
    }

    /// Bedrock's quota, with `upstream`, or the relay's own limit, without.
    record Throttled(
            String message,
            @Nullable Duration retryAfter,
            @Nullable Upstream upstream) implements Failure {
        @Override
        public FailureCode code() {
            return FailureCode.THROTTLED;
        }
    }

    /// The account may not use the model.
    record AccessDenied(String message, @Nullable Upstream upstream) implements Failure {
        @Override
        public FailureCode code() {
            return FailureCode.MODEL_ACCESS_DENIED;
        }
    }

    /// Bedrock does not answer, or answers that it cannot.
    record Unavailable(
            String message,
            @Nullable Duration retryAfter,
            @Nullable Upstream upstream) implements Failure {
        @Override
        public FailureCode code() {
            return FailureCode.UPSTREAM_UNAVAILABLE;
        }
    }

    /// The answer broke off: the connection ended early, or what arrived is not what was sent.
    record Broken(String message) implements Failure {
        @Override
        public FailureCode code() {
            return FailureCode.UPSTREAM_UNAVAILABLE;
        }
    }

    /// A time limit passed; `limit` is the name of its setting. Bedrock's own time-out has `upstream`.
    record TimedOut(
            String message,
            @Nullable String limit,
            @Nullable Upstream upstream) implements Failure {
        @Override
        public FailureCode code() {
            return FailureCode.UPSTREAM_TIMEOUT;
        }
    }

    /// The relay itself takes no more work at the moment.
    record Overloaded(String message, Duration retryAfter) implements Failure {
        @Override
        public FailureCode code() {
            return FailureCode.OVERLOADED;
        }
    }

    /// A defect of ours. The message names the request id and nothing else.
    record Internal(String message) implements Failure {
        @Override
        public FailureCode code() {
            return FailureCode.INTERNAL;
        }
    }
}
