package io.bedrockrelay.emulator.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// JSON trees in and out. Stateless and safe for every thread.
public final class JsonTrees {
    public static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            // Bedrock takes whatever body it takes, however long one of its texts.
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build());

    private JsonTrees() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /// The object that `bytes` hold, or nothing where they are not one JSON object.
    public static Optional<ObjectNode> parseObject(Buffer bytes) {
        try {
            return MAPPER.readTree(bytes.getBytes()) instanceof ObjectNode object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    /// A tree from text that is known to be JSON.
    ///
    /// @throws UncheckedIOException where it is not
    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException defect) {
            throw new UncheckedIOException(defect);
        }
    }

    public static String text(JsonNode node) {
        return node.toString();
    }
}
