package io.bedrockrelay.dialect.responsestream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.responsestream.ResponsesEcho.Called;
import io.bedrockrelay.dialect.responsestream.ResponsesEcho.Kind;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/// A call whose arguments are an object, told at once when they are whole: a search for tools, a shell command.
final class ObjectItem extends CallItem {
    private static final String NO_COMMAND = "{\"type\":\"exec\",\"command\":[],\"env\":{}}";

    private final boolean shell;
    private StringBuilder pieces = new StringBuilder();
    private @Nullable String object;

    ObjectItem(Frame frame, int index, ChatEvent.ToolStarted tool, Called called) {
        super(frame, called.kind() == Kind.LOCAL_SHELL ? "lsh_" : "tsc_", index, tool, called);
        shell = called.kind() == Kind.LOCAL_SHELL;
    }

    @Override
    void begin(JsonWriter out) {
        added(out);
    }

    @Override
    void input(String json, JsonWriter out) {
        pieces.append(json);
    }

    @Override
    boolean whole() {
        var text = pieces.toString();
        var read = text.isBlank() ? JsonNodeFactory.instance.objectNode() : object(new StringReader(text));
        if (read != null) {
            object = (shell ? action(read) : read).toString();
            pieces = new StringBuilder();
        }
        return read != null;
    }

    @Override
    void finish(JsonWriter out) {
        finished();
        done(out);
    }

    @Override
    void write(JsonWriter out) {
        if (shell) {
            head("local_shell_call", out).name("action").raw(object == null ? NO_COMMAND : object);
        } else {
            head("tool_search_call", out).field("execution", "client");
            out.name("arguments").raw(object == null ? "{}" : object);
        }
        out.end();
    }

    @Override
    int size() {
        return pieces.length() + (object == null ? 0 : object.length());
    }

    /// Clients count on a list of words and on an environment.
    private static ObjectNode action(ObjectNode said) {
        var action = JsonNodeFactory.instance.objectNode().put("type", "exec");
        var command = said.path("command");
        if (command.isTextual()) {
            action.putArray("command").add(command);
        } else if (command.isArray()) {
            action.set("command", command);
        } else {
            action.putArray("command");
        }
        action.set("env", said.path("env").isObject() ? said.path("env") : JsonNodeFactory.instance.objectNode());
        said.properties().forEach(member -> {
            if (!action.has(member.getKey())) {
                action.set(member.getKey(), member.getValue());
            }
        });
        return action;
    }
}
