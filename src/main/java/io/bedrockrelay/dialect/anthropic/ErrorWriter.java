package io.bedrockrelay.dialect.anthropic;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Failure.Cause;
import io.bedrockrelay.chat.FailureCode;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.Overlong;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Failures in Anthropic's form.
public final class ErrorWriter {
    private static final String BY_MODEL = "The model returned the following errors: ";
    private static final Duration A_WHILE = Duration.ofSeconds(2);
    private static final Duration SHORT = Duration.ofMinutes(10);
    private static final Pattern CAPACITY =
            Pattern.compile("serviceUnavailable|notReady|overloaded", Pattern.CASE_INSENSITIVE);

    private static final String UNSEEN = "could not process image: ";
    private static final Pattern PICTURE = Pattern.compile(
            "\\bimage\\b.*(support|invalid|process|match|format|exceed|size|dimension)"
                    + "|(support|invalid|process|exceed).*\\bimage\\b",
            Pattern.CASE_INSENSITIVE);
    /// What servers of open models say of a prompt that would leave no room for the answer that was asked for.
    private static final Pattern IN_PARTS = Pattern.compile(
            "maximum context length is (\\d+) tokens.*?(\\d+) in the (?:messages|prompt|input).*?(\\d+) (?:in|for) the"
                    + " (?:completion|output)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern COUNT = Pattern.compile("\\b\\d{4,15}\\b");

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

    /// A refusal by a model that is not Claude, in the words on which clients of Claude models shorten a conversation,
    /// ask for fewer tokens or leave a picture out; every other failure is told as it is.
    static Failure worded(Failure failure) {
        if (!(failure instanceof Failure.Rejected rejected) || rejected.upstream() == null) {
            return failure;
        }
        var words = message(rejected);
        if (Overlong.is(rejected)) {
            return new Failure.Rejected(tooLong(words), rejected.upstream());
        }
        return PICTURE.matcher(words).find() && !words.startsWith(UNSEEN)
                ? new Failure.Rejected(UNSEEN + words, rejected.upstream())
                : failure;
    }

    private static String tooLong(String words) {
        if (words.startsWith("prompt is too long") || words.contains("exceed context limit")) {
            return words;
        }
        var parts = IN_PARTS.matcher(words);
        if (parts.find()) {
            return "input length and `max_tokens` exceed context limit: " + parts.group(2) + " + " + parts.group(3)
                    + " > " + parts.group(1);
        }
        var counts = COUNT.matcher(words)
                .results()
                .map(count -> Long.parseLong(count.group()))
                .sorted()
                .toList();
        return counts.size() == 2 && counts.getFirst() < counts.getLast()
                ? "prompt is too long: " + counts.getLast() + " tokens > " + counts.getFirst() + " maximum"
                : "prompt is too long";
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
        var message = failure instanceof Failure.UnknownModel ? "model: " + failure.message() : failure.message();
        return message.startsWith(BY_MODEL) ? message.substring(BY_MODEL.length()) : message;
    }

    private static void details(Failure failure, JsonWriter out) {
        if (failure instanceof Failure.Invalid invalid && invalid.detail() != null && !invalid.isNotSupported()) {
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
            case Failure.Invalid.NOT_SUPPORTED -> 501;
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
                var upstream = failure.upstream();
                yield isLong(failure) || (upstream != null && upstream.cause() == Cause.DAILY_QUOTA);
            }
            case INVALID_REQUEST -> failure instanceof Failure.Invalid invalid && invalid.isNotSupported();
            case MODEL_UNAVAILABLE, TOO_LARGE -> false;
            case UPSTREAM_UNAVAILABLE, UPSTREAM_TIMEOUT, OVERLOADED, INTERNAL -> false;
        };
    }

    /// How long a client had better wait where Bedrock has too much to do: those that can wait do so for as long as
    /// they are told, and else for as long as they like.
    static Optional<Duration> wait(Failure failure, Optional<Duration> usual) {
        return usual.isEmpty() && type(failure).equals("overloaded_error") ? Optional.of(A_WHILE) : usual;
    }

    private static boolean isLong(Failure failure) {
        var wait = failure.retryAfter();
        return wait != null && wait.compareTo(SHORT) > 0;
    }

    private static String type(Failure failure) {
        if (failure instanceof Failure.Invalid invalid && invalid.isNotSupported()) {
            return Failure.Invalid.NOT_SUPPORTED;
        }
        if (failure instanceof Failure.Throttled && failure.upstream() == null && isLong(failure)) {
            // What a site allows for a day or longer is its own account, not Bedrock's rate.
            return "billing_error";
        }
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
