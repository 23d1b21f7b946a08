package io.bedrockrelay.chat;

import java.util.List;

/// One turn of a conversation, its blocks in the order in which they were said.
public record Message(Role role, List<Block> content) {
    public Message {
        content = List.copyOf(content);
    }
}
