package io.bedrockrelay.dialect.openai;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.chat.Json;
import io.bedrockrelay.dialect.Field;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the model understands and Converse does not: the caller's `additionalModelRequestFields`, Claude's `thinking`,
/// and `parallel_tool_calls`, for which Claude alone has a word. The caller's own fields win.
public final class ModelFields {
    private ModelFields() {}

    public static @Nullable Json read(Field body, ToolReader.Use use) {
        var given = body.get("additionalModelRequestFields");
        given.objectOrNull();
        var fields = JsonNodeFactory.instance.objectNode();
        if (given.node() instanceof ObjectNode own) {
            fields.setAll(own);
        }
        var thinking = body.get("thinking");
        if (thinking.objectOrNull() != null && !fields.has("thinking")) {
            fields.set("thinking", thinking.node());
        }
        if (use.oneAtATime() && understandsOneAtATime(body) && !fields.has("tool_choice")) {
            // Bedrock lays this object over the tool choice it makes of Converse's own, which knows the type already
            // if a call is forced; without one the type has to be named here.
            var choice = fields.putObject("tool_choice");
            if (use.choice() == null) {
                choice.put("type", "auto");
            }
            choice.put("disable_parallel_tool_use", true);
        }
        return fields.isEmpty() ? null : new Json(fields.toString());
    }

    /// Other models refuse fields they do not know, and have no such promise to make; there it is not passed on.
    private static boolean understandsOneAtATime(Field body) {
        return body.get("model").nonBlankText().toLowerCase(Locale.ROOT).contains("claude");
    }
}
