package io.bedrockrelay.http.description;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;

/// Makes `x-null: absent` what JSON Schema has for it: members that need not be there may be null as well.
final class Absent {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String MARK = "x-null";
    private static final String NULL = "null";

    private Absent() {}

    static void write(JsonNode node) {
        node.forEach(Absent::write);
        if (node instanceof ObjectNode object && object.remove(MARK) != null) {
            var required = new HashSet<String>();
            object.path("required").forEach(name -> required.add(name.textValue()));
            // Where one of several has to be there, the others may still be null.
            var properties = (ObjectNode) object.get("properties");
            properties.properties().stream()
                    .filter(member -> !required.contains(member.getKey()))
                    .toList()
                    .forEach(member -> properties.set(member.getKey(), orNull((ObjectNode) member.getValue())));
        }
    }

    private static JsonNode orNull(ObjectNode schema) {
        if (schema.path("type").isTextual()) {
            var type = schema.path("type");
            schema.putArray("type").add(type).add(NULL);
            if (schema.has("const")) {
                schema.putArray("enum").add(schema.remove("const")).addNull();
            } else if (schema.has("enum")) {
                ((ArrayNode) schema.get("enum")).addNull();
            }
            return schema;
        }
        boolean choice = schema.has("oneOf") || schema.has("anyOf") || schema.has("$ref");
        if (!choice) {
            return schema;
        }
        var either = JSON.objectNode();
        if (schema.has("description")) {
            either.set("description", schema.remove("description"));
        }
        either.putArray("anyOf").add(schema).addObject().put("type", NULL);
        return either;
    }
}
