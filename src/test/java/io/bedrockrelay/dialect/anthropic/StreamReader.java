package io.bedrockrelay.dialect.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a stream as a client does: server-sent events, each checked against the order that Anthropic documents, added
/// up to a message.
final class StreamReader {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<ObjectNode> blocks = new ArrayList<>();
    private final StringBuilder arguments = new StringBuilder();
    private boolean open;
    private boolean started;
    private @Nullable JsonNode delta;
    private @Nullable JsonNode error;
    private boolean stopped;

    static StreamReader read(String stream) throws JsonProcessingException {
        var reader = new StreamReader();
        for (var event : stream.split("\n\n", -1)) {
            if (!event.isEmpty()) {
                var lines = event.split("\n", -1);
                expect(lines.length == 2 && lines[0].startsWith("event: ") && lines[1].startsWith("data: "), event);
                var data = JSON.readTree(lines[1].substring(6));
                expect(data.path("type").asText().equals(lines[0].substring(7)), event);
                reader.event(data);
            }
        }
        return reader;
    }

    List<ObjectNode> blocks() {
        return blocks;
    }

    boolean whole() {
        return stopped;
    }

    boolean failed() {
        return error != null;
    }

    JsonNode ending() {
        return delta == null ? JSON.missingNode() : delta;
    }

    private void event(JsonNode event) throws JsonProcessingException {
        expect(!stopped && error == null, "something after the end");
        switch (event.path("type").asText()) {
            case "message_start" -> {
                expect(!started, "two starts");
                started = true;
            }
            case "content_block_start" -> {
                expect(started && !open && event.path("index").asInt() == blocks.size(), "a block out of order");
                open = true;
                blocks.add((ObjectNode) event.path("content_block"));
            }
            case "content_block_delta" -> {
                expect(open && event.path("index").asInt() == blocks.size() - 1, "a delta without its block");
                add(blocks.getLast(), event.path("delta"));
            }
            case "content_block_stop" -> {
                expect(open && event.path("index").asInt() == blocks.size() - 1, "a stop without its block");
                open = false;
                if (!arguments.isEmpty()) {
                    blocks.getLast().set("input", JSON.readTree(arguments.toString()));
                    arguments.setLength(0);
                }
            }
            case "message_delta" -> {
                expect(started && !open && delta == null, "message_delta out of order");
                delta = event;
            }
            case "message_stop" -> {
                expect(delta != null, "message_stop without message_delta");
                stopped = true;
            }
            case "error" -> error = event.path("error");
            case "ping" -> {}
            default -> throw new AssertionError(event.toString());
        }
    }

    private void add(ObjectNode block, JsonNode delta) {
        switch (delta.path("type").asText()) {
            case "text_delta" -> append(block, "text", "text", delta);
            case "thinking_delta" -> append(block, "thinking", "thinking", delta);
            case "signature_delta" ->
                block.put("signature", delta.path("signature").asText());
            case "input_json_delta" -> {
                expect(block.path("type").asText().endsWith("tool_use"), "arguments outside a tool call");
                arguments.append(delta.path("partial_json").asText());
            }
            case "citations_delta" -> block.withArrayProperty("citations").add(delta.path("citation"));
            default -> throw new AssertionError(delta.toString());
        }
    }

    private static void append(ObjectNode block, String type, String member, JsonNode delta) {
        expect(block.path("type").asText().equals(type), "a delta of another kind than its block");
        block.put(member, block.path(member).asText() + delta.path(member).asText());
    }

    private static void expect(boolean right, String what) {
        if (!right) {
            throw new AssertionError(what);
        }
    }
}
