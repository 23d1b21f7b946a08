package io.bedrockrelay.dialect.bedrock;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.JsonWriter;
import java.util.Set;

/// A failure inside of an event stream: one frame, after which the stream ends.
public final class ExceptionFrame {
    private static final Set<String> IN_CONVERSE = Set.of(
            "internalServerException",
            "modelStreamErrorException",
            "validationException",
            "throttlingException",
            "serviceUnavailableException");

    private ExceptionFrame() {}

    public static byte[] of(Failure failure, WireOperation operation) {
        var payload =
                new JsonWriter(128).begin().field("message", failure.message()).end();
        return EventFrame.exception(type(failure, operation), payload);
    }

    /// The name of the exception; only names that the operation's stream has, since the SDKs read no others.
    static String type(Failure failure, WireOperation operation) {
        var upstream = failure.upstream();
        if (upstream != null && upstream.status() == 200 && has(operation, upstream.type())) {
            return upstream.type();
        }
        return switch (failure) {
            case Failure.Broken _, Failure.Internal _ -> "internalServerException";
            case Failure.TimedOut _ ->
                has(operation, "modelTimeoutException") ? "modelTimeoutException" : "modelStreamErrorException";
            case Failure.Throttled _ -> "throttlingException";
            case Failure.Unavailable _, Failure.Overloaded _ -> "serviceUnavailableException";
            case Failure.Invalid _, Failure.Rejected _, Failure.TooLarge _ -> "validationException";
            case Failure.Unauthenticated _, Failure.Forbidden _, Failure.AccessDenied _ -> "validationException";
            case Failure.NotFound _, Failure.UnknownModel _, Failure.UnusableModel _ -> "validationException";
        };
    }

    private static boolean has(WireOperation operation, String type) {
        return IN_CONVERSE.contains(type)
                || (operation == WireOperation.INVOKE_STREAM && type.equals("modelTimeoutException"));
    }
}
