package io.bedrockrelay.dialect.openai;

import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.Tool;
import io.bedrockrelay.chat.ToolChoice;
import io.bedrockrelay.dialect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The tools of a request and how free the model is to call them.
public final class ToolReader {
    /// A function without parameters is legal at OpenAI; Converse wants a schema of every tool.
    private static final Json NO_PARAMETERS = new Json("{\"type\":\"object\",\"properties\":{}}");

    private ToolReader() {}

    /// @param tools those that may be called
    /// @param oneAtATime whether the caller wants no more than one call in an answer
    public record Use(List<Tool> tools, @Nullable ToolChoice choice, boolean oneAtATime) {}

    public static List<Tool> tools(Field tools) {
        var read = new ArrayList<Tool>();
        for (var tool : tools.elements()) {
            read.add(tool(tool));
            var mark = PartReader.cachePoint(tool.get("cache_control"));
            if (mark != null) {
                read.add(new Tool.CachePoint(mark.ttl()));
            }
        }
        return read;
    }

    private static Tool tool(Field tool) {
        var type = tool.get("type");
        if (!type.text().equals("function")) {
            throw type.mistake("must be 'function': Bedrock takes no other tools in this form");
        }
        var function = tool.get("function");
        return new Tool.Function(
                function.get("name").nonBlankText(),
                function.get("description").textOrNull(),
                schema(function.get("parameters")),
                function.get("strict").boolOrNull());
    }

    /// The schema of a function's arguments, which may be left out.
    public static Json schema(Field parameters) {
        var schema = parameters.objectOrNull();
        return schema == null || schema.text().equals("{}") ? NO_PARAMETERS : schema;
    }

    public static Use use(Field body, List<Tool> tools) {
        boolean parallel = body.get("parallel_tool_calls").boolOr(true);
        var wish = body.get("tool_choice");
        if (!wish.present()) {
            return new Use(tools, null, !parallel && !tools.isEmpty());
        }
        return wish.isText() ? byWord(wish, tools, !parallel) : byObject(wish, tools, !parallel);
    }

    /// A choice that is one word: `auto`, `none`, `required`.
    public static Use byWord(Field wish, List<Tool> tools, boolean single) {
        return switch (wish.text()) {
            // Left unsaid, since it is what Converse does anyway and some models refuse to be told.
            case "auto" -> new Use(tools, null, single && !tools.isEmpty());
            case "none" -> new Use(tools, new ToolChoice.None(), false);
            case "required" -> {
                requireTools(wish, tools);
                yield new Use(tools, new ToolChoice.Any(), single);
            }
            default -> throw wish.mistake("must be one of none, auto, required, or an object that names a function");
        };
    }

    private static Use byObject(Field wish, List<Tool> tools, boolean single) {
        var type = wish.get("type");
        return switch (type.text()) {
            case "function" -> {
                var name = wish.get("function").get("name");
                if (!named(tools).contains(name.text())) {
                    throw name.mistake("names none of the 'tools'");
                }
                yield new Use(tools, new ToolChoice.Named(name.text()), single);
            }
            case "allowed_tools" -> allowed(wish.get("allowed_tools"), tools, single);
            default -> throw type.mistake("must be one of function, allowed_tools");
        };
    }

    private static Use allowed(Field allowed, List<Tool> tools, boolean single) {
        var names = allowed.get("tools").elements().stream()
                .map(tool -> tool.get("function").get("name").text())
                .collect(Collectors.toSet());
        var kept = tools.stream().filter(tool -> keeps(names, tool)).toList();
        requireTools(allowed.get("tools"), kept);
        return byWord(allowed.get("mode"), kept, single);
    }

    private static boolean keeps(Set<String> names, Tool tool) {
        return switch (tool) {
            case Tool.Function function -> names.contains(function.name());
            case Tool.Hosted _ -> true;
            case Tool.CachePoint _ -> true;
        };
    }

    private static Set<String> named(List<Tool> tools) {
        return tools.stream()
                .filter(Tool.Function.class::isInstance)
                .map(tool -> ((Tool.Function) tool).name())
                .collect(Collectors.toSet());
    }

    private static void requireTools(Field wish, List<Tool> tools) {
        if (named(tools).isEmpty()) {
            throw wish.mistake("asks for a tool call, but there is none of these 'tools'");
        }
    }
}
