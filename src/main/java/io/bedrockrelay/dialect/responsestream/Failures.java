package io.bedrockrelay.dialect.responsestream;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.openai.Errors;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Failures in the words of this API: as the body of an answer that did not begin, and inside a stream, where the codes
/// are of OpenAI's closed list, since clients choose by them whether to ask again.
public final class Failures {
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final String NOT_FOUND = "previous_response_not_found";

    private Failures() {}

    /// The body of an answer that failed before it began.
    public static void write(Failure failure, JsonWriter out) {
        out.begin().name("error").begin();
        out.field("message", failure.message());
        out.field("type", Errors.type(failure.code()));
        optional("param", Errors.tooLong(failure) ? "input" : Errors.param(failure), out);
        out.field("code", code(failure)).end().end();
    }

    /// How long the caller is to wait; null where waiting does not help. Codex gives a throttled turn up if it is not
    /// told, and Bedrock does not tell.
    public static @Nullable Duration wait(Failure failure) {
        return switch (failure.code()) {
            case THROTTLED, UPSTREAM_UNAVAILABLE, OVERLOADED, INTERNAL ->
                failure.retryAfter() == null ? WAIT : failure.retryAfter();
            case INVALID_REQUEST, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, MODEL_NOT_FOUND, MODEL_UNAVAILABLE -> null;
            case TOO_LARGE, MODEL_ACCESS_DENIED, UPSTREAM_TIMEOUT -> null;
        };
    }

    /// The code inside a stream.
    static String streamCode(Failure failure) {
        return switch (failure.code()) {
            case INVALID_REQUEST -> Errors.tooLong(failure) ? "context_length_exceeded" : "invalid_prompt";
            case UNAUTHENTICATED, FORBIDDEN, MODEL_ACCESS_DENIED, NOT_FOUND, MODEL_NOT_FOUND -> "invalid_prompt";
            case MODEL_UNAVAILABLE, TOO_LARGE -> "invalid_prompt";
            case THROTTLED -> "rate_limit_exceeded";
            case UPSTREAM_UNAVAILABLE, UPSTREAM_TIMEOUT, OVERLOADED, INTERNAL -> "server_error";
        };
    }

    /// The message inside a stream. Codex reads the time to wait out of its last sentence.
    static String streamMessage(Failure failure) {
        var wait = failure instanceof Failure.Throttled ? wait(failure) : null;
        return wait == null
                ? failure.message()
                : failure.message() + " Please try again in " + Math.max(1, seconds(wait)) + "s.";
    }

    /// The members of an `error` event.
    static void event(Failure failure, JsonWriter out) {
        var code = streamCode(failure);
        var message = streamMessage(failure);
        out.field("code", code).field("message", message).name("param").nil();
        // The flat members are the published form, the object what OpenAI sends and its clients look for.
        out.name("error").begin().field("type", Errors.type(failure.code()));
        out.field("code", code).field("message", message).name("param").nil().end();
    }

    private static String code(Failure failure) {
        boolean asksForStored =
                failure instanceof Failure.Invalid invalid && "previous_response_id".equals(invalid.field());
        return asksForStored ? NOT_FOUND : Errors.code(failure);
    }

    private static long seconds(Duration wait) {
        return wait.plusMillis(999).toSeconds();
    }

    static void optional(String name, @Nullable String value, JsonWriter out) {
        if (value == null) {
            out.name(name).nil();
        } else {
            out.field(name, value);
        }
    }
}
