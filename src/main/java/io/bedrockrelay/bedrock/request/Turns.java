package io.bedrockrelay.bedrock.request;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Message;
import io.bedrockrelay.chat.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Brings a conversation into the order that Bedrock demands: no blank text, no empty message, user and assistant by
/// turns, and all results of parallel tool calls first in the one user message that follows the calls.
final class Turns {

    private Turns() {}

    static List<Message> of(List<Message> messages) {
        var turns = new ArrayList<Message>();
        Role role = null;
        var content = new ArrayList<Block>();
        for (var message : messages) {
            var kept = kept(message.content());
            if (kept.isEmpty()) {
                continue;
            }
            if (message.role() != role) {
                close(role, content, turns);
                role = message.role();
            }
            content.addAll(kept);
        }
        close(role, content, turns);
        return turns;
    }

    static List<Block> kept(List<Block> content) {
        var kept = new ArrayList<Block>();
        for (var block : content) {
            // A cache point with nothing before it marks nothing, and Bedrock refuses it.
            boolean idle = block instanceof Block.CachePoint && kept.isEmpty();
            if (!isBlank(block) && !idle) {
                kept.add(block);
            }
        }
        return kept;
    }

    private static boolean isBlank(Block block) {
        return (block instanceof Block.Text text && text.text().isBlank())
                || (block instanceof Block.Guarded guarded && guarded.text().isBlank());
    }

    private static void close(@Nullable Role role, List<Block> content, List<Message> turns) {
        if (role != null && !content.isEmpty()) {
            turns.add(new Message(role, role == Role.USER ? resultsFirst(content) : content));
        }
        content.clear();
    }

    /// Cache points stay behind the block they follow.
    private static List<Block> resultsFirst(List<Block> content) {
        var results = new ArrayList<Block>();
        var others = new ArrayList<Block>();
        boolean afterResult = false;
        for (var block : content) {
            if (!(block instanceof Block.CachePoint)) {
                afterResult = block instanceof Block.ToolResult;
            }
            (afterResult ? results : others).add(block);
        }
        results.addAll(others);
        return results;
    }
}
