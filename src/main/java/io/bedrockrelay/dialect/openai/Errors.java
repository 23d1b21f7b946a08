package io.bedrockrelay.dialect.openai;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.FailureCode;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.Overlong;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Failures in OpenAI's words: `{"error":{message,type,code,param}}`. Its clients choose their exception by the HTTP
/// status and tell the cases apart by the code.
public final class Errors {
    private static final String INVALID = "invalid_request_error";
    private static final String SERVER = "server_error";

    private Errors() {}

    /// The failure that a stop reason stands for, if the model's output could not be read: to be asked before a whole
    /// reply is written. A stream's encoder asks by itself.
    public static Optional<Failure> malformed(StopReason reason) {
        return reason.malformed()
                ? Optional.of(new Failure.Broken("The model's output could not be read (" + reason.wire()
                        + "). Ask again; if it happens often, simplify the tools' schemas or the output format."))
                : Optional.empty();
    }

    public static void write(Failure failure, JsonWriter out) {
        out.begin().name("error").begin();
        out.field("message", failure.message());
        out.field("type", type(failure.code()));
        optional(out, "param", param(failure));
        out.field("code", code(failure));
        out.end().end();
    }

    public static String type(FailureCode code) {
        return switch (code) {
            case INVALID_REQUEST, UNAUTHENTICATED, NOT_FOUND, MODEL_NOT_FOUND, MODEL_UNAVAILABLE, TOO_LARGE -> INVALID;
            case FORBIDDEN, MODEL_ACCESS_DENIED -> "permission_error";
            case THROTTLED -> "rate_limit_error";
            case UPSTREAM_UNAVAILABLE, UPSTREAM_TIMEOUT, OVERLOADED, INTERNAL -> SERVER;
        };
    }

    public static String code(Failure failure) {
        return switch (failure.code()) {
            case INVALID_REQUEST -> tooLong(failure) ? "context_length_exceeded" : INVALID;
            case UNAUTHENTICATED -> "invalid_api_key";
            case FORBIDDEN, MODEL_ACCESS_DENIED -> "permission_denied";
            case NOT_FOUND -> "not_found";
            case MODEL_NOT_FOUND -> "model_not_found";
            case MODEL_UNAVAILABLE -> "model_not_available";
            case TOO_LARGE -> "request_too_large";
            case THROTTLED -> "rate_limit_exceeded";
            case UPSTREAM_TIMEOUT -> "timeout";
            case UPSTREAM_UNAVAILABLE, OVERLOADED, INTERNAL -> SERVER;
        };
    }

    /// Whether Bedrock refused the request since the conversation is longer than the model can read.
    public static boolean tooLong(Failure failure) {
        return Overlong.is(failure);
    }

    public static @Nullable String param(Failure failure) {
        return switch (failure) {
            case Failure.Invalid invalid -> invalid.field();
            case Failure.Rejected rejected -> tooLong(rejected) ? "messages" : null;
            case Failure.UnknownModel _, Failure.UnusableModel _, Failure.AccessDenied _ -> "model";
            case Failure.Unauthenticated _, Failure.Forbidden _, Failure.NotFound _, Failure.TooLarge _ -> null;
            case Failure.Throttled _, Failure.Unavailable _, Failure.Broken _, Failure.TimedOut _ -> null;
            case Failure.Overloaded _, Failure.Internal _ -> null;
        };
    }

    private static void optional(JsonWriter out, String name, @Nullable String value) {
        if (value == null) {
            out.name(name).nil();
        } else {
            out.field(name, value);
        }
    }
}
