package io.bedrockrelay.dialect.claude;

import io.bedrockrelay.dialect.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;

/// Counting tokens: Anthropic's call as Bedrock's CountTokens, which takes the bare model id, never a profile's.
public final class TokenCount {
    private TokenCount() {}

    /// CountTokens' body for a Claude model.
    ///
    /// @param body as InvokeModel would take it
    public static byte[] ofMessage(byte[] body) {
        var inner = Base64.getEncoder().encode(body);
        return new JsonWriter(inner.length + 48)
                .ascii("{\"input\":{\"invokeModel\":{\"body\":\"")
                .verbatim(inner, 0, inner.length)
                .ascii("\"}}}")
                .toBytes();
    }

    /// CountTokens' body for any other model. Of a Converse body it takes `messages`, `system`, `toolConfig` and
    /// `additionalModelRequestFields` only.
    public static byte[] ofConverse(byte[] converse) {
        try {
            var whole = ClaudeJson.TREE.readTree(converse);
            var taken = ClaudeJson.TREE.createObjectNode();
            for (var name : List.of("messages", "system", "toolConfig", "additionalModelRequestFields")) {
                if (whole.has(name)) {
                    taken.set(name, whole.get(name));
                }
            }
            var input = ClaudeJson.TREE.createObjectNode();
            input.putObject("input").set("converse", taken);
            return input.toString().getBytes(StandardCharsets.UTF_8);
        } catch (IOException malformed) {
            throw new IllegalArgumentException("a Converse body is JSON", malformed);
        }
    }

    /// The number in Bedrock's answer, if it has one.
    public static OptionalLong read(byte[] answer) {
        try {
            var tokens = ClaudeJson.TREE.readTree(answer).path("inputTokens");
            return tokens.canConvertToLong() ? OptionalLong.of(tokens.longValue()) : OptionalLong.empty();
        } catch (IOException malformed) {
            return OptionalLong.empty();
        }
    }

    public static void write(long tokens, JsonWriter out) {
        out.begin().field("input_tokens", tokens).end();
    }
}
