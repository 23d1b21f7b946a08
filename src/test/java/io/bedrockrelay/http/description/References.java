package io.bedrockrelay.http.description;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/// References of the parts, which are names, as OpenAPI wants them.
final class References {
    private References() {}

    static void write(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.get("$ref") instanceof TextNode name) {
                object.put("$ref", whole(name.textValue()));
            }
            if (object.get("discriminator") instanceof ObjectNode discriminator
                    && discriminator.get("mapping") instanceof ObjectNode mapping) {
                mapping.properties()
                        .forEach(entry -> mapping.put(
                                entry.getKey(), whole(entry.getValue().textValue())));
            }
        }
        node.forEach(References::write);
    }

    private static String whole(String name) {
        if (name.startsWith("#")) {
            return name;
        }
        return "#/components/" + (name.contains("/") ? name : "schemas/" + name);
    }
}
