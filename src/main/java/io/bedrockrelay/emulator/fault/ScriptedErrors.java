package io.bedrockrelay.emulator.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.wire.ErrorAnswer;
import io.bedrockrelay.emulator.wire.HttpAnswer;
import io.bedrockrelay.emulator.wire.JsonTrees;
import io.bedrockrelay.emulator.wire.Step;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a call can be refused with before anything is answered, by the word of the directive.
public final class ScriptedErrors {
    private static final Map<String, ErrorAnswer> BY_WORD = byWord();

    private ScriptedErrors() {}

    private static Map<String, ErrorAnswer> byWord() {
        var words = new LinkedHashMap<String, ErrorAnswer>();
        words.put("throttle", throttled("Too many requests, please wait before trying again."));
        words.put("throttle-tokens", throttled("Too many tokens, please wait before trying again."));
        words.put("throttle-day", throttled("Too many tokens per day, please wait before trying again."));
        words.put(
                "not-ready",
                ErrorAnswer.of(429, "ModelNotReadyException", "The model is not ready to serve requests."));
        words.put("denied", Access.denied());
        words.put("agreement", Access.agreement());
        words.put("retention", Access.retention());
        words.put("policy", Access.policy());
        words.put("bad-token", Access.badToken());
        words.put("expired-token", Access.expiredToken());
        words.put("skewed", Access.skewed());
        words.put("bad-key", Access.badKey());
        words.put("model-timeout", ErrorAnswer.of(408, "ModelTimeoutException", "The model took too long to answer."));
        words.put("model-error", modelError());
        words.put("stream-error", streamError());
        words.put("internal", ErrorAnswer.of(500, "InternalServerException", "The service met an internal error."));
        words.put("unavailable", unavailable());
        words.put(
                "busy",
                ErrorAnswer.of(503, "ServiceUnavailableException", "Bedrock is unable to process your request."));
        words.put("overloaded", ErrorAnswer.of(529, "overloaded_error", "The model is overloaded."));
        words.put("quota", ErrorAnswer.of(400, "ServiceQuotaExceededException", "The service quota is exceeded."));
        words.put("validation", ErrorAnswer.validation("The request is invalid."));
        words.put("too-long", ErrorAnswer.byModel("prompt is too long: 250000 tokens > 200000 maximum"));
        words.put("not-found", ErrorAnswer.notFound("The resource could not be found."));
        words.put("end-of-life", Access.endOfLife());
        words.put("legacy", Access.legacy());
        words.put("on-demand", Access.onDemand("anthropic.claude-sonnet-4-5-20250929-v1:0"));
        words.put("invalid-model", ErrorAnswer.invalidModel());
        return Map.copyOf(words);
    }

    static boolean isKnown(String word) {
        return BY_WORD.containsKey(word)
                || List.of("status", "refuse", "words", "close", "reset", "hang", "malformed")
                        .contains(word);
    }

    /// The steps of a call that fails before its head, or nothing where the directive asks for none of them.
    public static Optional<List<Step>> steps(Directive directive) {
        var refusal = directive.words().keySet().stream()
                .flatMap(word -> Optional.ofNullable(BY_WORD.get(word)).stream())
                .findFirst()
                .or(() -> directive.text("words").flatMap(ScriptedErrors::inWords))
                .or(() -> directive.text("refuse").map(type -> ScriptedErrors.ofType(type, "Refused as asked.")));
        if (refusal.isPresent()) {
            var answer = refusal.get().answer();
            return Optional.of(directive
                    .text("retry-after")
                    .map(seconds -> answer.with("Retry-After", seconds))
                    .orElse(answer)
                    .steps());
        }
        if (directive.has("status")) {
            return Optional.of(bare(directive.number("status", 500), "").steps());
        }
        if (directive.has("malformed")) {
            return Optional.of(bare(200, "<html><body>Not what was asked for").steps());
        }
        return early(directive);
    }

    /// A model's own refusal in any words, which directives cannot hold but in base64url.
    private static Optional<ErrorAnswer> inWords(String base64) {
        try {
            var words = new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
            return Optional.of(ErrorAnswer.byModel(words));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<List<Step>> early(Directive directive) {
        if (directive.has("close")) {
            return Optional.of(List.of(new Step.Close()));
        }
        if (directive.has("reset")) {
            return Optional.of(List.of(new Step.Cut()));
        }
        return directive.has("hang") ? Optional.of(List.of(new Step.Gate("hang"), new Step.Close())) : Optional.empty();
    }

    private static HttpAnswer bare(int status, String body) {
        return new HttpAnswer(status, Map.of(), Buffer.buffer(body));
    }

    /// A refusal of the type's own status; the type may be spelled as in a stream, with a small first letter.
    public static ErrorAnswer ofType(String type, String message) {
        var upper = Character.toUpperCase(type.charAt(0)) + type.substring(1);
        return new ErrorAnswer(status(upper), upper, exceptionBody(upper, message));
    }

    private static int status(String type) {
        return switch (type) {
            case "AccessDeniedException" -> 403;
            case "ResourceNotFoundException" -> 404;
            case "ModelTimeoutException" -> 408;
            case "ModelErrorException", "ModelStreamErrorException" -> 424;
            case "ThrottlingException", "ModelNotReadyException" -> 429;
            case "InternalServerException" -> 500;
            case "ServiceUnavailableException" -> 503;
            default -> 400;
        };
    }

    /// The body of an exception, in an answer or in a frame.
    static ObjectNode exceptionBody(String type, String message) {
        var body = JsonTrees.object().put("message", message);
        if (type.equalsIgnoreCase("ModelStreamErrorException")) {
            body.put("originalStatusCode", 500).put("originalMessage", "The model stream failed.");
        }
        if (type.equalsIgnoreCase("ModelErrorException")) {
            body.put("originalStatusCode", 500).put("resourceName", "emulated");
        }
        return body;
    }

    private static ErrorAnswer throttled(String message) {
        return ErrorAnswer.of(429, "ThrottlingException", message);
    }

    private static ErrorAnswer modelError() {
        return ofType("ModelErrorException", "The model returned an error.");
    }

    private static ErrorAnswer streamError() {
        return ofType("ModelStreamErrorException", "Model Stream Error");
    }

    private static ErrorAnswer unavailable() {
        var body = JsonTrees.object();
        body.putObject("exceptionMetadata").put("qosTier", "10").put("rudiMetadata", "{\"queueDwellTimeInMs\":0}");
        body.put("message", "Too many connections, please wait before trying again.");
        return new ErrorAnswer(503, "ServiceUnavailableException", body);
    }
}
