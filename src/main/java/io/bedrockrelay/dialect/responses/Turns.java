package io.bedrockrelay.dialect.responses;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Message;
import io.bedrockrelay.chat.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Joins items into turns: what one side says in a row is one message, results of tools before the rest.
final class Turns {
    private final List<Message> messages = new ArrayList<>();
    private final List<Block> results = new ArrayList<>();
    private final List<Block> others = new ArrayList<>();
    private @Nullable Role role;

    void say(Role speaker, List<Block> content) {
        if (!content.isEmpty()) {
            turnTo(speaker);
            others.addAll(content);
        }
    }

    /// A result, and the cache point behind it if there is one.
    void result(List<Block> content) {
        turnTo(Role.USER);
        results.addAll(content);
    }

    List<Message> close() {
        if (role != null) {
            results.addAll(others);
            messages.add(new Message(role, results));
            results.clear();
            others.clear();
            role = null;
        }
        return messages;
    }

    private void turnTo(Role speaker) {
        if (role != speaker) {
            close();
            role = speaker;
        }
    }
}
