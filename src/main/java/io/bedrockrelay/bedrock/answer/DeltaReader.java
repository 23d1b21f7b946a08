package io.bedrockrelay.bedrock.answer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.bedrockrelay.bedrock.frame.Frame;
import io.bedrockrelay.chat.Citation;
import io.bedrockrelay.chat.answer.ChatEvent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads `contentBlockDelta`, which is nearly every event of a stream: token by token, without a tree, and only as far
/// as is needed, so that the padding behind it is never looked at. One per stream, one thread at a time.
final class DeltaReader {
    private enum Kind {
        NOTHING,
        TEXT,
        REASONING,
        SIGNATURE,
        REDACTED,
        TOOL_INPUT,
        CITATION
    }

    private Kind kind = Kind.NOTHING;
    private String text = "";
    private @Nullable Citation citation;

    /// The event, or null if the delta is empty or of a kind that this release does not know.
    @Nullable
    ChatEvent read(Frame frame) throws IOException {
        var plain = PlainDelta.read(frame);
        return plain == null ? parse(frame) : plain;
    }

    @Nullable
    ChatEvent parse(Frame frame) throws IOException {
        kind = Kind.NOTHING;
        int index = -1;
        boolean read = false;
        var json = Tree.MAPPER.getFactory();
        try (var parser = json.createParser(frame.bytes(), frame.payloadOffset(), frame.payloadLength())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the payload is no object");
            }
            while ((index < 0 || !read) && parser.nextToken() == JsonToken.FIELD_NAME) {
                switch (parser.currentName()) {
                    case "contentBlockIndex" -> index = parser.nextIntValue(-1);
                    case "delta" -> {
                        delta(parser);
                        read = true;
                    }
                    default -> skip(parser);
                }
            }
            if (!read) {
                throw new IOException("a delta without its delta");
            }
        }
        return event(Math.max(0, index));
    }

    private void delta(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("the delta is no object");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            switch (parser.currentName()) {
                case "text" -> take(Kind.TEXT, parser);
                case "toolUse" -> nested(parser, "input", Kind.TOOL_INPUT);
                case "reasoningContent" -> reasoning(parser);
                case "citation" -> {
                    parser.nextToken();
                    citation = Facts.citation(Tree.MAPPER.readTree(parser));
                    kind = Kind.CITATION;
                }
                default -> skip(parser);
            }
        }
    }

    private void reasoning(JsonParser parser) throws IOException {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            switch (parser.currentName()) {
                case "text" -> take(Kind.REASONING, parser);
                case "signature" -> take(Kind.SIGNATURE, parser);
                case "redactedContent" -> take(Kind.REDACTED, parser);
                default -> skip(parser);
            }
        }
    }

    private void nested(JsonParser parser, String field, Kind found) throws IOException {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            if (parser.currentName().equals(field)) {
                take(found, parser);
            } else {
                skip(parser);
            }
        }
    }

    private void take(Kind found, JsonParser parser) throws IOException {
        var value = parser.nextTextValue();
        if (value == null) {
            parser.skipChildren();
        } else if (!value.isEmpty()) {
            kind = found;
            text = value;
        }
    }

    private static void skip(JsonParser parser) throws IOException {
        parser.nextToken();
        parser.skipChildren();
    }

    private @Nullable ChatEvent event(int index) {
        return switch (kind) {
            case NOTHING -> null;
            case TEXT -> new ChatEvent.Text(index, text);
            case REASONING -> new ChatEvent.Reasoning(index, text);
            case SIGNATURE -> new ChatEvent.Signature(index, text);
            case REDACTED -> new ChatEvent.Redacted(index, text);
            case TOOL_INPUT -> new ChatEvent.ToolInput(index, text);
            case CITATION -> citation == null ? null : new ChatEvent.Cited(index, citation);
        };
    }
}
