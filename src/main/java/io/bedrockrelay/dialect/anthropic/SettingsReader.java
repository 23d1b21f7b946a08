package io.bedrockrelay.dialect.anthropic;

import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.OutputFormat;
import io.bedrockrelay.chat.Settings;
import io.bedrockrelay.dialect.Field;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a Messages API body asks for besides the conversation.
final class SettingsReader {
    private static final Set<String> EFFORTS = Set.of("low", "medium", "high", "xhigh", "max");
    /// What Bedrock takes as a value of `requestMetadata` (API reference, Converse).
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z0-9\\s:_@$#=/+,.-]{1,256}");

    private SettingsReader() {}

    static Settings read(Field body) {
        return new Settings(
                format(body),
                effort(body),
                null,
                ServiceTier.read(body.get(ServiceTier.NAME)),
                null,
                metadata(body),
                fields(body),
                List.of());
    }

    /// Parts whose loss would change what the answer is made of. Others that only Claude has are hints, such as
    /// `context_management`, and other models do without them.
    static void refuseWhatOnlyClaudeHas(Field body) {
        for (var name : List.of("mcp_servers", "container")) {
            var field = body.get(name);
            if (field.present() && !(field.isArray() && field.elements().isEmpty())) {
                throw field.mistake("can be used with Claude models only; leave it out");
            }
        }
    }

    private static @Nullable OutputFormat format(Field body) {
        var format = body.get("output_config").get("format");
        if (!format.present()) {
            format = body.get("output_format");
        }
        if (!format.present()) {
            return null;
        }
        var type = format.get("type");
        if (!type.text().equals("json_schema")) {
            throw type.mistake("must be 'json_schema'");
        }
        return new OutputFormat(null, null, format.get("schema").object());
    }

    /// Other models know degrees of effort, not budgets, so a budget of thinking becomes the degree that fits it.
    private static @Nullable String effort(Field body) {
        var effort = body.get("output_config").get("effort");
        var thinking = body.get("thinking");
        var budget = thinking.present() ? budget(thinking) : null;
        if (effort.present()) {
            if (!EFFORTS.contains(effort.text())) {
                throw effort.mistake("must be one of low, medium, high, xhigh, max");
            }
            return effort.text();
        }
        if (budget == null) {
            return null;
        }
        return budget <= 4_096 ? "low" : budget <= 16_384 ? "medium" : "high";
    }

    private static @Nullable Integer budget(Field thinking) {
        var type = thinking.get("type");
        return switch (type.text()) {
            case "enabled" -> {
                var budget = thinking.get("budget_tokens");
                if (!budget.present()) {
                    throw budget.mistake("is missing; it must be a whole number of at least 1");
                }
                yield budget.positiveIntOrNull();
            }
            case "adaptive", "disabled" -> null;
            default -> throw type.mistake("must be one of enabled, adaptive, disabled");
        };
    }

    /// Bedrock refuses a call whose labels have other characters than these, and a client library that puts JSON
    /// here should not fail for it: what cannot be a label is left out.
    private static Map<String, String> metadata(Field body) {
        var user = body.get("metadata").get("user_id").textOrNull();
        return user != null && LABEL.matcher(user).matches() ? Map.of("user_id", user) : Map.of();
    }

    private static @Nullable Json fields(Field body) {
        var topK = body.get("top_k").positiveIntOrNull();
        return topK == null ? null : new Json("{\"top_k\":" + topK + "}");
    }
}
