package io.bedrockrelay.dialect.responses;

import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.Tool;
import io.bedrockrelay.dialect.Field;
import io.bedrockrelay.dialect.openai.ToolReader;
import io.bedrockrelay.dialect.responsestream.ResponsesEcho.Called;
import io.bedrockrelay.dialect.responsestream.ResponsesEcho.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The tools of one request, from wherever in it they stand, as functions that a model of Bedrock can be given. Each is
/// taken once; names are given in the order of the request, so that the same request gives the same names.
final class Tools {
    private static final Json ONE_TEXT =
            new Json("{\"type\":\"object\",\"properties\":{\"input\":{\"type\":\"string\"}},"
                    + "\"required\":[\"input\"],\"additionalProperties\":false}");
    private static final Json COMMAND = new Json("{\"type\":\"object\",\"properties\":{"
            + "\"command\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}},"
            + "\"working_directory\":{\"type\":\"string\"},\"timeout_ms\":{\"type\":\"integer\"},"
            + "\"env\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}},"
            + "\"required\":[\"command\"]}");
    private static final String AS_IT_IS = "Put the whole text into `input` as it is, without quotes or code fences.";
    private static final String SHELL = "Runs a command on the user's machine.";

    private final LeftOut leftOut;
    private final List<Tool> given = new ArrayList<>();
    private final Map<Called, String> names = new LinkedHashMap<>();
    private final Map<String, Called> byName = new HashMap<>();

    Tools(LeftOut leftOut) {
        this.leftOut = leftOut;
    }

    void add(Field tools) {
        tools.elements().forEach(tool -> add(tool, null, null));
    }

    List<Tool> given() {
        return given;
    }

    /// The way back from the model's names, where it is not the name itself.
    Map<String, Called> names() {
        var back = new HashMap<>(byName);
        back.entrySet().removeIf(entry -> entry.getValue().equals(new Called(Kind.FUNCTION, null, entry.getKey())));
        return back;
    }

    /// What the model calls a tool that the history speaks of, declared or not.
    String name(Kind kind, @Nullable String namespace, String name) {
        var known = names.get(new Called(kind, namespace, name));
        if (known != null) {
            return known;
        }
        return Stream.of(Kind.values())
                .map(other -> names.get(new Called(other, namespace, name)))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(joined(namespace, name));
    }

    /// The model's name of a declared tool; null if there is none. Whoever does not say in which namespace means the
    /// first that has it.
    @Nullable
    String declared(@Nullable String namespace, String name) {
        var exact = name(Kind.FUNCTION, namespace, name);
        var called = byName.get(exact);
        if (called != null && called.name().equals(name) && Objects.equals(called.namespace(), namespace)) {
            return exact;
        }
        return names.entrySet().stream()
                .filter(entry -> namespace == null && entry.getKey().name().equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /// The names, by the model, of the tools that a search found.
    String found(Field tools) {
        var found = new Tools(new LeftOut());
        found.add(tools);
        return found.names.keySet().stream()
                .map(called -> name(called.kind(), called.namespace(), called.name()))
                .collect(Collectors.joining(", "));
    }

    private void add(Field tool, @Nullable String namespace, @Nullable String about) {
        var type = tool.get("type");
        switch (type.text()) {
            case "function" -> function(tool, namespace, about);
            case "custom" -> {
                var called = new Called(Kind.CUSTOM, namespace, name(tool));
                offer(called, join(about, custom(tool)), ONE_TEXT, null);
            }
            case "namespace" -> {
                var name = name(tool);
                var description = join(about, tool.get("description").textOrNull());
                // A namespace inside another is none that OpenAI knows.
                tool.get("tools").elements().forEach(member -> {
                    if (namespace == null) {
                        add(member, name, description);
                    } else {
                        leftOut.tool("namespace");
                    }
                });
            }
            case "tool_search" -> search(tool, about);
            case "local_shell" -> {
                var called = new Called(Kind.LOCAL_SHELL, null, "local_shell");
                offer(called, join(about, SHELL), COMMAND, null);
            }
            default -> elsewhere(type);
        }
    }

    private void function(Field tool, @Nullable String namespace, @Nullable String about) {
        var called = new Called(Kind.FUNCTION, namespace, name(tool));
        var strict = tool.get("strict").boolOr(false) ? Boolean.TRUE : null;
        var description = join(about, tool.get("description").textOrNull());
        offer(called, description, ToolReader.schema(tool.get("parameters")), strict);
    }

    private void search(Field tool, @Nullable String about) {
        if (!tool.get("execution").textOr("server").equals("client")) {
            leftOut.tool("tool_search");
            return;
        }
        var called = new Called(Kind.TOOL_SEARCH, null, "tool_search");
        var description = join(about, tool.get("description").textOrNull());
        offer(called, description, ToolReader.schema(tool.get("parameters")), null);
    }

    /// Tools that OpenAI runs. Codex sends `web_search` unasked, so that what only helps is left out; without the
    /// others the answer would not be what the caller asked for.
    private void elsewhere(Field type) {
        var name = type.text();
        switch (name) {
            case "shell", "apply_patch" ->
                throw type.mistake(name + " runs at OpenAI and cannot here; declare it as a function or custom tool");
            case "file_search", "code_interpreter", "image_generation", "mcp", "programmatic_tool_calling" ->
                throw type.mistake(name + " runs at OpenAI and cannot here; leave it out");
            default -> {
                if (name.startsWith("computer")) {
                    throw type.mistake(name + " runs at OpenAI and cannot here; leave it out");
                }
                leftOut.tool(name);
            }
        }
    }

    private void offer(Called called, @Nullable String description, Json schema, @Nullable Boolean strict) {
        if (names.containsKey(called)) {
            return;
        }
        var base = joined(called.namespace(), called.name());
        var name = base;
        for (int i = 2; byName.containsKey(name); i++) {
            name = base + "_" + i;
        }
        names.put(called, name);
        byName.put(name, called);
        given.add(new Tool.Function(name, description, schema, strict));
    }

    /// Bedrock cannot hold a model to a grammar; it can be leftOut.
    private static String custom(Field tool) {
        var description = join(tool.get("description").textOrNull(), AS_IT_IS);
        var format = tool.get("format");
        if (!format.get("type").textOr("text").equals("grammar")) {
            return Objects.requireNonNull(description);
        }
        return description + "\n\nIt must match this " + format.get("syntax").textOr("") + " grammar:\n"
                + format.get("definition").text();
    }

    private static String name(Field tool) {
        return tool.get("name").nonBlankText();
    }

    private static String joined(@Nullable String namespace, String name) {
        return namespace == null ? name : namespace + "__" + name;
    }

    private static @Nullable String join(@Nullable String one, @Nullable String other) {
        if (one == null || one.isBlank()) {
            return other;
        }
        return other == null || other.isBlank() ? one : one + "\n\n" + other;
    }
}
