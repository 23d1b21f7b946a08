package io.bedrockrelay.dialect.relay;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Citation;
import io.bedrockrelay.dialect.JsonWriter;

/// Blocks of an answer, in the form in which a client may send them back with the next turn.
final class RelayBlockWriter {
    private RelayBlockWriter() {}

    static void write(Block block, JsonWriter out) {
        switch (block) {
            case Block.Text text -> {
                out.begin().field("type", "text").field("text", text.text());
                if (!text.citations().isEmpty()) {
                    out.name("citations").beginArray();
                    text.citations().forEach(citation -> citation(citation, out));
                    out.endArray();
                }
                out.end();
            }
            case Block.Reasoning reasoning -> {
                out.begin().field("type", "reasoning").field("text", reasoning.text());
                if (reasoning.signature() != null) {
                    out.field("signature", reasoning.signature());
                }
                out.end();
            }
            case Block.RedactedReasoning redacted ->
                out.begin()
                        .field("type", "reasoning")
                        .field("redacted", redacted.base64())
                        .end();
            case Block.ToolUse call ->
                out.begin()
                        .field("type", "tool-call")
                        .field("id", call.id())
                        .field("name", call.name())
                        .name("arguments")
                        .raw(call.input().text())
                        .end();
            // What only callers send.
            case Block.Image _, Block.Document _, Block.Video _, Block.Audio _ -> {}
            case Block.ToolResult _, Block.Data _, Block.CachePoint _, Block.Guarded _ -> {}
        }
    }

    static void citation(Citation citation, JsonWriter out) {
        out.begin();
        if (citation.title() != null) {
            out.field("title", citation.title());
        }
        if (citation.source() != null) {
            out.field("source", citation.source());
        }
        out.name("passages").beginArray();
        citation.passages().forEach(out::value);
        out.endArray();
        if (citation.location() != null) {
            out.name("location").raw(citation.location().text());
        }
        out.end();
    }
}
