package io.bedrockrelay.dialect.responses;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.Role;
import io.bedrockrelay.dialect.Field;
import io.bedrockrelay.dialect.responses.ContentReader.Speaker;
import io.bedrockrelay.dialect.responsestream.ResponsesEcho.Kind;
import java.util.ArrayList;
import java.util.List;

/// The items of a history that call tools and that answer such calls.
final class CallReader {
    private static final Block NOTHING = new Block.Text("(no output)");

    private final Tools tools;
    private final LeftOut leftOut;
    private final ContentReader content;
    private final Turns turns;
    private final Calls calls = new Calls();

    CallReader(Tools tools, LeftOut leftOut, ContentReader content, Turns turns) {
        this.tools = tools;
        this.leftOut = leftOut;
        this.content = content;
        this.turns = turns;
    }

    void userSpoke() {
        calls.userSpoke();
    }

    /// Complains of calls that were not answered, once all items are read.
    void check() {
        calls.check();
    }

    /// Reads the item if it is of this kind; whether it was.
    boolean read(Field item, String type) {
        switch (type) {
            case "function_call" -> call(item, Kind.FUNCTION, arguments(item.get("arguments")));
            case "function_call_output" -> output(item, item.get("call_id"), "function call output", type);
            case "custom_tool_call" -> call(item, Kind.CUSTOM, text(item.get("input")));
            case "custom_tool_call_output" -> output(item, item.get("call_id"), "custom tool call output", type);
            case "local_shell_call" -> shell(item);
            case "local_shell_call_output" ->
                output(
                        item,
                        item.has("call_id") ? item.get("call_id") : item.get("id"),
                        "local shell call output",
                        type);
            case "tool_search_call" -> search(item, type);
            case "tool_search_output" -> found(item, type);
            case "mcp_call" -> elsewhere(item);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void call(Field item, Kind kind, Json input) {
        var name = item.get("name").nonBlankText();
        call(item, tools.name(kind, item.get("namespace").textOrNull(), name), input);
    }

    private void call(Field item, String name, Json input) {
        var id = item.get("call_id").nonBlankText();
        calls.called(id, item.get("call_id"));
        turns.say(Role.ASSISTANT, List.of(new Block.ToolUse(id, name, input)));
    }

    private void shell(Field item) {
        var action = item.get("action").node() instanceof ObjectNode given ? given.deepCopy() : empty();
        action.remove("type");
        call(item, tools.name(Kind.LOCAL_SHELL, null, "local_shell"), new Json(action.toString()));
        var alias = item.get("id").node().textValue();
        if (alias != null) {
            calls.alsoCalled(alias, item.get("call_id").text());
        }
    }

    private void search(Field item, String type) {
        if (isElsewhere(item)) {
            leftOut.item(type);
            return;
        }
        var given = item.get("arguments");
        var arguments = given.isObject() ? given.object() : arguments(given);
        call(item, tools.name(Kind.TOOL_SEARCH, null, "tool_search"), arguments);
    }

    private void found(Field item, String type) {
        if (isElsewhere(item)) {
            leftOut.item(type);
            return;
        }
        var names = tools.found(item.get("tools"));
        var text = names.isEmpty() ? "No tools found." : "Tools found: " + names;
        result(item.get("call_id"), "tool search output", type, List.of(new Block.Text(text)));
    }

    private static boolean isElsewhere(Field item) {
        return item.get("execution").textOr("client").equals("server");
    }

    /// Called and answered at OpenAI, and both in one item.
    private void elsewhere(Field item) {
        boolean failed = item.has("error");
        if (!failed && !item.has("output")) {
            throw item.mistake("has neither 'output' nor 'error': this tool is not served here");
        }
        var id = item.get("id").nonBlankText();
        var name = item.get("server_label").nonBlankText() + "__"
                + item.get("name").nonBlankText();
        turns.say(Role.ASSISTANT, List.of(new Block.ToolUse(id, name, arguments(item.get("arguments")))));
        var said = failed ? item.get("error") : item.get("output");
        var text = said.isText() ? said.text() : said.json().text();
        turns.result(List.of(new Block.ToolResult(id, List.of(orNothing(text)), failed)));
    }

    private void output(Field item, Field id, String what, String type) {
        result(id, what, type, content.read(item.get("output"), Speaker.TOOL));
    }

    private void result(Field id, String what, String type, List<Block> said) {
        var call = calls.answered(id, what);
        if (call == null) {
            leftOut.item(type);
            return;
        }
        var blocks = new ArrayList<Block>();
        var content = said.stream().filter(CallReader::saysSomething).toList();
        blocks.add(new Block.ToolResult(call, content.isEmpty() ? List.of(NOTHING) : content, false));
        // Bedrock takes none inside a result.
        said.stream().filter(Block.CachePoint.class::isInstance).limit(1).forEach(blocks::add);
        turns.result(blocks);
    }

    private static boolean saysSomething(Block block) {
        return !(block instanceof Block.CachePoint)
                && !(block instanceof Block.Text text && text.text().isBlank());
    }

    private static Block orNothing(String text) {
        return text.isBlank() ? NOTHING : new Block.Text(text);
    }

    /// A call that was cut once must not poison the conversation: Bedrock takes objects only.
    private static Json arguments(Field arguments) {
        if (!arguments.present()) {
            return Json.EMPTY_OBJECT;
        }
        var object = arguments.isObject() ? arguments.object() : arguments.objectInTextOrNull();
        return object == null
                ? new Json(empty().put("arguments", arguments.text()).toString())
                : object;
    }

    private static Json text(Field input) {
        return new Json(empty().put("input", input.textOr("")).toString());
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }
}
