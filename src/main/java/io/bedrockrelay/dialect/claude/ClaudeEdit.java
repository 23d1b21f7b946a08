package io.bedrockrelay.dialect.claude;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.bedrockrelay.dialect.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// One edit of one body: finds where the bytes to be cut and replaced are, then copies the rest around them.
final class ClaudeEdit {
    private final byte[] body;
    private final ClaudeBody.Refused refused;
    private final ClaudeRequest seen;
    private final Set<String> betas;
    private final List<Cut> cuts = new ArrayList<>();
    private boolean hasVersion;
    private boolean hasBetas;

    private record Cut(int from, int to, String instead) {}

    ClaudeEdit(byte[] body, ClaudeBody.Refused refused, ClaudeRequest seen, Set<String> betas) {
        this.body = body;
        this.refused = refused;
        this.seen = seen;
        this.betas = betas;
    }

    /// @param maxTokens to be added if it is above 0
    byte[] run(int maxTokens) {
        try (var parser = ClaudeJson.FACTORY.createParser(body)) {
            parser.nextToken();
            int brace = start(parser);
            boolean kept = object(parser, refused, true);
            var front = new JsonWriter(128);
            insert(front, maxTokens);
            if (front.size() > 1 && kept) {
                front.ascii(",");
            }
            return copy(brace, front);
        } catch (IOException unseen) {
            throw new IllegalArgumentException("the body was not looked at before", unseen);
        }
    }

    private boolean object(JsonParser parser, ClaudeBody.Refused at, boolean top) throws IOException {
        boolean kept = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            int from = start(parser);
            var name = parser.currentName();
            parser.nextToken();
            var below = at.below().get(name);
            if ((below != null && below.leaf()) || (top && own(name, parser))) {
                cut(from, end(parser), kept);
                continue;
            }
            kept = true;
            if (below != null) {
                descend(parser, below);
            } else {
                parser.skipChildren();
            }
        }
        return kept;
    }

    private void descend(JsonParser parser, ClaudeBody.Refused at) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            object(parser, at, false);
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                descend(parser, at);
            }
        }
    }

    /// The two members that Bedrock wants in its own way. Answers whether the member is to be cut.
    private boolean own(String name, JsonParser parser) throws IOException {
        if (name.equals("anthropic_version")) {
            hasVersion = true;
            var text = parser.getText();
            if (!text.startsWith("bedrock-")) {
                replace(parser, new JsonWriter(32).value(ClaudeBody.VERSION));
            }
            return false;
        }
        if (!name.equals("anthropic_beta")) {
            return false;
        }
        hasBetas = true;
        if (!seen.betas().equals(List.copyOf(betas))) {
            if (betas.isEmpty()) {
                return true;
            }
            replace(parser, array(new JsonWriter(64)));
        }
        return false;
    }

    private void insert(JsonWriter front, int maxTokens) {
        front.begin();
        if (!hasVersion) {
            front.field("anthropic_version", ClaudeBody.VERSION);
        }
        if (!hasBetas && !betas.isEmpty()) {
            array(front.name("anthropic_beta"));
        }
        if (maxTokens > 0) {
            front.field("max_tokens", maxTokens);
        }
    }

    private JsonWriter array(JsonWriter out) {
        out.beginArray();
        betas.forEach(out::value);
        return out.endArray();
    }

    private void replace(JsonParser parser, JsonWriter instead) throws IOException {
        cuts.add(new Cut(start(parser), end(parser), new String(instead.toBytes(), StandardCharsets.UTF_8)));
    }

    /// Takes a member out together with the one comma that goes with it.
    private void cut(int from, int to, boolean afterAnother) {
        int first = from;
        int last = to;
        if (afterAnother) {
            do {
                first--;
            } while (body[first] != ',');
        } else {
            while (last < body.length && body[last] <= ' ') {
                last++;
            }
            last = body[last] == ',' ? last + 1 : to;
        }
        cuts.add(new Cut(first, last, ""));
    }

    private byte[] copy(int brace, JsonWriter front) {
        var out = new JsonWriter(body.length + front.size() + 64);
        out.verbatim(front.array(), 0, front.size());
        int from = brace + 1;
        for (var cut : cuts) {
            out.verbatim(body, from, cut.from() - from);
            out.raw(cut.instead());
            from = cut.to();
        }
        out.verbatim(body, from, body.length - from);
        return out.toBytes();
    }

    private static int start(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private static int end(JsonParser parser) throws IOException {
        parser.skipChildren();
        parser.finishToken();
        return (int) parser.currentLocation().getByteOffset();
    }
}
