package io.bedrockrelay.dialect.claude;

import com.fasterxml.jackson.core.JsonToken;
import io.bedrockrelay.dialect.JsonWriter;
import java.io.IOException;
import java.util.Base64;
import java.util.OptionalLong;
import java.util.Set;

/// Counting tokens: Anthropic's call as Bedrock's CountTokens, which takes the bare model id, never a profile's.
public final class TokenCount {
    private static final Set<String> COUNTED =
            Set.of("messages", "system", "toolConfig", "additionalModelRequestFields");

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
        var out = new JsonWriter(converse.length + 32).ascii("{\"input\":{\"converse\":{");
        var comma = "";
        // Nothing is built of it: it may be as large as a body may be.
        try (var parser = ClaudeJson.FACTORY.createParser(converse)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                int from = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                parser.finishToken();
                int to = (int) parser.currentLocation().getByteOffset();
                if (COUNTED.contains(name)) {
                    out.ascii(comma + "\"" + name + "\":").verbatim(converse, from, to - from);
                    comma = ",";
                }
            }
            return out.ascii("}}}").toBytes();
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
