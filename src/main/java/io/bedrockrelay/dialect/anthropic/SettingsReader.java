package io.bedrockrelay.dialect.anthropic;

import io.bedrockrelay.chat.OutputFormat;
import io.bedrockrelay.chat.Settings;
import io.bedrockrelay.chat.Thinking;
import io.bedrockrelay.chat.Thinking.Amount;
import io.bedrockrelay.chat.Thinking.Level;
import io.bedrockrelay.dialect.Field;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a Messages API body asks for besides the conversation.
final class SettingsReader {
    /// What Bedrock takes as a value of `requestMetadata` (API reference, Converse).
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z0-9\\s:_@$#=/+,.-]{1,256}");

    private SettingsReader() {}

    static Settings read(Field body) {
        return new Settings(
                format(body),
                thinking(body),
                body.get("tool_choice").get("disable_parallel_tool_use").boolOr(false),
                null,
                ServiceTier.read(body.get(ServiceTier.NAME)),
                null,
                metadata(body),
                null,
                List.of());
    }

    /// Parts whose loss would change what the answer is made of. Others that only Claude has are hints, such as
    /// `context_management`, and other models do without them.
    static void refuseWhatOnlyClaudeHas(Field body) {
        for (var name : List.of("mcp_servers", "container", "thread", "fallbacks")) {
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

    /// A degree of effort says more than a budget to models that are not Anthropic's, so that it counts where both are
    /// said.
    private static @Nullable Thinking thinking(Field body) {
        var effort = body.get("output_config").get("effort");
        var thinking = body.get("thinking");
        var amount = thinking.present() ? amount(thinking) : null;
        if (effort.present()) {
            var level = Level.fromWire(effort.text());
            if (level == null || level == Level.MINIMAL) {
                throw effort.mistake("must be one of low, medium, high, xhigh, max");
            }
            amount = amount instanceof Amount.Off ? amount : new Amount.Effort(level);
        }
        return amount == null
                ? null
                : new Thinking(amount, thinking.get("display").textOrNull());
    }

    private static Amount amount(Field thinking) {
        var type = thinking.get("type");
        return switch (type.text()) {
            case "enabled" -> {
                var budget = thinking.get("budget_tokens");
                var tokens = budget.positiveIntOrNull();
                if (tokens == null) {
                    throw budget.mistake("is missing; it must be a whole number of at least 1");
                }
                yield new Amount.Budget(tokens);
            }
            case "adaptive" -> new Amount.Adaptive();
            case "disabled" -> new Amount.Off();
            case "between_tools" -> new Amount.BetweenTools();
            default -> throw type.mistake("must be one of enabled, adaptive, disabled, between_tools");
        };
    }

    /// Bedrock refuses a call whose labels have other characters than these, and a client library that puts JSON
    /// here should not fail for it: what cannot be a label is left out.
    private static Map<String, String> metadata(Field body) {
        var user = body.get("metadata").get("user_id").textOrNull();
        return user != null && LABEL.matcher(user).matches() ? Map.of("user_id", user) : Map.of();
    }
}
