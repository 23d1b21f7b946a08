package io.bedrockrelay.dialect.responsestream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.responsestream.Frame.Event;
import io.bedrockrelay.dialect.responsestream.ResponsesEcho.Called;

/// A call of a function: its arguments are JSON inside a string.
final class FunctionItem extends CallItem {
    private static final byte[] TAIL = "\"}\n\n".getBytes(US_ASCII);

    private final Kept arguments = new Kept();
    private final byte[] constant = constant("");

    FunctionItem(Frame frame, int index, ChatEvent.ToolStarted tool, Called called) {
        super(frame, "fc_", index, tool, called);
    }

    @Override
    void begin(JsonWriter out) {
        added(out);
    }

    @Override
    void input(String json, JsonWriter out) {
        // Blank pieces before the first real one would hide that a call has no arguments.
        if (!arguments.isEmpty() || !json.isBlank()) {
            tell(characters(json), out);
        }
    }

    @Override
    boolean whole() {
        return arguments.isEmpty() || object(arguments.unescaped()) != null;
    }

    @Override
    void finish(JsonWriter out) {
        finished();
        if (arguments.isEmpty()) {
            tell("{}", out);
        }
        if (!frame.silent()) {
            named(open(Event.ARGUMENTS_DONE, out)).name("arguments");
            frame.close(arguments.writeTo(out.openString()).closeString());
        }
        done(out);
    }

    @Override
    void write(JsonWriter out) {
        named(head("function_call", out)).name("arguments");
        arguments.writeTo(out.openString()).closeString().end();
    }

    @Override
    int size() {
        return arguments.size();
    }

    private void tell(String piece, JsonWriter out) {
        if (!piece.isEmpty()) {
            delta(Event.ARGUMENTS_DELTA, constant, piece, TAIL, arguments, out);
        }
    }
}
