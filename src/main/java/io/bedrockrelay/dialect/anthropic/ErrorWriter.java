package io.bedrockrelay.dialect.anthropic;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.FailureCode;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.dialect.JsonWriter;
import java.time.Duration;
import java.util.regex.Pattern;

/// Failures in Anthropic's form.
public final class ErrorWriter {
    private static final String BY_MODEL = "The model returned the following errors: ";
    private static final Duration SHORT = Duration.ofMinutes(10);
    private static final Pattern CAPACITY =
            Pattern.compile("serviceUnavailable|notReady|overloaded", Pattern.CASE_INSENSITIVE);

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
        out.field("type", type(failure)).field("message", message(failure));
        details(failure, out);
        out.end();
    }

    /// Clients look for Bedrock's and the models' own words, some of them at the beginning.
    private static String message(Failure failure) {
        var message = failure.message();
        return message.startsWith(BY_MODEL) ? message.substring(BY_MODEL.length()) : message;
    }

    private static void details(Failure failure, JsonWriter out) {
        if (failure instanceof Failure.Invalid invalid && invalid.detail() != null) {
            out.name("details").begin().field("error_code", invalid.detail());
            if (invalid.detail().startsWith("thread_") && invalid.field() != null) {
                out.name("unsupported").beginArray().value(invalid.field()).endArray();
            }
            out.end();
        }
    }

    /// The status of a failure. A client that can fall back to another model does so on 529 alone.
    ///
    /// @param usual that of other APIs
    static int status(Failure failure, int usual) {
        return switch (type(failure)) {
            case "overloaded_error" -> 529;
            case "api_error" -> 500;
            default -> usual;
        };
    }

    /// Whether trying again is of no use, which clients do on any of these unless they are told.
    static boolean isFinal(Failure failure) {
        return switch (failure.code()) {
            case UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, MODEL_NOT_FOUND, MODEL_ACCESS_DENIED -> true;
            case THROTTLED -> {
                var wait = failure.retryAfter();
                yield wait != null && wait.compareTo(SHORT) > 0;
            }
            case INVALID_REQUEST, MODEL_UNAVAILABLE, TOO_LARGE -> false;
            case UPSTREAM_UNAVAILABLE, UPSTREAM_TIMEOUT, OVERLOADED, INTERNAL -> false;
        };
    }

    private static String type(Failure failure) {
        return failure instanceof Failure.Broken
                        || (failure instanceof Failure.Unavailable unavailable && !isCapacity(unavailable))
                ? "api_error"
                : type(failure.code());
    }

    /// Whether Bedrock has too much to do, rather than that it failed.
    private static boolean isCapacity(Failure.Unavailable unavailable) {
        var upstream = unavailable.upstream();
        return upstream == null
                || upstream.status() == 503
                // What a proxy on the way answers in its own name has no type but the one that it is taken for.
                || (upstream.status() != 502
                        && CAPACITY.matcher(upstream.type()).find());
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
