package io.bedrockrelay.fit.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.chat.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The schema of a tool's arguments with a root that models take: an object. One tool whose schema has another would
/// cost the whole request.
///
/// @param alternatives what the root said of alternatives, to be told in words; null where it said nothing
public record ToolSchema(Json schema, @Nullable String alternatives) {
    private static final List<String> UNIONS = List.of("anyOf", "oneOf", "allOf");

    /// @param unions whether the model takes alternatives at the root
    public static ToolSchema of(Json schema, boolean unions) {
        if (isSound(schema.text())) {
            return new ToolSchema(schema, null);
        }
        var root = JsonTree.object(schema);
        boolean changed = root.remove("$schema") != null;
        changed |= resolved(root);
        String alternatives = null;
        if (!unions) {
            alternatives = merged(root);
            changed |= alternatives != null;
        }
        changed |= typed(root);
        return changed ? new ToolSchema(JsonTree.json(root), alternatives) : new ToolSchema(schema, null);
    }

    /// Most schemas are sound and need not be taken apart: they say that they are an object before anything else, and
    /// none of the words that would have to be looked after is in them at all.
    private static boolean isSound(String text) {
        return text.startsWith("{\"type\":\"object\",\"properties\":{")
                && !text.contains("\"$schema\"")
                && UNIONS.stream().noneMatch(union -> text.contains('"' + union + '"'));
    }

    /// A root that only points to a definition of its own becomes that definition.
    private static boolean resolved(ObjectNode root) {
        var pointer = root.path("$ref").asText();
        if (!pointer.startsWith("#/")) {
            return false;
        }
        if (!(root.at(pointer.substring(1)) instanceof ObjectNode definition)) {
            return false;
        }
        root.remove("$ref");
        definition.properties().forEach(entry -> {
            if (!root.has(entry.getKey())) {
                root.set(entry.getKey(), entry.getValue().deepCopy());
            }
        });
        return true;
    }

    private static boolean typed(ObjectNode root) {
        boolean changed = false;
        if (!root.path("type").asText().equals("object")) {
            root.put("type", "object");
            changed = true;
        }
        if (!root.path("properties").isObject()) {
            root.putObject("properties");
            changed = true;
        }
        return changed;
    }

    /// All properties of all alternatives, none of them required that was not so before.
    private static @Nullable String merged(ObjectNode root) {
        var told = new StringBuilder();
        for (var union : UNIONS) {
            var branches = root.remove(union);
            if (branches == null) {
                continue;
            }
            told.append(told.isEmpty() ? "" : " ")
                    .append("The arguments must fit ")
                    .append(words(union))
                    .append(": ")
                    .append(branches);
            branches.forEach(branch -> take(branch, root));
        }
        return told.isEmpty() ? null : told.toString();
    }

    private static String words(String union) {
        return switch (union) {
            case "anyOf" -> "at least one of these schemas";
            case "oneOf" -> "exactly one of these schemas";
            default -> "all of these schemas";
        };
    }

    private static void take(JsonNode branch, ObjectNode root) {
        if (!branch.path("properties").isObject()) {
            return;
        }
        var properties = root.path("properties") instanceof ObjectNode own ? own : root.putObject("properties");
        branch.path("properties").properties().forEach(entry -> {
            if (!properties.has(entry.getKey())) {
                properties.set(entry.getKey(), entry.getValue());
            }
        });
    }
}
