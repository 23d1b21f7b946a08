package io.bedrockrelay.dialect.completions;

import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.dialect.JsonWriter;

/// The tool calls of one stream, counted from 0 without gaps, whatever the index of their block is.
final class CallDeltas {
    private final ChunkFrame frame;
    private int count;
    private boolean running;
    private boolean told;

    CallDeltas(ChunkFrame frame) {
        this.frame = frame;
    }

    void start(ChatEvent.ToolStarted tool, JsonWriter out) {
        stop(out);
        running = true;
        told = false;
        count++;
        begin(out)
                .field("id", tool.id())
                .field("type", "function")
                .name("function")
                .begin();
        out.field("name", tool.name()).field("arguments", "");
        end(out);
    }

    void input(ChatEvent.ToolInput input, JsonWriter out) {
        // Blank pieces before the first real one would hide that a call has no arguments.
        if (!told && input.json().isBlank()) {
            return;
        }
        told = true;
        arguments(input.json(), out);
    }

    /// The end of a block: a call without arguments is a call with none, which is `{}` in JSON.
    void stop(JsonWriter out) {
        if (running && !told) {
            arguments("{}", out);
        }
        running = false;
    }

    private void arguments(String piece, JsonWriter out) {
        begin(out).name("function").begin().field("arguments", piece);
        end(out);
    }

    private JsonWriter begin(JsonWriter out) {
        return frame.open(out).name("tool_calls").beginArray().begin().field("index", count - 1);
    }

    private void end(JsonWriter out) {
        frame.close(out.end().end().endArray());
    }
}
