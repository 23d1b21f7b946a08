package io.bedrockrelay.emulator.converse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.reply.PromptCache;
import io.bedrockrelay.emulator.reply.TokenCounter;
import java.util.ArrayList;
import java.util.List;

/// Measures a request: its tokens, and the blocks that its cache points mark.
public final class Prefix {
    /// What an image or a document counts, whatever its size.
    private static final int MEDIA_CHARACTERS = 6000;

    /// Tokens that the framing of a conversation takes.
    private static final int FRAMING = 6;

    private final List<PromptCache.Block> blocks = new ArrayList<>();

    private Prefix() {}

    /// The prompt as a cache sees it: tools first, then system, then messages.
    static List<PromptCache.Block> blocks(ObjectNode request) {
        var prefix = new Prefix();
        request.path("toolConfig").path("tools").forEach(block -> prefix.take("tool", block));
        request.path("system").forEach(block -> prefix.take("system", block));
        for (JsonNode message : request.path("messages")) {
            message.path("content")
                    .forEach(block -> prefix.take(message.path("role").asText(), block));
        }
        return prefix.blocks;
    }

    private void take(String role, JsonNode block) {
        if (!block.has("cachePoint")) {
            blocks.add(new PromptCache.Block(role + block, characters(block), false));
        } else if (!blocks.isEmpty()) {
            blocks.add(blocks.removeLast().marked());
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
