package io.bedrockrelay.emulator.fault;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts the attempts under each key, so that `times=2` fails twice and then no more. Safe for every thread.
public final class Attempts {
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    /// The directive as it counts for this attempt. The key is the word `key`, or else the whole directive.
    public Directive next(Directive directive) {
        if (!directive.has("times")) {
            return directive;
        }
        var key = directive.text("key").orElseGet(() -> directive.words().toString());
        return counts.merge(key, 1, Integer::sum) > directive.number("times", 1) ? directive.harmless() : directive;
    }

    /// Attempts seen so far under `key`.
    public int of(String key) {
        return counts.getOrDefault(key, 0);
    }
}
