package io.bedrockrelay.emulator.reply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.wire.JsonTrees;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The tool calls of a conversation that a directive has written down beforehand: turn by turn, parted by `;`, those of
/// one turn by `+`, each a name with its arguments: `Read{"file_path":"a"};Grep{"pattern":"b"}+Read{"file_path":"c"}`.
public record Turns(List<String> turns, int past) {

    /// @param text the value of the directive
    /// @param past answers given since it was said
    public static Turns of(String text, int past) {
        return new Turns(List.of(text.split(";", -1)), past);
    }

    /// The calls of this turn; none once all have been made.
    List<ReplyBlock.ToolUse> calls() {
        var calls = new ArrayList<ReplyBlock.ToolUse>();
        if (past >= turns.size()) {
            return calls;
        }
        for (var call : turns.get(past).split("\\+", -1)) {
            int brace = call.indexOf('{');
            var name = brace < 0 ? call : call.substring(0, brace);
            var input = brace < 0 ? Optional.<ObjectNode>empty() : input(call.substring(brace));
            var id = "tooluse_" + Seal.id(call + past + calls.size());
            calls.add(new ReplyBlock.ToolUse(id, name, input.orElseGet(JsonTrees::object)));
        }
        return calls;
    }

    private static Optional<ObjectNode> input(String json) {
        return JsonTrees.parseObject(Buffer.buffer(json));
    }
}
