package io.bedrockrelay.dialect.claude;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Adds to the answer of a model that knows only the older version of the API what the newer one promises: members that
/// are always there, null where nothing is known.
public final class NewerMembers {
    private static final List<String> MESSAGE = List.of("container", "stop_details", "diagnostics");
    private static final List<String> DELTA = List.of("container", "stop_details");
    private static final List<String> USAGE = List.of(
            "cache_creation",
            "cache_creation_input_tokens",
            "cache_read_input_tokens",
            "inference_geo",
            "input_tokens",
            "output_tokens",
            "output_tokens_details",
            "server_tool_use",
            "service_tier",
            "speed");

    private NewerMembers() {}

    /// A whole message; what is none stays as it is.
    public static byte[] message(byte[] json) {
        try {
            return ClaudeJson.TREE.readTree(json) instanceof ObjectNode message ? bytes(filled(message)) : json;
        } catch (IOException malformed) {
            return json;
        }
    }

    /// An event of a stream: only the first and the last but one have such members.
    public static ClaudeEvent event(ClaudeEvent event) {
        boolean start = event.type().equals("message_start");
        if (!start && !event.type().equals("message_delta")) {
            return event;
        }
        try {
            var whole = ClaudeJson.TREE.readTree(event.json());
            if (start && whole.path("message") instanceof ObjectNode message) {
                filled(message);
            } else if (whole.path("delta") instanceof ObjectNode delta) {
                fill(delta, DELTA);
                if (whole.path("usage") instanceof ObjectNode usage) {
                    fill(usage, USAGE);
                }
            }
            return new ClaudeEvent(event.type(), whole.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException malformed) {
            return event;
        }
    }

    private static ObjectNode filled(ObjectNode message) {
        fill(message, MESSAGE);
        if (message.path("usage") instanceof ObjectNode usage) {
            fill(usage, USAGE);
        }
        return message;
    }

    private static void fill(ObjectNode object, List<String> names) {
        for (var name : names) {
            if (!object.has(name)) {
                object.putNull(name);
            }
        }
    }

    private static byte[] bytes(ObjectNode object) {
        return object.toString().getBytes(StandardCharsets.UTF_8);
    }
}
