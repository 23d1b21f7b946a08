package io.bedrockrelay.emulator.reply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.wire.JsonTrees;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Makes a value that matches a JSON schema, with words of the prompt in it where a string is free.
final class SchemaExample {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /// Recursive schemas stop here; deeper, only required properties are given.
    private static final int DEPTH = 6;

    private final JsonNode root;
    private final Iterator<String> words;

    private SchemaExample(JsonNode root, Iterator<String> words) {
        this.root = root;
        this.words = words;
    }

    /// @param words used for free strings in turn, round and round; must not be empty
    static JsonNode of(JsonNode schema, List<String> words) {
        return new SchemaExample(
                        schema,
                        Stream.generate(() -> words).flatMap(List::stream).iterator())
                .value(schema, 0);
    }

    static ObjectNode objectOf(JsonNode schema, List<String> words) {
        return of(schema, words) instanceof ObjectNode object ? object : JsonTrees.object();
    }

    private JsonNode value(JsonNode schema, int depth) {
        if (schema.has("$ref")) {
            return value(root.at(schema.path("$ref").asText().substring(1)), depth + 1);
        }
        if (schema.has("const")) {
            return schema.path("const");
        }
        if (schema.path("enum").size() > 0) {
            return schema.path("enum").path(0);
        }
        for (String alternatives : List.of("anyOf", "oneOf", "allOf")) {
            if (schema.path(alternatives).size() > 0) {
                return value(schema.path(alternatives).path(0), depth + 1);
            }
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "integer" -> IntNode.valueOf(number(schema));
            case "number" -> NODES.numberNode(number(schema) + (schema.has("maximum") ? 0 : 0.5));
            case "boolean" -> NODES.booleanNode(true);
            case "null" -> NODES.nullNode();
            default -> NODES.textNode(string(schema));
        };
    }

    private static String type(JsonNode schema) {
        var type = schema.path("type");
        if (type.isArray()) {
            return type.path(0).asText();
        }
        return type.asText(schema.has("properties") ? "object" : "string");
    }

    private ObjectNode object(JsonNode schema, int depth) {
        var object = JsonTrees.object();
        Set<String> required = Set.copyOf(names(schema.path("required")));
        schema.path("properties").properties().forEach(property -> {
            if (depth < DEPTH || required.contains(property.getKey())) {
                object.set(property.getKey(), value(property.getValue(), depth + 1));
            }
        });
        return object;
    }

    private static List<String> names(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private JsonNode array(JsonNode schema, int depth) {
        var array = JsonTrees.array();
        int wanted = Math.max(depth < DEPTH ? 1 : 0, schema.path("minItems").asInt(0));
        int count = Math.min(wanted, schema.path("maxItems").asInt(Integer.MAX_VALUE));
        for (int i = 0; i < count; i++) {
            array.add(value(schema.path("items"), depth + 1));
        }
        return array;
    }

    private static int number(JsonNode schema) {
        if (schema.has("minimum")) {
            return (int) Math.ceil(schema.path("minimum").asDouble());
        }
        if (schema.has("exclusiveMinimum")) {
            return (int) Math.floor(schema.path("exclusiveMinimum").asDouble()) + 1;
        }
        return Math.min(7, schema.path("maximum").asInt(7));
    }

    private String string(JsonNode schema) {
        return switch (schema.path("format").asText("")) {
            case "date" -> "2026-11-22";
            case "time" -> "10:00:00Z";
            case "date-time" -> "2026-11-22T10:00:00Z";
            case "email" -> "someone@example.com";
            case "uri", "url" -> "https://example.com/";
            case "uuid" -> "00000000-0000-4000-8000-000000000000";
            default -> sized(words.next(), schema);
        };
    }

    private static String sized(String word, JsonNode schema) {
        var longEnough = word + "x".repeat(Math.max(0, schema.path("minLength").asInt(0) - word.length()));
        return longEnough.substring(
                0, Math.min(longEnough.length(), schema.path("maxLength").asInt(Integer.MAX_VALUE)));
    }
}
