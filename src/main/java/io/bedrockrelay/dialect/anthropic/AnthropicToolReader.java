package io.bedrockrelay.dialect.anthropic;

import io.bedrockrelay.chat.Tool;
import io.bedrockrelay.chat.ToolChoice;
import io.bedrockrelay.dialect.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tools of a request, and how free the model is to call them.
final class AnthropicToolReader {
    private AnthropicToolReader() {}

    static List<Tool> tools(Field tools) {
        var read = new ArrayList<Tool>();
        for (var tool : tools.elements()) {
            custom(tool.get("type"));
            read.add(new Tool.Function(
                    tool.get("name").nonBlankText(),
                    tool.get("description").textOrNull(),
                    tool.get("input_schema").object(),
                    tool.get("strict").boolOrNull()));
            var cache = CacheControl.of(tool);
            if (cache != null) {
                read.add(new Tool.CachePoint(cache.ttl()));
            }
        }
        return read;
    }

    static @Nullable ToolChoice choice(Field choice) {
        if (!choice.present()) {
            return null;
        }
        var type = choice.get("type");
        return switch (type.text()) {
            case "auto" -> new ToolChoice.Auto();
            case "any" -> new ToolChoice.Any();
            case "none" -> new ToolChoice.None();
            case "tool" -> new ToolChoice.Named(choice.get("name").nonBlankText());
            default -> throw type.mistake("must be one of auto, any, tool, none");
        };
    }

    private static void custom(Field type) {
        if (type.present() && !type.text().equals("custom")) {
            throw type.mistake("is '" + type.text() + "', a tool of Anthropic's own that only Claude models can use;"
                    + " describe it as a custom tool with an input_schema, or ask a Claude model");
        }
    }
}
