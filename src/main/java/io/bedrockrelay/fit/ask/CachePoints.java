package io.bedrockrelay.fit.ask;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Message;
import io.bedrockrelay.chat.Tool;
import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.chat.adapted.Told;
import io.bedrockrelay.fit.traits.Trait;
import io.bedrockrelay.fit.traits.Traits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cache points where the model caches, in places that it takes and with a time to live that it knows.
public record CachePoints(List<Tool> tools, List<Block> system, List<Message> messages) {
    private static final String HOUR = "1h";
    /// Bedrock takes no more; which of them stay is decided where they are written.
    private static final int MOST = 4;

    public static CachePoints of(
            List<Tool> tools, List<Block> system, List<Message> messages, Traits traits, Told told) {
        int all = count(tools, system, messages);
        if (all == 0) {
            return new CachePoints(tools, system, messages);
        }
        var placing = new Placing(traits);
        boolean inTools = placing.kept && !traits.refuses(Trait.CACHE_TOOLS);
        var fitted = new CachePoints(
                placing.tools(tools, inTools),
                placing.blocks(system),
                messages.stream()
                        .map(message -> new Message(message.role(), placing.blocks(message.content())))
                        .filter(message -> !message.content().isEmpty())
                        .toList());
        int left = all - Math.min(MOST, count(fitted.tools, fitted.system, fitted.messages));
        if (left > 0) {
            told.leftOut(Kind.CACHE_POINTS, left, traits.how(Trait.CACHE));
        }
        if (placing.shortened) {
            told.leftOut(Kind.CACHE_TTL, HOUR, traits.how(Trait.CACHE_TTL));
        }
        return fitted;
    }

    private static int count(List<Tool> tools, List<Block> system, List<Message> messages) {
        int count = 0;
        for (var tool : tools) {
            count += tool instanceof Tool.CachePoint ? 1 : 0;
        }
        count += count(system);
        for (int i = 0; i < messages.size(); i++) {
            count += count(messages.get(i).content());
        }
        return count;
    }

    private static int count(List<Block> blocks) {
        int count = 0;
        for (int i = 0; i < blocks.size(); i++) {
            count += blocks.get(i) instanceof Block.CachePoint ? 1 : 0;
        }
        return count;
    }

    private static final class Placing {
        private final boolean kept;
        private final boolean hour;
        private final boolean ttl;
        private boolean shortened;

        private Placing(Traits traits) {
            kept = !traits.refuses(Trait.CACHE);
            ttl = !traits.refuses(Trait.CACHE_TTL);
            hour = ttl && traits.takes(Trait.CACHE_HOUR);
        }

        private List<Tool> tools(List<Tool> tools, boolean inTools) {
            var placed = new ArrayList<Tool>();
            for (var tool : tools) {
                if (!(tool instanceof Tool.CachePoint point)) {
                    placed.add(tool);
                } else if (inTools && !placed.isEmpty() && !(placed.getLast() instanceof Tool.CachePoint)) {
                    placed.add(new Tool.CachePoint(time(point.ttl())));
                }
            }
            return placed;
        }

        /// Never alone, never behind a document or a video, never two in a row.
        private List<Block> blocks(List<Block> blocks) {
            if (count(blocks) == 0) {
                return blocks;
            }
            var placed = new ArrayList<Block>();
            for (var block : blocks) {
                if (!(block instanceof Block.CachePoint point)) {
                    placed.add(block);
                } else if (kept && !placed.isEmpty() && mayFollow(placed.getLast())) {
                    placed.add(new Block.CachePoint(time(point.ttl())));
                }
            }
            return placed;
        }

        private static boolean mayFollow(Block block) {
            return !(block instanceof Block.Document
                    || block instanceof Block.Video
                    || block instanceof Block.CachePoint);
        }

        private @Nullable String time(@Nullable String asked) {
            if (asked == null || (ttl && !asked.equals(HOUR)) || (hour && asked.equals(HOUR))) {
                return asked;
            }
            shortened |= asked.equals(HOUR);
            return null;
        }
    }
}
