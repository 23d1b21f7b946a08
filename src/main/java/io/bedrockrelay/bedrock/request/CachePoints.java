package io.bedrockrelay.bedrock.request;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Message;
import io.bedrockrelay.chat.Tool;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides which cache points of a request are sent. Bedrock takes four, counted through tools, system and messages in
/// this order, and none that lives longer than one before it.
///
/// Too many: the oldest of the messages go first, then those of the tools, then of the system, since a point covers all
/// that stands before it. A point that would live longer than an earlier one is shortened rather than the earlier one
/// made dearer.
final class CachePoints {
    private static final int MOST = 4;
    private static final String HOUR = "1h";

    /// For each point in the order of the request: whether it is sent.
    private final boolean[] sent;
    private int next;
    private boolean shortened;

    CachePoints(List<Tool> tools, List<Block> system, List<Message> messages) {
        int inTools = count(tools, Tool.CachePoint.class);
        int inSystem = count(system, Block.CachePoint.class);
        int inMessages = messages.stream()
                .mapToInt(message -> count(message.content(), Block.CachePoint.class))
                .sum();
        int keptMessages = Math.min(inMessages, Math.max(MOST - Math.min(inTools, 1) - Math.min(inSystem, 1), 1));
        int keptSystem = Math.min(inSystem, MOST - keptMessages - Math.min(inTools, 1));
        int keptTools = Math.min(inTools, MOST - keptMessages - keptSystem);
        var kept = new ArrayList<Boolean>();
        lastOnes(inTools, keptTools, kept);
        lastOnes(inSystem, keptSystem, kept);
        lastOnes(inMessages, keptMessages, kept);
        sent = new boolean[kept.size()];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = kept.get(i);
        }
    }

    /// Asked once for each point in the order of the request: whether it is sent.
    boolean sendNext() {
        return next < sent.length && sent[next++];
    }

    /// The time to live to send for a point that is sent, null for Bedrock's own.
    @Nullable
    String ttl(@Nullable String wanted) {
        if (!HOUR.equals(wanted)) {
            shortened = true;
            return wanted;
        }
        return shortened ? null : HOUR;
    }

    private static void lastOnes(int all, int kept, List<Boolean> into) {
        for (int i = 0; i < all; i++) {
            into.add(i >= all - kept);
        }
    }

    private static <T> int count(List<T> items, Class<? extends T> kind) {
        return (int) items.stream().filter(kind::isInstance).count();
    }
}
