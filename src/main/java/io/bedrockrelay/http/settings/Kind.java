package io.bedrockrelay.http.settings;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import java.util.Set;
import java.util.function.Function;

/// A kind of values that settings have, and the one table of what is said of a text that is none of them.
enum Kind {
    DURATION(
            "1s",
            "it is no duration",
            "Write a duration such as 500ms, 30s, 5m or 1h.",
            read(new DurationConverter()::convert)),
    SIZE("1M", "it is no size", "Write a size such as 64K, 25M or 1G.", read(new MemorySizeConverter()::convert)),
    COUNT("1", "it is no whole number", "Write a number such as 1, 16 or 10000.", read(Integer::valueOf)),
    SHARE("0", "it is no number", "Write a share from 0 to 1, such as 0.2.", read(Double::valueOf)),
    /// Whatever is not a yes would be taken for a no, a misspelt yes too.
    SWITCH("false", "it is neither yes nor no", "Write true or false.", Set.of("true", "false")::contains),
    OUTAGE("open", "there is no such choice", "Write open or closed.", Set.of("open", "closed")::contains);

    private final String standIn;
    private final String reason;
    private final String remedy;
    private final Reader reader;

    Kind(String standIn, String reason, String remedy, Reader reader) {
        this.standIn = standIn;
        this.reason = reason;
        this.remedy = remedy;
        this.reader = reader;
    }

    private interface Reader {
        boolean takes(String text);
    }

    private static Reader read(Function<String, ? extends Object> conversion) {
        return text -> {
            try {
                conversion.apply(text);
                return true;
            } catch (IllegalArgumentException none) {
                return false;
            }
        };
    }

    boolean takes(String text) {
        var bare = text.strip();
        return !bare.isEmpty() && reader.takes(bare);
    }

    /// A value that can be read, for a start that will not go on anyway.
    String standIn() {
        return standIn;
    }

    String reason() {
        return reason;
    }

    String remedy() {
        return remedy;
    }
}
