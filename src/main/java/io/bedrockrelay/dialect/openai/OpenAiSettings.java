package io.bedrockrelay.dialect.openai;

import io.bedrockrelay.chat.OutputFormat;
import io.bedrockrelay.chat.Settings;
import io.bedrockrelay.chat.Settings.Guardrail;
import io.bedrockrelay.chat.Thinking;
import io.bedrockrelay.chat.Thinking.Amount;
import io.bedrockrelay.dialect.Effort;
import io.bedrockrelay.dialect.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a request asks for besides the conversation, where OpenAI's APIs have one way to say it; the members that
/// are the relay's own are the same in all of them.
public final class OpenAiSettings {
    /// OpenAI promises valid JSON and no more; Bedrock has only schemas, which need to be known.
    public static final String JSON_ONLY = "Answer with one JSON object and nothing else.";

    private OpenAiSettings() {}

    public static Settings settings(Field body, ToolReader.Use use) {
        return new Settings(
                outputFormat(body.get("response_format")),
                thinking(body),
                use.oneAtATime(),
                guardrail(body.get("guardrailConfig")),
                serviceTier(body.get("service_tier")),
                latency(body.get("performanceConfig").get("latency")),
                metadata(body.get("metadata")),
                body.get("additionalModelRequestFields").objectOrNull(),
                body.get("additionalModelResponseFieldPaths").texts());
    }

    /// Whether the answer is to be any JSON object, for which Bedrock has no setting.
    public static boolean anyJson(Field format) {
        return switch (format.present() ? format.get("type").node().asText() : "") {
            case "json_object" -> true;
            case "json_schema" ->
                format.has("json_schema") && !format.get("json_schema").has("schema");
            default -> false;
        };
    }

    private static @Nullable OutputFormat outputFormat(Field format) {
        if (!format.present()) {
            return null;
        }
        var type = format.get("type");
        return switch (type.text()) {
            case "text", "json_object" -> null;
            case "json_schema" -> {
                var schema = format.get("json_schema");
                yield schema.present() && !schema.has("schema")
                        ? null
                        : new OutputFormat(
                                schema.get("name").textOrNull(),
                                schema.get("description").textOrNull(),
                                schema.get("schema").object());
            }
            default -> throw type.mistake("must be one of text, json_object, json_schema");
        };
    }

    /// Claude's own word says more than OpenAI's, so that it counts where both are said.
    private static @Nullable Thinking thinking(Field body) {
        var effort = Effort.of(body.get("reasoning_effort"));
        var thinking = body.get("thinking");
        if (!thinking.present()) {
            return effort;
        }
        thinking.object();
        var display = thinking.get("display").textOrNull();
        return switch (thinking.get("type").textOr("")) {
            case "enabled" -> {
                var budget = thinking.get("budget_tokens").positiveIntOrNull();
                yield new Thinking(budget == null ? new Amount.Adaptive() : new Amount.Budget(budget), display);
            }
            case "adaptive" -> new Thinking(effort == null ? new Amount.Adaptive() : effort.amount(), display);
            case "disabled" -> new Thinking(new Amount.Off());
            case "between_tools" -> new Thinking(new Amount.BetweenTools(), display);
            default -> throw thinking.get("type").mistake("must be one of enabled, adaptive, disabled, between_tools");
        };
    }

    public static @Nullable String serviceTier(Field tier) {
        var wish = tier.textOrNull();
        return switch (wish) {
            case null -> null;
            // Scale is bought from OpenAI alone; without it requests are of the default tier there, too.
            case "auto", "scale" -> null;
            case "fast" -> "priority";
            case "default", "flex", "priority", "reserved" -> wish;
            default -> throw tier.mistake("must be one of auto, default, flex, priority, reserved, fast, scale");
        };
    }

    public static @Nullable String latency(Field latency) {
        var wish = latency.textOrNull();
        return switch (wish) {
            case null -> null;
            case "standard", "optimized" -> wish;
            default -> throw latency.mistake("must be standard or optimized");
        };
    }

    public static @Nullable Guardrail guardrail(Field guardrail) {
        if (!guardrail.present()) {
            return null;
        }
        return new Guardrail(
                guardrail.get("guardrailIdentifier").nonBlankText(),
                guardrail.get("guardrailVersion").nonBlankText(),
                guardrail.get("trace").textOrNull(),
                guardrail.get("streamProcessingMode").textOrNull());
    }

    private static Map<String, String> metadata(Field metadata) {
        var labels = new LinkedHashMap<String, String>();
        metadata.members().forEach((name, label) -> labels.put(name, label.text()));
        return labels;
    }
}
