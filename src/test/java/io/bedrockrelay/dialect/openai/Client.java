package io.bedrockrelay.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// What OpenAI's own clients make of a stream: deltas are laid over each other, strings joined, lists joined by the
/// `index` of their elements; `index` and `type` are not joined. It knows nothing of the encoder.
final class Client {
    private static final JsonMapper MAPPER = new JsonMapper();

    final ObjectNode message = JsonNodeFactory.instance.objectNode();

    @Nullable
    String finishReason;

    @Nullable
    JsonNode usage;

    @Nullable
    JsonNode error;

    boolean done;
    int afterEnd;

    static Client read(String stream) {
        var client = new Client();
        for (var event : stream.split("\n\n", -1)) {
            if (!event.isEmpty() && !event.startsWith(":")) {
                client.event(event);
            }
        }
        return client;
    }

    private void event(String event) {
        if (!event.startsWith("data: ") || event.contains("\n")) {
            throw new IllegalArgumentException("not one line of data: " + event);
        }
        if (done || error != null) {
            afterEnd++;
        }
        var data = event.substring("data: ".length());
        if (data.equals("[DONE]")) {
            done = true;
            return;
        }
        try {
            chunk(MAPPER.readTree(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void chunk(JsonNode chunk) {
        if (chunk.has("error")) {
            error = chunk.get("error");
            return;
        }
        if (chunk.path("usage").isObject()) {
            usage = chunk.get("usage");
        }
        for (var choice : chunk.path("choices")) {
            lay(message, choice.path("delta"));
            finishReason = choice.path("finish_reason").isNull()
                    ? finishReason
                    : choice.path("finish_reason").textValue();
        }
    }

    private static void lay(ObjectNode whole, JsonNode delta) {
        delta.properties().forEach(member -> {
            var name = member.getKey();
            var piece = member.getValue();
            var before = whole.get(name);
            if (before == null || name.equals("index") || name.equals("type")) {
                whole.set(name, piece.isArray() ? list(JsonNodeFactory.instance.arrayNode(), piece) : piece.deepCopy());
            } else if (piece.isTextual()) {
                whole.set(name, new TextNode(before.textValue() + piece.textValue()));
            } else if (piece.isObject()) {
                lay((ObjectNode) before, piece);
            } else if (piece.isArray()) {
                list((ArrayNode) before, piece);
            }
        });
    }

    private static ArrayNode list(ArrayNode whole, JsonNode pieces) {
        for (var piece : pieces) {
            if (piece.isValueNode()) {
                whole.add(piece);
                continue;
            }
            int index = piece.get("index").intValue();
            if (index > whole.size()) {
                throw new IllegalArgumentException("a gap before index " + index);
            }
            if (index == whole.size()) {
                whole.add(JsonNodeFactory.instance.objectNode());
            }
            lay((ObjectNode) whole.get(index), piece);
        }
        return whole;
    }
}
