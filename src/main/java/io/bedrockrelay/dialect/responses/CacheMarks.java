package io.bedrockrelay.dialect.responses;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Message;
import io.bedrockrelay.chat.Role;
import io.bedrockrelay.chat.Tool;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a conversation may be cached up to. OpenAI caches unasked, so that its clients have hardly a word for it and
/// would pay for the whole conversation at each turn. A model takes four points; those that the caller set come first.
final class CacheMarks {
    private static final int MOST = 4;

    private final List<Block> system;
    private final List<Message> messages;
    private final List<Tool> tools;
    private int left = MOST;

    CacheMarks(List<Block> system, List<Message> messages, List<Tool> tools) {
        this.system = new ArrayList<>(system);
        this.messages = new ArrayList<>(messages);
        this.tools = new ArrayList<>(tools);
        keepLatest();
    }

    List<Block> system() {
        return system;
    }

    List<Message> messages() {
        return messages;
    }

    List<Tool> tools() {
        return tools;
    }

    /// Points at the ends of what the next turn will send again, the dearest first: the last two turns of the user,
    /// the instructions, the tools. A single question would only pay for being kept.
    void imply(@Nullable String ttl) {
        boolean goesOn = !tools.isEmpty() || messages.stream().anyMatch(message -> message.role() == Role.ASSISTANT);
        if (!goesOn) {
            return;
        }
        int turns = 0;
        for (int i = messages.size() - 1; i >= 0 && turns < 2; i--) {
            if (messages.get(i).role() == Role.USER) {
                turns++;
                markMessage(i, ttl);
            }
        }
        if (!system.isEmpty() && !(system.getLast() instanceof Block.CachePoint) && left > 0) {
            left--;
            system.add(new Block.CachePoint(ttl));
        }
        if (!tools.isEmpty() && left > 0) {
            left--;
            tools.add(new Tool.CachePoint(ttl));
        }
    }

    private void markMessage(int at, @Nullable String ttl) {
        var content = messages.get(at).content();
        if (!(content.getLast() instanceof Block.CachePoint) && left > 0) {
            left--;
            var marked = new ArrayList<>(content);
            marked.add(new Block.CachePoint(ttl));
            messages.set(at, new Message(Role.USER, marked));
        }
    }

    private void keepLatest() {
        for (int i = messages.size() - 1; i >= 0; i--) {
            var content = messages.get(i).content();
            if (content.stream().anyMatch(Block.CachePoint.class::isInstance)) {
                var kept = new ArrayList<>(content);
                keepLatest(kept);
                messages.set(i, new Message(messages.get(i).role(), kept));
            }
        }
        keepLatest(system);
    }

    private void keepLatest(List<Block> blocks) {
        for (int i = blocks.size() - 1; i >= 0; i--) {
            if (blocks.get(i) instanceof Block.CachePoint) {
                if (left > 0) {
                    left--;
                } else {
                    blocks.remove(i);
                }
            }
        }
    }
}
