package io.bedrockrelay.dialect.anthropic;

import io.bedrockrelay.chat.Citation;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.dialect.JsonWriter;

/// The content block that a stream is telling. Bedrock's text and reasoning have no start and its indexes may have
/// gaps; Anthropic's blocks are opened, closed and counted from 0, each of one kind.
final class OpenBlock {
    private enum Kind {
        NONE,
        TEXT,
        THINKING,
        REDACTED,
        TOOL
    }

    private Kind kind = Kind.NONE;
    private int upstream;
    private int index;
    private int calls;
    /// A model may cut a character between two pieces. Not every client can join the halves, so the first one waits.
    private char half;
    private boolean argued;
    /// Clients replace a signature by the next one rather than add to it, and a redacted block has all its data in
    /// its start, so both are told whole.
    private final StringBuilder whole = new StringBuilder();

    /// Counted from 0.
    OpenBlock() {
        this(0);
    }

    /// @param first index of the first block that is told
    OpenBlock(int first) {
        index = first - 1;
    }

    void text(int of, String piece, JsonWriter out) {
        if (!piece.isEmpty()) {
            open(Kind.TEXT, of, out);
            say(piece, out);
        }
    }

    void thinking(int of, String piece, JsonWriter out) {
        open(Kind.THINKING, of, out);
        say(piece, out);
    }

    void signature(int of, String piece, JsonWriter out) {
        open(Kind.THINKING, of, out);
        whole.append(piece);
    }

    void redacted(int of, String piece, JsonWriter out) {
        open(Kind.REDACTED, of, out);
        whole.append(piece);
    }

    void tool(ChatEvent.ToolStarted tool, String requestId, JsonWriter out) {
        close(out);
        begin(Kind.TOOL, tool.index());
        start(out);
        out.begin().field("type", "tool_use");
        out.field("id", MessageWriter.callId(tool.id(), requestId, calls++)).field("name", tool.name());
        out.name("input").begin().end();
        out.end().ascii("}\n\n");
        argued = false;
    }

    void input(int of, String piece, JsonWriter out) {
        if (kind != Kind.TOOL || upstream != of) {
            throw new IllegalStateException("arguments of block " + of + ", which is no open tool call");
        }
        argued |= !piece.isEmpty();
        say(piece, out);
    }

    void cited(int of, Citation citation, JsonWriter out) {
        var form = CitationForm.of(citation);
        if (form == null) {
            return;
        }
        open(Kind.TEXT, of, out);
        delta(out).ascii("{\"type\":\"citations_delta\",\"citation\":");
        form.write(citation, out);
        out.ascii("}}\n\n");
    }

    void close(JsonWriter out) {
        if (kind == Kind.NONE) {
            return;
        }
        if (half != 0) {
            var rest = String.valueOf(half);
            half = 0;
            write(rest, out);
        }
        if (kind == Kind.TOOL && !argued) {
            // Anthropic's own Java client fails over a call that no arguments were told of.
            write("{}", out);
        } else if (kind == Kind.REDACTED) {
            start(out).begin().field("type", "redacted_thinking").field("data", whole.toString());
            out.end().ascii("}\n\n");
        } else if (kind == Kind.THINKING && !whole.isEmpty()) {
            delta(out).ascii("{\"type\":\"signature_delta\",\"signature\":").value(whole.toString());
            out.ascii("}}\n\n");
        }
        stop(index, out);
        whole.setLength(0);
        kind = Kind.NONE;
    }

    static void stop(int index, JsonWriter out) {
        out.ascii("event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":")
                .value(index)
                .ascii("}\n\n");
    }

    private void open(Kind wanted, int of, JsonWriter out) {
        if (kind == wanted && upstream == of) {
            return;
        }
        close(out);
        begin(wanted, of);
        switch (wanted) {
            case TEXT -> start(out).ascii("{\"type\":\"text\",\"text\":\"\"}}\n\n");
            case THINKING -> start(out).ascii("{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}}\n\n");
            case REDACTED, TOOL, NONE -> {}
        }
    }

    private void begin(Kind next, int of) {
        kind = next;
        upstream = of;
        index++;
    }

    private JsonWriter start(JsonWriter out) {
        return out.ascii("event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":")
                .value(index)
                .ascii(",\"content_block\":");
    }

    private JsonWriter delta(JsonWriter out) {
        return out.ascii("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":")
                .value(index)
                .ascii(",\"delta\":");
    }

    private void say(String piece, JsonWriter out) {
        if (piece.isEmpty()) {
            return;
        }
        var text = half == 0 ? piece : half + piece;
        half = 0;
        char last = text.charAt(text.length() - 1);
        if (Character.isHighSurrogate(last)) {
            half = last;
            text = text.substring(0, text.length() - 1);
        }
        if (!text.isEmpty()) {
            write(text, out);
        }
    }

    private void write(String text, JsonWriter out) {
        delta(out)
                .ascii(
                        switch (kind) {
                            case THINKING -> "{\"type\":\"thinking_delta\",\"thinking\":";
                            case TOOL -> "{\"type\":\"input_json_delta\",\"partial_json\":";
                            case TEXT, REDACTED, NONE -> "{\"type\":\"text_delta\",\"text\":";
                        })
                .value(text)
                .ascii("}}\n\n");
    }
}
