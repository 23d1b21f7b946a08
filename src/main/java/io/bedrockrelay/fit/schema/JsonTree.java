package io.bedrockrelay.fit.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.json.JsonReading;

/// JSON text taken apart for a change, and put together again with its order and its numbers as they were.
public final class JsonTree {
    private static final JsonMapper JSON = JsonReading.MAPPER;

    private JsonTree() {}

    /// An object of its own, empty where the text holds something else.
    public static ObjectNode object(Json json) {
        try {
            JsonNode node = JSON.readTree(json.text());
            return node instanceof ObjectNode object ? object : JSON.createObjectNode();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a request holds JSON that was read before", impossible);
        }
    }

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    public static Json json(JsonNode node) {
        return new Json(node.toString());
    }
}
