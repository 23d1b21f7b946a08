package io.bedrockrelay.fit.history;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Message;
import io.bedrockrelay.chat.Role;
import java.util.ArrayList;
import java.util.List;

/// Turns by turns: no blank text, no empty message, no two of the same role in a row.
final class Turns {
    private Turns() {}

    /// The same list where nothing is to be done.
    static List<Message> of(List<Message> messages) {
        return areSound(messages) ? messages : joined(messages);
    }

    private static boolean areSound(List<Message> messages) {
        Role before = null;
        for (int i = 0; i < messages.size(); i++) {
            var message = messages.get(i);
            var content = message.content();
            if (message.role() == before || content.isEmpty()) {
                return false;
            }
            before = message.role();
            for (int j = 0; j < content.size(); j++) {
                if (isBlank(content.get(j))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<Message> joined(List<Message> messages) {
        var turns = new ArrayList<Message>();
        for (var message : messages) {
            var kept =
                    message.content().stream().filter(block -> !isBlank(block)).toList();
            if (kept.stream().allMatch(Block.CachePoint.class::isInstance)) {
                continue;
            }
            if (!turns.isEmpty() && turns.getLast().role() == message.role()) {
                var both = new ArrayList<>(turns.removeLast().content());
                both.addAll(kept);
                turns.add(new Message(message.role(), both));
            } else {
                turns.add(new Message(message.role(), kept));
            }
        }
        return turns;
    }

    private static boolean isBlank(Block block) {
        return (block instanceof Block.Text text && text.text().isBlank())
                || (block instanceof Block.Guarded guarded && guarded.text().isBlank());
    }
}
