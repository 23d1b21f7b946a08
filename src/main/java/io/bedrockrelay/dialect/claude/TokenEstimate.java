package io.bedrockrelay.dialect.claude;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// How many tokens a body has, about, where Bedrock does not count. Everything that the model will read is counted:
/// too low a number lets a session run into the model's limit, which nothing mends.
public final class TokenEstimate {
    private static final double BYTES_A_TOKEN = 3.5;
    /// Newer models make some 30 % more tokens of the same text.
    private static final double BYTES_A_NEW_TOKEN = 2.7;
    private static final long MESSAGE = 4;
    private static final long TOOLS = 340;
    private static final long IMAGE = 1_600;
    private static final long DOCUMENT = 1_500;

    private long bytes;
    private long tokens;

    private TokenEstimate() {}

    /// @param body of Anthropic's API
    /// @param newer whether the model has the newer tokenizer
    public static long of(byte[] body, boolean newer) {
        try {
            return new TokenEstimate().of(ClaudeJson.TREE.readTree(body), newer);
        } catch (IOException malformed) {
            throw new IllegalArgumentException("the body was read before", malformed);
        }
    }

    private long of(JsonNode body, boolean newer) {
        count(body.path("system"));
        for (JsonNode message : body.path("messages")) {
            tokens += MESSAGE;
            count(message.path("content"));
        }
        if (!body.path("tools").isEmpty()) {
            tokens += TOOLS;
            count(body.path("tools"));
        }
        return tokens + (long) Math.ceil(bytes / (newer ? BYTES_A_NEW_TOKEN : BYTES_A_TOKEN));
    }

    private void count(JsonNode value) {
        var type = value.path("type").asText("");
        if (type.equals("image")) {
            tokens += IMAGE;
        } else if (type.equals("document")
                && !value.path("source").path("type").asText("").equals("text")) {
            tokens += DOCUMENT;
        } else if (value.isContainerNode()) {
            value.properties().forEach(member -> bytes += member.getKey().length());
            value.forEach(this::count);
        } else {
            bytes += value.asText().getBytes(StandardCharsets.UTF_8).length;
        }
    }
}
