package io.bedrockrelay.dialect.responsestream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.responsestream.Frame.Event;
import io.bedrockrelay.dialect.responsestream.ResponsesEcho.Called;

/// A call of a tool whose input is text. The model was given a function with one string, so that the text arrives as
/// JSON and is told without it.
final class CustomItem extends CallItem {
    private static final byte[] TAIL = "\"}\n\n".getBytes(US_ASCII);

    private final CustomInput reader = new CustomInput();
    private final Kept input = new Kept();
    private final byte[] constant = constant("");

    CustomItem(Frame frame, int index, ChatEvent.ToolStarted tool, Called called) {
        super(frame, "ctc_", index, tool, called);
    }

    @Override
    void begin(JsonWriter out) {
        added(out);
    }

    @Override
    void input(String json, JsonWriter out) {
        tell(reader.read(json), out);
    }

    @Override
    boolean whole() {
        return reader.end();
    }

    @Override
    void finish(JsonWriter out) {
        finished();
        tell(reader.rest(), out);
        if (!frame.silent()) {
            open(Event.CUSTOM_DONE, out).name("input");
            frame.close(input.writeTo(out.openString()).closeString());
        }
        done(out);
    }

    @Override
    void write(JsonWriter out) {
        named(head("custom_tool_call", out)).name("input");
        input.writeTo(out.openString()).closeString().end();
    }

    @Override
    int size() {
        return input.size() + reader.size();
    }

    private void tell(CharSequence piece, JsonWriter out) {
        if (!piece.isEmpty()) {
            delta(Event.CUSTOM_DELTA, constant, piece, TAIL, input, out);
        }
    }
}
