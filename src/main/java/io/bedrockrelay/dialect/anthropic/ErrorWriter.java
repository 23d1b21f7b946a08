package io.bedrockrelay.dialect.anthropic;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.FailureCode;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.dialect.JsonWriter;

/// Failures in Anthropic's form.
public final class ErrorWriter {
    private ErrorWriter() {}

    static void body(Failure failure, String requestId, JsonWriter out) {
        out.begin().field("type", "error");
        error(failure, out);
        out.field("request_id", requestId).end();
    }

    public static void event(Failure failure, JsonWriter out) {
        out.ascii("event: error\ndata: ").begin().field("type", "error");
        error(failure, out);
        out.end().ascii("\n\n");
    }

    static Failure malformed(StopReason reason) {
        return new Failure.Broken("The model's output could not be read (" + reason.wire() + "). Try again.");
    }

    private static void error(Failure failure, JsonWriter out) {
        out.name("error").begin();
        out.field("type", type(failure.code())).field("message", failure.message());
        out.end();
    }

    private static String type(FailureCode code) {
        return switch (code) {
            case INVALID_REQUEST, MODEL_UNAVAILABLE -> "invalid_request_error";
            case UNAUTHENTICATED -> "authentication_error";
            case FORBIDDEN, MODEL_ACCESS_DENIED -> "permission_error";
            case NOT_FOUND, MODEL_NOT_FOUND -> "not_found_error";
            case TOO_LARGE -> "request_too_large";
            case THROTTLED -> "rate_limit_error";
            case UPSTREAM_UNAVAILABLE, OVERLOADED -> "overloaded_error";
            case UPSTREAM_TIMEOUT -> "timeout_error";
            case INTERNAL -> "api_error";
        };
    }
}
