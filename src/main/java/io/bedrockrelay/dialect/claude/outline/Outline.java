package io.bedrockrelay.dialect.claude.outline;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.bedrockrelay.chat.json.JsonReading;
import io.bedrockrelay.dialect.claude.outline.Node.Kind;
import io.bedrockrelay.dialect.claude.outline.Node.Member;
import java.io.IOException;
import java.util.Set;

/// A body of one JSON object in UTF-8, gone through once. Schemas and arguments of tools are the caller's own, and so
/// are not looked into. Immutable.
public final class Outline {
    private static final Set<String> CALLERS_OWN = Set.of("input_schema", "input", "schema");
    /// Nesting is bounded, and no name may come twice: of two `model`s the relay and Bedrock might each believe
    /// another.
    private static final JsonFactory FACTORY = JsonReading.callers()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final byte[] body;
    private final Node root;

    private Outline(byte[] body, Node root) {
        this.body = body;
        this.root = root;
    }

    /// What a look at a body shows.
    public sealed interface Look {
        record Seen(Outline outline) implements Look {}

        /// @param why a sentence that quotes nothing of the body
        record Unreadable(String why) implements Look {}
    }

    /// @param body never changed by anybody
    public static Look at(byte[] body) {
        try (var parser = FACTORY.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT
                    || parser.currentTokenLocation().getByteOffset() < 0) {
                return new Look.Unreadable("The body must be one JSON object in UTF-8.");
            }
            var root = value(body, parser, JsonToken.START_OBJECT, false);
            return parser.nextToken() == null
                    ? new Look.Seen(new Outline(body, root))
                    : new Look.Unreadable("The body must be one JSON object and nothing after it.");
        } catch (JacksonException malformed) {
            var at = malformed.getLocation();
            var where = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
            // Jackson's own message may quote the conversation.
            return new Look.Unreadable("The body is not valid JSON, or has a name twice" + where + ".");
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory failed", impossible);
        }
    }

    public Node root() {
        return root;
    }

    byte[] body() {
        return body;
    }

    private static Node value(byte[] body, JsonParser parser, JsonToken token, boolean closed) throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        var node = new Node(body, kind(token), from);
        if (closed) {
            parser.skipChildren();
        } else if (token == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                int at = (int) parser.currentTokenLocation().getByteOffset();
                var name = parser.currentName();
                var inner = parser.nextToken();
                boolean own = CALLERS_OWN.contains(name);
                node.add(new Member(name, at, value(body, parser, inner, own)));
            }
        } else if (token == JsonToken.START_ARRAY) {
            for (var inner = parser.nextToken(); inner != JsonToken.END_ARRAY; inner = parser.nextToken()) {
                node.add(value(body, parser, inner, false));
            }
        }
        parser.finishToken();
        node.endsAt((int) parser.currentLocation().getByteOffset());
        return node;
    }

    private static Kind kind(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> Kind.OBJECT;
            case START_ARRAY -> Kind.ARRAY;
            case VALUE_STRING -> Kind.STRING;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Kind.NUMBER;
            case VALUE_TRUE, VALUE_FALSE -> Kind.BOOLEAN;
            case VALUE_NULL -> Kind.NULL;
            default -> throw new IllegalStateException("no value begins with " + token);
        };
    }
}
