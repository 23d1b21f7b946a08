package io.bedrockrelay.emulator.reply;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// A piece of a reply.
public sealed interface ReplyBlock {

    /// Text, in the pieces in which it is streamed. The pieces may be made while they are read.
    record Text(Iterable<String> pieces) implements ReplyBlock {
        public String whole() {
            return String.join("", pieces);
        }
    }

    /// Text that leans on a document.
    record Cited(Iterable<String> pieces, Prompt.Source source, String quote) implements ReplyBlock {
        public String whole() {
            return String.join("", pieces);
        }
    }

    /// Thoughts, signed so that a later turn can bring them back unchanged; an empty signature is none.
    record Reasoning(Iterable<String> pieces, String signature) implements ReplyBlock {
        public String whole() {
            return String.join("", pieces);
        }
    }

    /// Thoughts that may not be read; base64.
    record Redacted(String data) implements ReplyBlock {}

    record ToolUse(String id, String tool, ObjectNode input) implements ReplyBlock {}
}
