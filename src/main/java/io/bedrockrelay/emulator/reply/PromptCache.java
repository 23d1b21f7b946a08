package io.bedrockrelay.emulator.reply;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Remembers the prefixes that cache points marked: the first time a prefix is written, later it is read. Safe for
/// every thread.
public final class PromptCache {
    private static final int MOST = 1000;

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

    public synchronized Counts touch(String prefix) {
        int tokens = TokenCounter.of(prefix);
        return prefixes.add(prefix) ? new Counts(0, tokens, true) : new Counts(tokens, 0, true);
    }
}
