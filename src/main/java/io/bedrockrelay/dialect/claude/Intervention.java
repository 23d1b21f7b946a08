package io.bedrockrelay.dialect.claude;

import com.fasterxml.jackson.databind.JsonNode;
import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.dialect.anthropic.BlockedMessage;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one of Bedrock's guardrails did to the answer of a Claude model, and how far that answer had got. One per
/// answer, one thread at a time.
///
/// Bedrock tells it in members of its own beside the model's. That a stream ends then without the model's end has been
/// seen; in which event it is told, and where the guardrail's own text stands, is not known for every model: each place
/// that is known of some model is looked at.
final class Intervention {
    private static final String ACTION = "amazon-bedrock-guardrailAction";
    private static final String TRACE = "amazon-bedrock-trace";
    private static final Set<String> EVENTS = Set.of(
            "message_start",
            "content_block_start",
            "content_block_delta",
            "content_block_stop",
            "message_delta",
            "message_stop",
            "ping",
            "error");

    private final StringBuilder text = new StringBuilder();
    private boolean blocked;
    private boolean started;
    private boolean stopped;
    private int open = -1;
    private int next;
    private @Nullable Json trace;

    /// Whether it may be told in this event. The JVM looks for strings in strings many bytes at a time, which pays for
    /// the copy.
    static boolean isIn(byte[] json) {
        return new String(json, StandardCharsets.ISO_8859_1).contains(ACTION);
    }

    /// Whether a guardrail stepped in.
    boolean isBlocked() {
        return blocked;
    }

    /// Looks at one event, or at a whole message.
    ///
    /// @return whether it is anything else than a guardrail's words in no event that Anthropic's clients know
    boolean look(String type, JsonNode event) {
        switch (type) {
            case "message_start" -> started = true;
            case "content_block_start" -> {
                open = event.path("index").asInt(next);
                next = open + 1;
            }
            case "content_block_stop" -> open = -1;
            case "message_delta" -> stopped |= event.at("/delta/stop_reason").isTextual();
            default -> {}
        }
        boolean known = EVENTS.contains(type);
        if (!event.path(ACTION).asText().equals("INTERVENED")) {
            return true;
        }
        blocked = true;
        trace = event.has(TRACE) ? new Json(event.path(TRACE).toString()) : trace;
        if (!known) {
            text(event);
        }
        return known;
    }

    BlockedMessage message(@Nullable Usage usage) {
        return new BlockedMessage(text.toString(), usage, trace);
    }

    BlockedMessage.Told told() {
        return new BlockedMessage.Told(started, open, next, stopped);
    }

    private void text(JsonNode event) {
        event.path("content").forEach(block -> text.append(block.path("text").asText("")));
        text.append(event.path("completion").asText(""));
        text.append(event.path("outputText").asText(""));
    }
}
