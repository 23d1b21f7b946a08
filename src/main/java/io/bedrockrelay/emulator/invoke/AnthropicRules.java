package io.bedrockrelay.emulator.invoke;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.catalogue.Traits;
import io.bedrockrelay.emulator.converse.ThinkingRules;
import io.bedrockrelay.emulator.wire.ErrorAnswer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Everything for which a Claude model's own body is refused, but the conversation itself.
public final class AnthropicRules {
    private static final List<String> REQUIRED = List.of("anthropic_version", "max_tokens", "messages");
    private static final Set<String> KNOWN = Set.of(
            "anthropic_version",
            "anthropic_beta",
            "max_tokens",
            "messages",
            "system",
            "temperature",
            "top_p",
            "top_k",
            "stop_sequences",
            "tools",
            "tool_choice",
            "thinking",
            "metadata",
            "output_config",
            "output_format",
            "context_management");
    private static final String VERSION = "bedrock-2023-05-31";

    private AnthropicRules() {}

    public static Optional<ErrorAnswer> broken(ObjectNode body, Traits traits) {
        return missing(body)
                .or(() -> unknown(body))
                .or(() -> version(body.path("anthropic_version"), traits))
                .or(() -> AnthropicBetas.broken(body.path("anthropic_beta"), traits))
                .or(() -> limits(body, traits))
                .or(() -> AnthropicTurns.broken(body, traits))
                .or(() -> AnthropicTools.broken(body))
                .or(() -> AnthropicExtras.broken(body, traits))
                .or(() -> thinking(body, traits));
    }

    private static Optional<ErrorAnswer> missing(ObjectNode body) {
        return REQUIRED.stream()
                .filter(field -> !body.has(field))
                .findFirst()
                .map(field -> malformed("#: required key [" + field + "] not found"));
    }

    static ErrorAnswer malformed(String what) {
        return ErrorAnswer.validation(
                "Malformed input request: " + what + ", please reformat your input and try again.");
    }

    private static Optional<ErrorAnswer> unknown(ObjectNode body) {
        return body.properties().stream()
                .map(field -> field.getKey())
                .filter(field -> !KNOWN.contains(field))
                .findFirst()
                .map(field -> ErrorAnswer.validation(field + ": Extra inputs are not permitted"));
    }

    private static Optional<ErrorAnswer> version(JsonNode version, Traits traits) {
        return version.asText().equals(VERSION)
                        || (traits.has("dated") && version.asText().matches("[0-9]{4}-[0-9]{2}-[0-9]{2}"))
                ? Optional.empty()
                : Optional.of(ErrorAnswer.validation("anthropic_version: Input should be '" + VERSION + "'"));
    }

    private static Optional<ErrorAnswer> limits(ObjectNode body, Traits traits) {
        var max = body.path("max_tokens");
        if (!max.isIntegralNumber()) {
            return Optional.of(ErrorAnswer.validation("max_tokens: Input should be a valid integer"));
        }
        if (max.asLong() < 1) {
            return Optional.of(ErrorAnswer.validation("max_tokens: Input should be greater than or equal to 1"));
        }
        if (max.asLong() > traits.maxOutput()) {
            return Optional.of(ErrorAnswer.validation("max_tokens: " + max + " > " + traits.maxOutput()
                    + ", which is the maximum allowed number of output tokens for this model"));
        }
        return sampling(body, traits);
    }

    private static Optional<ErrorAnswer> sampling(ObjectNode body, Traits traits) {
        for (String field : List.of("temperature", "top_p")) {
            var value = body.path(field);
            if (value.isNumber() && (value.asDouble() < 0 || value.asDouble() > 1)) {
                return Optional.of(ErrorAnswer.validation(field + ": range: 0..1"));
            }
            if (body.has(field) && traits.has("no-sampling")) {
                return Optional.of(ErrorAnswer.validation("`" + field + "` is deprecated for this model."));
            }
        }
        return traits.has("one-sampling") && body.has("temperature") && body.has("top_p")
                ? Optional.of(ErrorAnswer.validation(
                        "`temperature` and `top_p` cannot both be specified for this model. Please use only one."))
                : Optional.empty();
    }

    private static Optional<ErrorAnswer> thoughtless(ObjectNode body) {
        var messages = body.path("messages");
        int before = messages.size() - 1;
        while (before > 0 && !messages.path(before).path("role").asText().equals("assistant")) {
            before--;
        }
        var content = messages.path(before).path("content");
        boolean called = content.findValuesAsText("type").contains("tool_use");
        boolean thought = content.path(0).path("type").asText().endsWith("thinking");
        return ThinkingRules.isBudget(body.path("thinking")) && called && !thought
                ? Optional.of(ThinkingRules.unexplained(before))
                : Optional.empty();
    }

    private static Optional<ErrorAnswer> thinking(ObjectNode body, Traits traits) {
        var choice = body.path("tool_choice").path("type").asText();
        boolean forced = choice.equals("any") || choice.equals("tool");
        if (traits.has("think-never-off")
                && body.path("thinking").path("type").asText().equals("disabled")) {
            return Optional.of(ErrorAnswer.validation("\"thinking.type.disabled\" is not supported for this model."));
        }
        return ThinkingRules.broken(
                        body.path("thinking"), traits, body.path("max_tokens"), body.path("temperature"), forced)
                .or(() -> thoughtless(body))
                .or(() -> clearing(body));
    }

    private static Optional<ErrorAnswer> clearing(ObjectNode body) {
        for (JsonNode edit : body.path("context_management").path("edits")) {
            var type = edit.path("type").asText();
            if (type.startsWith("clear_thinking") && !ThinkingRules.isOn(body.path("thinking"))) {
                return Optional.of(ErrorAnswer.validation(
                        "`" + type + "` strategy requires `thinking` to be enabled or adaptive"));
            }
        }
        return Optional.empty();
    }
}
