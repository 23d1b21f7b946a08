package io.bedrockrelay.dialect.completions;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.Message;
import io.bedrockrelay.chat.Role;
import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.chat.adapted.Told;
import io.bedrockrelay.dialect.Field;
import io.bedrockrelay.dialect.openai.PartReader;
import io.bedrockrelay.dialect.openai.ReasoningReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The `messages` of a request. OpenAI lets instructions stand anywhere among them; Bedrock wants them beforehand, so
/// they are gathered in their order. Tool messages in a row are the answers to one turn's calls, which Bedrock wants
/// in one message.
final class MessageReader {
    private static final String NOTE = "The arguments of this call were not a JSON object and are not shown above: ";

    private final List<Block> system = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();
    private final List<Block> results = new ArrayList<>();
    /// The retired `function_call` has no id; its result names the function.
    private final Map<String, String> functionCalls = new HashMap<>();

    /// Arguments of calls that are no JSON object, by the call's id: the model is told when it reads the result.
    private final Map<String, String> unreadable = new HashMap<>();
    private final Told told;

    private MessageReader(Told told) {
        this.told = told;
    }

    record Conversation(List<Block> system, List<Message> messages) {}

    static Conversation read(Field messages, Told told) {
        var reader = new MessageReader(told);
        messages.elements().forEach(reader::message);
        reader.closeResults();
        if (reader.messages.isEmpty() && !reader.system.isEmpty()) {
            // At OpenAI instructions alone are a request; Bedrock wants somebody to speak.
            told.changed(Kind.SYSTEM, "user");
            return new Conversation(List.of(), List.of(new Message(Role.USER, reader.system)));
        }
        if (reader.messages.isEmpty()) {
            throw messages.mistake("must hold at least one message of a user, an assistant or a tool");
        }
        return new Conversation(reader.system, reader.messages);
    }

    private void message(Field message) {
        var role = message.get("role");
        switch (role.text()) {
            case "system", "developer" -> instruct(message);
            case "user" -> say(Role.USER, content(message, PartReader.Speaker.USER));
            case "assistant" -> say(Role.ASSISTANT, assistant(message));
            case "tool" -> result(message, message.get("tool_call_id").nonBlankText());
            case "function" -> result(message, calledAs(message.get("name")));
            default -> throw role.mistake("must be one of system, developer, user, assistant, tool");
        }
    }

    private void instruct(Field message) {
        system.addAll(content(message, PartReader.Speaker.SYSTEM));
    }

    private void say(Role role, List<Block> content) {
        closeResults();
        // Who said nothing is left out: Bedrock takes no empty turn, and clients keep an answer that was cut as one.
        if (!content.isEmpty()) {
            messages.add(new Message(role, content));
        }
    }

    private void result(Field message, String id) {
        var mark = PartReader.cachePoint(message.get("cache_control"));
        var content = new ArrayList<Block>();
        if (message.has("content")) {
            content.addAll(PartReader.content(message.get("content"), PartReader.Speaker.TOOL));
        }
        var raw = unreadable.remove(id);
        if (raw != null) {
            content.add(new Block.Text(NOTE + raw));
        }
        results.add(new Block.ToolResult(id, content, message.get("is_error").boolOr(false)));
        if (mark != null) {
            results.add(mark);
        }
    }

    private void closeResults() {
        if (!results.isEmpty()) {
            messages.add(new Message(Role.USER, results));
            results.clear();
        }
    }

    private static List<Block> content(Field message, PartReader.Speaker speaker) {
        var content = PartReader.content(message.get("content"), speaker);
        var mark = PartReader.cachePoint(message.get("cache_control"));
        if (mark == null || content.isEmpty()) {
            return content;
        }
        var marked = new ArrayList<>(content);
        marked.add(mark);
        return marked;
    }

    private List<Block> assistant(Field message) {
        var blocks = new ArrayList<>(ReasoningReader.read(message));
        if (message.has("content")) {
            blocks.addAll(content(message, PartReader.Speaker.ASSISTANT));
        }
        var refusal = message.get("refusal").textOrNull();
        if (refusal != null && !refusal.isEmpty()) {
            blocks.add(new Block.Text(refusal));
        }
        message.get("tool_calls").elements().forEach(call -> blocks.add(call(call)));
        var function = message.get("function_call");
        if (function.present()) {
            var name = function.get("name").nonBlankText();
            var id = "function_call_" + messages.size();
            functionCalls.put(name, id);
            blocks.add(new Block.ToolUse(id, name, arguments(id, function)));
        }
        return blocks;
    }

    private Block call(Field call) {
        var type = call.get("type");
        if (type.present() && !type.text().equals("function")) {
            throw type.mistake("must be 'function'");
        }
        var id = call.get("id").nonBlankText();
        var function = call.get("function");
        return new Block.ToolUse(id, function.get("name").nonBlankText(), arguments(id, function));
    }

    private Json arguments(String id, Field function) {
        var arguments = function.get("arguments");
        if (!arguments.present()) {
            return Json.EMPTY_OBJECT;
        }
        if (arguments.isObject()) {
            return arguments.object();
        }
        var object = arguments.objectInTextOrNull();
        if (object != null) {
            return object;
        }
        told.changed(Kind.ARGUMENTS, "{}");
        if (!arguments.text().strip().equals("null")) {
            unreadable.put(id, arguments.text());
        }
        return Json.EMPTY_OBJECT;
    }

    private String calledAs(Field name) {
        var id = functionCalls.get(name.nonBlankText());
        if (id == null) {
            throw name.mistake("names no function that an earlier 'function_call' called");
        }
        return id;
    }
}
