package io.bedrockrelay.dialect.responsestream;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.json.JsonReading;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.responsestream.ResponsesEcho.Called;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/// A tool call. It may be told as finished only if it is whole, since clients run a command as soon as they hear so.
abstract sealed class CallItem extends OpenItem permits CustomItem, FunctionItem, ObjectItem {
    static final JsonMapper MAPPER = JsonMapper.builder(JsonReading.FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    final Called called;
    private final String callId;
    private boolean finished;

    CallItem(Frame frame, String prefix, int index, ChatEvent.ToolStarted tool, Called called) {
        super(frame, prefix, index);
        this.called = called;
        callId = tool.id();
    }

    static CallItem of(ChatEvent.ToolStarted tool, Called called, Frame frame, int index) {
        return switch (called.kind()) {
            case FUNCTION -> new FunctionItem(frame, index, tool, called);
            case CUSTOM -> new CustomItem(frame, index, tool, called);
            case TOOL_SEARCH, LOCAL_SHELL -> new ObjectItem(frame, index, tool, called);
        };
    }

    /// A piece of the arguments.
    abstract void input(String json, JsonWriter out);

    /// Whether the arguments, now that their block has ended, are a JSON object, or none at all.
    abstract boolean whole();

    final void finished() {
        finished = true;
    }

    /// The members that all calls have, up to the arguments.
    final JsonWriter head(String type, JsonWriter out) {
        out.begin().field("id", id).field("type", type);
        return out.field("status", finished ? "completed" : "in_progress").field("call_id", callId);
    }

    final JsonWriter named(JsonWriter out) {
        out.field("name", called.name());
        return called.namespace() == null ? out : out.field("namespace", called.namespace());
    }

    /// The object that a text is; null if it is none.
    static @Nullable ObjectNode object(Reader json) {
        try {
            return MAPPER.readTree(json) instanceof ObjectNode object ? object : null;
        } catch (IOException notJson) {
            return null;
        }
    }
}
