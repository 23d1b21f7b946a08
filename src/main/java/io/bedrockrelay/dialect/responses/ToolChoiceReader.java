package io.bedrockrelay.dialect.responses;

import io.bedrockrelay.chat.Tool;
import io.bedrockrelay.chat.ToolChoice;
import io.bedrockrelay.dialect.Field;
import io.bedrockrelay.dialect.openai.ToolReader;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How free the model is to call the tools.
final class ToolChoiceReader {
    private ToolChoiceReader() {}

    static ToolReader.Use read(Field body, Tools tools) {
        boolean single = !body.get("parallel_tool_calls").boolOr(true);
        var wish = body.get("tool_choice");
        if (!wish.present()) {
            return new ToolReader.Use(
                    tools.given(), null, single && !tools.given().isEmpty());
        }
        return wish.isText() ? ToolReader.byWord(wish, tools.given(), single) : byObject(wish, tools, single);
    }

    private static ToolReader.Use byObject(Field wish, Tools tools, boolean single) {
        var type = wish.get("type");
        var kind = type.text();
        return switch (kind) {
            case "function", "custom" -> {
                var name = wish.get("name");
                yield named(name, declared(wish, tools), tools, single);
            }
            case "local_shell", "tool_search" -> named(type, tools.declared(null, kind), tools, single);
            case "allowed_tools" -> allowed(wish, tools, single);
            default -> throw type.mistake("must be one of function, custom, local_shell, tool_search, allowed_tools");
        };
    }

    private static ToolReader.Use named(Field wish, @Nullable String name, Tools tools, boolean single) {
        if (name == null) {
            throw wish.mistake("names none of the 'tools'");
        }
        return new ToolReader.Use(tools.given(), new ToolChoice.Named(name), single);
    }

    private static ToolReader.Use allowed(Field wish, Tools tools, boolean single) {
        var names = new HashSet<String>();
        for (var tool : wish.get("tools").elements()) {
            var name = tool.has("name")
                    ? declared(tool, tools)
                    : tools.declared(null, tool.get("type").text());
            if (name != null) {
                names.add(name);
            }
        }
        List<Tool> kept = tools.given().stream()
                .filter(tool -> tool instanceof Tool.Function function && names.contains(function.name()))
                .toList();
        return ToolReader.byWord(wish.get("mode"), kept, single);
    }

    private static @Nullable String declared(Field tool, Tools tools) {
        return tools.declared(
                tool.get("namespace").textOrNull(), tool.get("name").nonBlankText());
    }
}
