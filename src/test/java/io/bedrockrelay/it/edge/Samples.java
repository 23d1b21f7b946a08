package io.bedrockrelay.it.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Requests that fit the description of the API. Without a source of chance: the smallest that does.
final class Samples {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 8;

    private final ApiDocument document;
    private final @Nullable RandomGenerator random;

    Samples(ApiDocument document, @Nullable RandomGenerator random) {
        this.document = document;
        this.random = random;
    }

    /// The path with its names filled in and, by chance, a query.
    String path(ApiDocument.Operation operation) {
        var path = operation.path();
        var query = new StringBuilder();
        for (var parameter : operation.parameters()) {
            var value = encoded(value(parameter.schema(), 0).asText());
            if (parameter.in().equals("path")) {
                path = path.replace("{" + parameter.name() + "}", value);
            } else if (parameter.in().equals("query") && chance()) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(parameter.name())
                        .append('=')
                        .append(value);
            }
        }
        return path + query;
    }

    Optional<JsonNode> body(ApiDocument.Operation operation) {
        return Optional.ofNullable(operation.body()).map(schema -> value(schema, 0));
    }

    JsonNode value(JsonNode reference, int depth) {
        var schema = whole(document.resolved(reference));
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.has("examples")) {
            return pick(schema.get("examples"));
        }
        if (schema.has("enum")) {
            return pick(schema.get("enum"));
        }
        for (var choice : List.of("oneOf", "anyOf")) {
            if (schema.has(choice)) {
                return value(chosen(schema.get(choice), depth), depth + 1);
            }
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "integer" -> JSON.numberNode(schema.path("minimum").asInt(1) + upTo(20));
            case "number" -> JSON.numberNode(0.5);
            case "boolean" -> JSON.booleanNode(chance());
            default -> JSON.textNode("text");
        };
    }

    /// What several schemas say together, as one.
    private JsonNode whole(JsonNode schema) {
        if (!schema.has("allOf")) {
            return schema;
        }
        var whole = (ObjectNode) schema.deepCopy();
        whole.remove("allOf");
        for (var part : schema.get("allOf")) {
            whole(document.resolved(part)).properties().forEach(member -> {
                switch (whole.get(member.getKey())) {
                    case ObjectNode both -> both.setAll((ObjectNode) member.getValue());
                    case ArrayNode list
                    when member.getKey().equals("required") -> member.getValue().forEach(list::add);
                    case null, default ->
                        whole.set(member.getKey(), member.getValue().deepCopy());
                }
            });
        }
        return whole;
    }

    /// The first of several is the simplest: deep down nothing else is chosen, so that what holds itself ends.
    private JsonNode chosen(JsonNode choices, int depth) {
        return depth < DEEPEST ? pick(choices) : choices.get(0);
    }

    private ObjectNode object(JsonNode schema, int depth) {
        var object = JSON.objectNode();
        var required = new ArrayList<String>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        // A schema that no object fits which has none of these: one of them has to be there.
        schema.at("/not/properties").fieldNames().forEachRemaining(name -> {
            if (required.size() == schema.path("required").size()) {
                required.add(name);
            }
        });
        schema.path("properties").properties().forEach(property -> {
            if (required.contains(property.getKey()) || (depth < DEEPEST && chance())) {
                object.set(property.getKey(), value(property.getValue(), depth + 1));
            }
        });
        if (schema.has("additionalProperties")
                && schema.get("additionalProperties").isObject()
                && chance()) {
            object.put("key", "value");
        }
        return object;
    }

    private JsonNode array(JsonNode schema, int depth) {
        var array = JSON.arrayNode();
        for (int i = schema.path("minItems").asInt(0) + (depth < DEEPEST ? upTo(2) : 0); i > 0; i--) {
            array.add(value(schema.path("items"), depth + 1));
        }
        return array;
    }

    private static String type(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray() ? type.path(0).asText() : type.asText();
    }

    private JsonNode pick(JsonNode list) {
        return list.get(random == null ? 0 : random.nextInt(list.size()));
    }

    private boolean chance() {
        return random != null && random.nextInt(3) == 0;
    }

    private int upTo(int bound) {
        return random == null ? 0 : random.nextInt(bound);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
