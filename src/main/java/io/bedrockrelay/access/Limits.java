package io.bedrockrelay.access;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/// The limits of one caller. Immutable.
///
/// @param most the highest number allowed, at least 1; a limit that is not in it does not apply. Iterates in the
///     order of `Limit`
public record Limits(Map<Limit, Long> most) {
    public static final Limits NONE = new Limits(Map.of());

    public Limits {
        if (most.values().stream().anyMatch(number -> number < 1)) {
            throw new IllegalArgumentException("a limit below 1");
        }
        var copy = new EnumMap<Limit, Long>(Limit.class);
        copy.putAll(most);
        most = Collections.unmodifiableMap(copy);
    }

    /// Those of one kind alone.
    ///
    /// @param ofTokens those that count tokens, or those that count calls
    public Limits only(boolean ofTokens) {
        var some = new EnumMap<Limit, Long>(Limit.class);
        most.forEach((limit, number) -> {
            if (limit.ofTokens() == ofTokens) {
                some.put(limit, number);
            }
        });
        return new Limits(some);
    }

    public OptionalLong of(Limit limit) {
        var number = most.get(limit);
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }
}
