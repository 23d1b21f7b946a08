package io.bedrockrelay.fit.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.chat.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A schema that an answer, or a strict tool's arguments, must keep to: models that build a grammar from it take only
/// a part of JSON Schema.
public final class AnswerSchema {
    private static final Set<String> NUMBER_BOUNDS =
            Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf");
    private static final List<String> NESTED =
            List.of("properties", "$defs", "definitions", "patternProperties", "dependentSchemas");

    private AnswerSchema() {}

    /// The schema with every object closed where the caller did not say otherwise.
    ///
    /// @param bounds whether the model takes bounds; where not, they are told in words
    public static Json closed(Json schema, boolean bounds) {
        var root = JsonTree.object(schema);
        root.remove("$schema");
        close(root, bounds);
        return JsonTree.json(root);
    }

    /// Whether an object of the schema may have other properties than those that it names, by the caller's own word.
    public static boolean isOpen(Json schema) {
        return objects(JsonTree.object(schema)).stream().anyMatch(object -> {
            var more = object.path("additionalProperties");
            return more.isObject() || more.asBoolean(false);
        });
    }

    /// Whether the schema leads back into itself.
    public static boolean isRecursive(Json schema) {
        if (!schema.text().contains("\"$ref\"")) {
            return false;
        }
        var root = JsonTree.object(schema);
        return leadsBack(root, root, new HashSet<>(Set.of("#")));
    }

    public static boolean isObject(Json schema) {
        var root = JsonTree.object(schema);
        return root.path("type").asText().equals("object")
                || root.path("properties").isObject();
    }

    @SuppressWarnings("ReferenceEquality") // the root itself, not one that looks like it
    private static boolean leadsBack(JsonNode node, ObjectNode root, Set<String> open) {
        var pointer = node.isObject() ? node.path("$ref") : node;
        if (node.isObject() && pointer.isTextual()) {
            var target = pointer.textValue();
            if (!open.add(target)) {
                return true;
            }
            if (target.startsWith("#/") && leadsBack(root.at(target.substring(1)), root, open)) {
                return true;
            }
            open.remove(target);
        }
        if (node.isObject()) {
            // What is only defined leads nowhere until something points to it.
            return node.properties().stream()
                    .filter(entry ->
                            node != root || !Set.of("$defs", "definitions").contains(entry.getKey()))
                    .anyMatch(entry -> leadsBack(entry.getValue(), root, open));
        }
        return node.isArray() && node.valueStream().anyMatch(each -> leadsBack(each, root, open));
    }

    private static void close(ObjectNode root, boolean bounds) {
        for (var object : objects(root)) {
            boolean isObject =
                    hasType(object, "object") || object.path("properties").isObject();
            if (isObject && !object.has("additionalProperties")) {
                object.put("additionalProperties", false);
            }
            if (!bounds) {
                unbound(object);
            }
        }
    }

    private static void unbound(ObjectNode object) {
        var moved = new TreeSet<String>();
        object.properties().forEach(entry -> {
            var name = entry.getKey();
            boolean tooMany = name.equals("minItems") && entry.getValue().asInt() > 1;
            if (NUMBER_BOUNDS.contains(name) || name.equals("maxItems") || tooMany) {
                moved.add(name);
            }
        });
        if (moved.isEmpty()) {
            return;
        }
        var words = moved.stream().map(name -> name + "=" + object.path(name)).toList();
        object.remove(moved);
        var said = object.path("description").asText();
        object.put("description", (said.isEmpty() ? "" : said + " ") + "(" + String.join(", ", words) + ")");
    }

    /// `type` may be a word or several.
    private static boolean hasType(ObjectNode object, String type) {
        var said = object.path("type");
        return said.asText().equals(type)
                || said.valueStream().anyMatch(each -> each.asText().equals(type));
    }

    /// Every schema within a schema, itself included.
    private static List<ObjectNode> objects(ObjectNode root) {
        var all = new ArrayList<ObjectNode>();
        collect(root, all);
        return all;
    }

    private static void collect(JsonNode node, List<ObjectNode> all) {
        if (!(node instanceof ObjectNode schema)) {
            return;
        }
        all.add(schema);
        schema.properties().forEach(entry -> {
            if (NESTED.contains(entry.getKey())) {
                entry.getValue().valueStream().forEach(each -> collect(each, all));
            } else if (entry.getValue().isArray() && !isData(entry.getKey())) {
                entry.getValue().valueStream().forEach(each -> collect(each, all));
            } else if (!isData(entry.getKey())) {
                collect(entry.getValue(), all);
            }
        });
    }

    /// Values that look like schemas and are none.
    private static boolean isData(String keyword) {
        return Set.of("const", "enum", "default", "examples", "required", "example")
                .contains(keyword);
    }
}
