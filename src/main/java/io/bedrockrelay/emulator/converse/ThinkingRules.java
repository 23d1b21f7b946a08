package io.bedrockrelay.emulator.converse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.catalogue.Traits;
import io.bedrockrelay.emulator.wire.ErrorAnswer;
import java.util.Optional;

/// Thinking: what asks for it, and what does not go with it. Shared by Converse and the model's own body, which
/// hold the same `thinking` object in different places.
public final class ThinkingRules {
    private static final int LEAST_BUDGET = 1024;

    private ThinkingRules() {}

    /// The `thinking` object of a Converse request, whichever of its names it goes by.
    static JsonNode thinking(ObjectNode request) {
        var fields = request.path("additionalModelRequestFields");
        return fields.has("thinking") ? fields.path("thinking") : fields.path("reasoning_config");
    }

    /// Whether thoughts are asked for: by the thinking object, by Nova 2's own, or by an effort.
    static boolean isAsked(ObjectNode request) {
        var fields = request.path("additionalModelRequestFields");
        return isOn(thinking(request))
                || fields.path("reasoningConfig").path("type").asText().equals("enabled")
                || fields.has("reasoning_effort")
                || request.path("outputConfig").has("effort")
                || fields.path("output_config").has("effort");
    }

    public static boolean isOn(JsonNode thinking) {
        var type = thinking.path("type").asText();
        return type.equals("enabled") || type.equals("adaptive");
    }

    public static boolean isBudget(JsonNode thinking) {
        return thinking.path("type").asText().equals("enabled");
    }

    static Optional<ErrorAnswer> broken(ObjectNode request, Traits traits) {
        var config = request.path("inferenceConfig");
        var choice = request.path("toolConfig").path("toolChoice");
        return broken(
                        thinking(request),
                        traits,
                        config.path("maxTokens"),
                        config.path("temperature"),
                        choice.has("any") || choice.has("tool"))
                .or(() -> thoughtless(request));
    }

    /// A model that thinks by a budget wants to see the thoughts that led to its last tool call. Adaptive thinking does
    /// without.
    private static Optional<ErrorAnswer> thoughtless(ObjectNode request) {
        var messages = request.path("messages");
        int before = messages.size() - 2;
        var content = messages.path(before).path("content");
        boolean called = content.findPath("toolUse").isObject();
        return isBudget(thinking(request)) && called && !content.path(0).has("reasoningContent")
                ? Optional.of(unexplained(before))
                : Optional.empty();
    }

    /// The refusal of a tool call that comes back without its thoughts.
    public static ErrorAnswer unexplained(int message) {
        return ErrorAnswer.byModel(
                "messages." + message + ".content.0.type: Expected `thinking` or `redacted_thinking`, but"
                        + " found `tool_use`. When `thinking` is enabled, a final `assistant` message must start with a thinking"
                        + " block.");
    }

    public static Optional<ErrorAnswer> broken(
            JsonNode thinking, Traits traits, JsonNode maxTokens, JsonNode temperature, boolean forced) {
        if (!isOn(thinking)) {
            return Optional.empty();
        }
        boolean budgeted = isBudget(thinking);
        if (!traits.has(budgeted ? "think-budget" : "think-effort")) {
            var type = "thinking.type." + thinking.path("type").asText();
            return Optional.of(ErrorAnswer.byModel("\"" + type + "\" is not supported for this model."));
        }
        if (forced && budgeted) {
            return Optional.of(ErrorAnswer.byModel("Thinking may not be enabled when tool_choice forces tool use."));
        }
        if (temperature.isNumber() && temperature.asDouble() != 1) {
            return Optional.of(ErrorAnswer.byModel("`temperature` may only be set to 1 when thinking is enabled."));
        }
        return budgeted ? budget(thinking.path("budget_tokens"), maxTokens) : Optional.empty();
    }

    private static Optional<ErrorAnswer> budget(JsonNode budget, JsonNode maxTokens) {
        if (budget.asInt(0) < LEAST_BUDGET) {
            return Optional.of(ErrorAnswer.byModel(
                    "thinking.enabled.budget_tokens: Input should be greater than or equal to " + LEAST_BUDGET));
        }
        return maxTokens.isNumber() && maxTokens.asInt() <= budget.asInt()
                ? Optional.of(ErrorAnswer.byModel("`max_tokens` must be greater than `thinking.budget_tokens`."))
                : Optional.empty();
    }
}
