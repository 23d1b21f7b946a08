package io.bedrockrelay.bedrock.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// Reads an HTTP answer that is no success. AWS has several spellings for the same thing, and none need be there.
public final class ErrorAnswer {

    private ErrorAnswer() {}

    /// Takes from an answer what it says of itself, wherever it says so.
    ///
    /// @param errorType the header `x-amzn-ErrorType`, whose tail behind the colon is cut
    /// @param retryAfter the header `Retry-After`; only a number of seconds is understood
    public static UpstreamError read(
            int status,
            @Nullable String errorType,
            @Nullable String requestId,
            @Nullable String retryAfter,
            byte[] body) {
        var node = tree(body);
        var type = errorType != null && !errorType.isBlank() ? cut(errorType, ':', true) : bodyType(node);
        return new UpstreamError(
                type == null ? byStatus(status) : type,
                status,
                message(node),
                requestId,
                seconds(retryAfter),
                node.path("originalStatusCode").asInt());
    }

    /// The same for an answer with the time at which AWS gave it: where a clock is to blame, both are told.
    ///
    /// @param date the header `Date`
    public static UpstreamError read(
            int status,
            @Nullable String errorType,
            @Nullable String requestId,
            @Nullable String retryAfter,
            @Nullable String date,
            Instant now,
            byte[] body) {
        var error = read(status, errorType, requestId, retryAfter, body);
        return date != null && error.isAboutTheClock()
                ? error.saying(" By AWS's clock it was " + date.strip() + ", by the relay's "
                        + DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atZone(ZoneOffset.UTC)) + ".")
                : error;
    }

    private static JsonNode tree(byte[] body) {
        try {
            return Tree.MAPPER.readTree(body);
        } catch (IOException _) {
            // A proxy's HTML page, for one; the status says enough.
            return MissingNode.getInstance();
        }
    }

    private static @Nullable String bodyType(JsonNode node) {
        for (var place : new JsonNode[] {
            node.path("__type"),
            node.path("Output").path("__type"),
            node.path("error").path("type"),
            node.path("code")
        }) {
            var type = Tree.text(place);
            if (type != null && !type.isBlank()) {
                return cut(cut(type, '#', false), ':', true);
            }
        }
        return null;
    }

    private static String cut(String text, char mark, boolean keepHead) {
        int at = text.indexOf(mark);
        if (at < 0) {
            return text.strip();
        }
        return (keepHead ? text.substring(0, at) : text.substring(at + 1)).strip();
    }

    private static String message(JsonNode node) {
        for (var place : new JsonNode[] {
            node.path("message"), node.path("Message"), node.path("error").path("message"), node.path("errorMessage")
        }) {
            var message = Tree.text(place);
            if (message != null) {
                return message;
            }
        }
        return "";
    }

    private static String byStatus(int status) {
        return switch (status) {
            case 400 -> "ValidationException";
            case 401, 403 -> "AccessDeniedException";
            case 404 -> "ResourceNotFoundException";
            case 408 -> "ModelTimeoutException";
            case 413 -> "RequestEntityTooLargeException";
            case 424 -> "ModelErrorException";
            case 429 -> "ThrottlingException";
            case 500 -> "InternalServerException";
            case 502, 503, 504 -> "ServiceUnavailableException";
            case 529 -> "overloaded_error";
            default -> "UnknownException";
        };
    }

    private static @Nullable Duration seconds(@Nullable String retryAfter) {
        if (retryAfter == null || !retryAfter.strip().matches("\\d{1,6}")) {
            return null;
        }
        return Duration.ofSeconds(Long.parseLong(retryAfter.strip()));
    }
}
