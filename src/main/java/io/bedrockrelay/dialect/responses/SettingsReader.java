package io.bedrockrelay.dialect.responses;

import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.OutputFormat;
import io.bedrockrelay.chat.Sampling;
import io.bedrockrelay.chat.Settings;
import io.bedrockrelay.chat.Thinking;
import io.bedrockrelay.dialect.Effort;
import io.bedrockrelay.dialect.Field;
import io.bedrockrelay.dialect.openai.OpenAiSettings;
import io.bedrockrelay.dialect.openai.ToolReader;
import io.bedrockrelay.dialect.responsestream.ResponsesEcho;
import io.bedrockrelay.dialect.responsestream.ResponsesEcho.Repeated;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a request asks for besides the conversation. The last `configuration_update` among the items wins over the
/// request's own members.
final class SettingsReader {
    private static final int MOST_LABELS = 16;
    /// What Bedrock's invocation log takes as a label.
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z0-9\\s:_@$#=/+,-.]{0,256}");

    private final Field body;
    private final LeftOut leftOut;
    private final Field effort;
    private final Field format;

    SettingsReader(Field body, LeftOut leftOut) {
        this.body = body;
        this.leftOut = leftOut;
        var newEffort = body.get("reasoning").get("effort");
        var newFormat = body.get("text").get("format");
        for (var item : body.get("input").isArray() ? body.get("input").elements() : List.<Field>of()) {
            if ("configuration_update".equals(item.get("type").node().textValue())) {
                var later = item.get("reasoning").get("effort");
                newEffort = later.present() ? later : newEffort;
                later = item.get("text").get("format");
                newFormat = later.present() ? later : newFormat;
            }
        }
        effort = newEffort;
        format = newFormat;
    }

    Sampling sampling() {
        var stop = body.get("stop");
        return new Sampling(
                body.get("max_output_tokens").positiveIntOrNull(),
                body.get("temperature").numberOrNull(0, 2),
                body.get("top_p").numberOrNull(0, 1),
                null,
                stop.isText() ? List.of(stop.text()) : stop.texts());
    }

    Settings settings(ToolReader.Use use) {
        return new Settings(
                outputFormat(),
                thinking(),
                use.oneAtATime(),
                OpenAiSettings.guardrail(body.get("guardrailConfig")),
                serviceTier(),
                OpenAiSettings.latency(body.get("performanceConfig").get("latency")),
                labels(body.get("metadata")),
                body.get("additionalModelRequestFields").objectOrNull(),
                List.of());
    }

    /// A caller who asks for summaries wants to see what a model thinks that leaves it out by itself.
    private @Nullable Thinking thinking() {
        var wish = "ultra".equals(effort.node().textValue()) ? Thinking.effort(Thinking.Level.MAX) : Effort.of(effort);
        return wish == null || summary() == null ? wish : new Thinking(wish.amount(), "summarized");
    }

    /// Whether the answer is to be any JSON object, for which Bedrock has no setting.
    boolean anyJson() {
        return "json_object".equals(format.get("type").node().textValue());
    }

    Repeated repeated() {
        var choice = body.get("tool_choice");
        var metadata = body.get("metadata").objectOrNull();
        return new Repeated(
                body.get("max_output_tokens").positiveIntOrNull(),
                metadata == null ? Json.EMPTY_OBJECT : metadata,
                body.get("parallel_tool_calls").boolOr(true),
                body.get("prompt_cache_key").textOrNull(),
                effort.textOrNull(),
                summary(),
                body.get("safety_identifier").textOrNull(),
                body.get("temperature").numberOrNull(0, 2),
                body.get("top_p").numberOrNull(0, 1),
                format.present() ? format.object() : ResponsesEcho.TEXT,
                body.get("text").get("verbosity").textOr(ResponsesEcho.MEDIUM),
                choice.present() ? choice.json() : ResponsesEcho.AUTO,
                body.get("user").textOrNull());
    }

    private @Nullable String summary() {
        var reasoning = body.get("reasoning");
        var older = reasoning.get("generate_summary").textOrNull();
        var summary = reasoning.get("summary").textOr(Objects.requireNonNullElse(older, "none"));
        return summary.equals("none") ? null : summary;
    }

    private @Nullable OutputFormat outputFormat() {
        if (!format.present()) {
            return null;
        }
        var type = format.get("type");
        return switch (type.text()) {
            case "text", "json_object" -> null;
            case "json_schema" ->
                new OutputFormat(
                        format.get("name").textOrNull(),
                        format.get("description").textOrNull(),
                        format.get("schema").object());
            default -> throw type.mistake("must be one of text, json_object, json_schema");
        };
    }

    private @Nullable String serviceTier() {
        var tier = body.get("service_tier");
        return "fast".equals(tier.node().textValue()) ? "priority" : OpenAiSettings.serviceTier(tier);
    }

    private Map<String, String> labels(Field metadata) {
        var labels = new LinkedHashMap<String, String>();
        metadata.members().forEach((name, label) -> {
            var value = label.node().textValue();
            if (isLabel(name) && !name.isEmpty() && value != null && isLabel(value) && labels.size() < MOST_LABELS) {
                labels.put(name, value);
            } else {
                leftOut.label();
            }
        });
        return labels;
    }

    private static boolean isLabel(String text) {
        return LABEL.matcher(text).matches();
    }
}
