package io.bedrockrelay.bedrock.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bedrockrelay.bedrock.frame.Frame;
import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.json.JsonReading;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// JSON as a tree, for what comes once per answer. Numbers keep all their digits, since some of it is passed on.
final class Tree {
    static final JsonMapper MAPPER = JsonReading.MAPPER;

    private Tree() {}

    static JsonNode of(Frame frame) throws IOException {
        return MAPPER.readTree(frame.bytes(), frame.payloadOffset(), frame.payloadLength());
    }

    /// The payload of an event, all of which are objects.
    ///
    /// @throws IOException if it is anything else, or nothing at all
    static JsonNode object(Frame frame) throws IOException {
        var node = of(frame);
        if (!node.isObject()) {
            throw new IOException("the payload is no object");
        }
        return node;
    }

    /// The text of a string; null for anything else.
    static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : null;
    }

    static String text(JsonNode node, String otherwise) {
        return node.isTextual() ? node.textValue() : otherwise;
    }

    /// The value as JSON text; null where there is none.
    static @Nullable Json json(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? null : new Json(node.toString());
    }
}
