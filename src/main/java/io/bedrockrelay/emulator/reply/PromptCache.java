package io.bedrockrelay.emulator.reply;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Remembers the prompts that cache points marked, up to each point: the longest one with which another prompt begins
/// is read, and the rest up to its last point is written. Safe for every thread.
public final class PromptCache {
    private static final int MOST = 1000;
    /// How many blocks before a point are looked at for an older one.
    private static final int LOOKBACK = 20;

    private final Set<String> prefixes = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    });

    /// What the cache did for a prompt, in tokens.
    ///
    /// @param marked whether the prompt had a cache point at all
    public record Counts(int read, int written, boolean marked) {
        public static final Counts NONE = new Counts(0, 0, false);
    }

    /// A block of a prompt.
    ///
    /// @param text what of it makes the difference
    /// @param characters how many the model reads
    /// @param point whether a cache point stands at its end
    public record Block(String text, int characters, boolean point) {
        public Block marked() {
            return new Block(text, characters, true);
        }
    }

    /// @param model whose cache it is
    /// @param blocks of the whole prompt, in the order in which the model reads them
    public Counts touch(String model, List<Block> blocks) {
        var keys = keys(model, blocks);
        int last = -1;
        int found = -1;
        synchronized (this) {
            for (int i = 0; i < blocks.size(); i++) {
                if (blocks.get(i).point()) {
                    last = i;
                    for (int earlier = i; earlier > Math.max(found, i - LOOKBACK); earlier--) {
                        found = prefixes.contains(keys.get(earlier)) ? earlier : found;
                    }
                }
            }
            for (int i = 0; i <= last; i++) {
                if (blocks.get(i).point()) {
                    prefixes.add(keys.get(i));
                }
            }
        }
        int read = tokens(blocks, found);
        return last < 0 ? Counts.NONE : new Counts(read, tokens(blocks, last) - read, true);
    }

    /// A name for the prompt up to the end of each block.
    private static List<String> keys(String model, List<Block> blocks) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(model.getBytes(StandardCharsets.UTF_8));
            var keys = new ArrayList<String>();
            for (var block : blocks) {
                digest.update(block.text().getBytes(StandardCharsets.UTF_8));
                keys.add(HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest()));
            }
            return keys;
        } catch (NoSuchAlgorithmException | CloneNotSupportedException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    private static int tokens(List<Block> blocks, int end) {
        int characters = 0;
        for (int i = 0; i <= end; i++) {
            characters += blocks.get(i).characters();
        }
        return Math.ceilDiv(characters, TokenCounter.CHARACTERS);
    }
}
