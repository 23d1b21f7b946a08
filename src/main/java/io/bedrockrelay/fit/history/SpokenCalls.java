package io.bedrockrelay.fit.history;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Message;
import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.chat.adapted.Told;
import io.bedrockrelay.fit.traits.Trait;
import io.bedrockrelay.fit.traits.Traits;
import java.util.ArrayList;
import java.util.List;

/// Calls of tools told in words, to a model that calls none but goes on with a conversation in which another one did.
final class SpokenCalls {
    private SpokenCalls() {}

    /// @param offered whether the request offers tools, in which case the model is believed to know what they are
    static List<Message> of(List<Message> messages, boolean offered, Traits traits, Told told) {
        if (offered || traits.takes(Trait.TOOLS) || !Calls.hasCalls(messages)) {
            return messages;
        }
        told.changed(Kind.TOOL, "text", traits.how(Trait.TOOLS));
        var spoken = new ArrayList<Message>(messages.size());
        for (var message : messages) {
            var content = new ArrayList<Block>();
            for (var block : message.content()) {
                switch (block) {
                    case Block.ToolUse use ->
                        content.add(new Block.Text("[Called the tool " + use.name() + " with "
                                + use.input().text() + "]"));
                    case Block.ToolResult result -> {
                        content.add(new Block.Text(result.error() ? "[The tool failed:]" : "[The tool answered:]"));
                        result.content().forEach(each -> content.add(spoken(each)));
                    }
                    default -> content.add(block);
                }
            }
            spoken.add(new Message(message.role(), content));
        }
        return spoken;
    }

    private static Block spoken(Block block) {
        return block instanceof Block.Data data ? new Block.Text(data.value().text()) : block;
    }
}
