package io.bedrockrelay.emulator.converse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.reply.TokenCounter;
import java.util.Optional;

/// Measures a request: its tokens, and the part that its last cache point marks.
public final class Prefix {
    /// What an image or a document counts, whatever its size.
    private static final int MEDIA_CHARACTERS = 6000;

    /// Tokens that the framing of a conversation takes.
    private static final int FRAMING = 6;

    private final StringBuilder read = new StringBuilder();
    private int marked = -1;

    private Prefix() {}

    /// The prompt up to its last cache point, tools first, then system, then messages; nothing without a cache point.
    static Optional<String> marked(ObjectNode request) {
        var prefix = new Prefix();
        request.path("toolConfig").path("tools").forEach(prefix::take);
        request.path("system").forEach(prefix::take);
        request.path("messages").forEach(message -> message.path("content").forEach(prefix::take));
        return prefix.marked < 0 ? Optional.empty() : Optional.of(prefix.read.substring(0, prefix.marked));
    }

    private void take(JsonNode block) {
        if (block.has("cachePoint")) {
            marked = read.length();
        } else {
            read.append(block);
        }
    }

    public static int tokens(ObjectNode request) {
        int characters = characters(request.path("messages"))
                + characters(request.path("system"))
                + characters(request.path("tools"))
                + characters(request.path("toolConfig").path("tools"));
        return FRAMING + Math.ceilDiv(characters, TokenCounter.CHARACTERS);
    }

    /// Characters of all strings in a tree; base64 of images and documents counts a flat amount.
    public static int characters(JsonNode node) {
        if (node.isTextual()) {
            return node.asText().length();
        }
        int sum = 0;
        for (var field : node.properties()) {
            boolean media = field.getKey().equals("bytes") || field.getKey().equals("data");
            sum += media ? MEDIA_CHARACTERS : characters(field.getValue());
        }
        if (node.isArray()) {
            for (JsonNode item : node) {
                sum += characters(item);
            }
        }
        return sum;
    }
}
