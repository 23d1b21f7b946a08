package io.bedrockrelay.bedrock.answer;

import io.bedrockrelay.chat.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An error in AWS's own terms, before or inside a stream.
///
/// @param type such as `ThrottlingException`, in a stream `throttlingException`
/// @param status the HTTP status; 200 inside a stream
/// @param message AWS's words, empty if it gave none
/// @param original the model's own status; 0 where it is not told
public record UpstreamError(
        String type,
        int status,
        String message,
        @Nullable String requestId,
        @Nullable Duration retryAfter,
        int original) {

    /// Without a word of the model's own.
    public UpstreamError(
            String type, int status, String message, @Nullable String requestId, @Nullable Duration retryAfter) {
        this(type, status, message, requestId, retryAfter, 0);
    }

    /// The same in the relay's terms: which row of the error table it is, with a remedy where one is known.
    public Failure failure() {
        var words = words();
        return switch (pascal(type)) {
            case "ThrottlingException", "TooManyRequestsException", "ServiceQuotaExceededException" ->
                new Failure.Throttled(words, retryAfter, upstream());
            case "ValidationException" -> validation(words);
            case "AccessDeniedException",
                    "UnrecognizedClientException",
                    "ExpiredTokenException",
                    "ExpiredToken",
                    "InvalidSignatureException",
                    "IncompleteSignature",
                    "MissingAuthenticationToken",
                    "MissingAuthenticationTokenException",
                    "InvalidClientTokenId",
                    "MPAgreementBeingCreated",
                    "BadCScoreException",
                    "FTUFormNotFilled" -> new Failure.AccessDenied(words, upstream());
            case "ResourceNotFoundException" -> missing(words);
            case "ModelTimeoutException" -> new Failure.TimedOut(words, null, upstream());
            case "RequestEntityTooLargeException" -> new Failure.TooLarge(words);
            case "ModelNotReadyException",
                    "ModelErrorException",
                    "ModelStreamErrorException",
                    "InternalServerException",
                    "InternalFailure",
                    "ServiceUnavailableException",
                    "Overloaded_error" -> new Failure.Unavailable(words, retryAfter, upstream());
            default -> byStatus(words);
        };
    }

    boolean isAboutTheClock() {
        return cause() == Failure.Cause.CLOCK;
    }

    private Failure.Cause cause() {
        var remedy = Remedy.of(type, plain(message));
        return remedy == null ? Failure.Cause.OTHER : remedy.cause();
    }

    UpstreamError saying(String more) {
        return new UpstreamError(type, status, message.strip() + more, requestId, retryAfter, original);
    }

    private Failure validation(String words) {
        var said = plain(message);
        if (said.contains("on-demand throughput isn't supported") || said.contains("at 'modelid' failed to satisfy")) {
            return new Failure.UnusableModel(words, List.of(), List.of(), upstream());
        }
        if (said.contains("the provided model identifier is invalid")) {
            return new Failure.UnknownModel(words, List.of(), upstream());
        }
        if (said.contains("data retention mode")) {
            return new Failure.AccessDenied(words, upstream());
        }
        return new Failure.Rejected(words, upstream());
    }

    private Failure missing(String words) {
        var said = plain(message);
        if (said.contains("end of its life") || said.contains("marked by provider as legacy")) {
            return new Failure.UnusableModel(words, List.of(), List.of(), upstream());
        }
        if (said.contains("use case") || type.contains("FTUFormNotFilled")) {
            return new Failure.AccessDenied(words, upstream());
        }
        return new Failure.UnknownModel(words, List.of(), upstream());
    }

    /// For types that this release does not know. A failure in mid-stream is Bedrock's, whatever it is called.
    private Failure byStatus(String words) {
        return switch (status) {
            case 401, 403 -> new Failure.AccessDenied(words, upstream());
            case 408, 504 -> new Failure.TimedOut(words, null, upstream());
            case 413 -> new Failure.TooLarge(words);
            case 424 -> new Failure.Unavailable(words, retryAfter, upstream());
            case 429 -> new Failure.Throttled(words, retryAfter, upstream());
            default ->
                status >= 400 && status < 500
                        ? new Failure.Rejected(words, upstream())
                        : new Failure.Unavailable(words, retryAfter, upstream());
        };
    }

    private Failure.Upstream upstream() {
        return new Failure.Upstream(type, status, requestId, cause(), original);
    }

    private String words() {
        var said = message.isBlank() ? "Bedrock answered " + type + " without a reason." : message.strip();
        var remedy = Remedy.of(type, plain(message));
        if (remedy == null) {
            return said;
        }
        return said + (said.endsWith(".") ? " " : ". ") + remedy.advice();
    }

    /// Lower case, with the apostrophe that keyboards have: AWS writes either.
    private static String plain(String text) {
        return text.replace('’', '\'').toLowerCase(Locale.ROOT);
    }

    /// Types inside a stream begin with a small letter; documentation adds a reason in parentheses to some.
    private static String pascal(String type) {
        int space = type.indexOf(' ');
        var name = space < 0 ? type : type.substring(0, space);
        return name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
