package io.bedrockrelay.dialect.claude.fitting;

import io.bedrockrelay.chat.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What of a request Anthropic's own servers would do, and no other model on Bedrock can: its loss would change
/// what the answer is made of.
final class ServerWork {
    private static final List<String> MEMBERS =
            List.of("mcp_servers", "container", "fallbacks", "compaction", "safeguards");

    private ServerWork() {}

    static Failure.@Nullable Invalid refused(Draft draft) {
        var root = draft.root();
        for (var name : MEMBERS) {
            var value = root.get(name);
            boolean empty = value != null && value.source().equals("[]");
            if (root.has(name) && !empty) {
                return new Failure.Invalid(name, name + ": not supported on this model. Leave it out.");
            }
            draft.edits().cut(root, name);
        }
        var tools = draft.tools();
        for (int i = 0; i < tools.size(); i++) {
            var type = tools.get(i).text("type");
            if (!type.isEmpty() && !type.equals("custom")) {
                var at = "tools." + i;
                return new Failure.Invalid(
                        at,
                        at + ": " + type + " is a tool of Anthropic's own, which this model cannot use. Leave it out,"
                                + " or describe it as a custom tool with an input_schema.");
            }
        }
        return null;
    }
}
