package io.bedrockrelay.http.settings;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import java.util.Locale;
import java.util.Set;

/// A kind of values that settings have, and the one table of what is said of a text that is none of them.
enum Kind {
    DURATION("1s", "it is no duration", "Write a duration such as 500ms, 30s, 5m or 1h."),
    SIZE("1M", "it is no size", "Write a size such as 64K, 25M or 1G."),
    COUNT("1", "it is no whole number", "Write a number such as 1, 16 or 10000."),
    SHARE("0", "it is no number", "Write a share from 0 to 1, such as 0.2."),
    SWITCH("false", "it is neither true nor false", "Write true or false."),
    OUTAGE("open", "there is no such choice", "Write open or closed."),
    ADAPT("fit", "there is no such choice", "Write fit or strict."),
    LISTED("claude", "there is no such choice", "Write claude or all."),
    COUNTING("estimate", "there is no such choice", "Write estimate or refuse."),
    /// The stand-in is any port, so that it is not said to be taken as well.
    PORT("0", "it is no port", "Write a number from 1 to 65535, or 0 for any port that is free.");

    /// What the frame takes for true and for false; whatever is none of the first it would take for false.
    private static final Set<String> SWITCHES = Set.of("true", "yes", "y", "on", "1", "false", "no", "n", "off", "0");

    private final String standIn;
    private final String reason;
    private final String remedy;

    Kind(String standIn, String reason, String remedy) {
        this.standIn = standIn;
        this.reason = reason;
        this.remedy = remedy;
    }

    boolean takes(String text) {
        var bare = text.strip().toLowerCase(Locale.ROOT);
        try {
            return !bare.isEmpty() && isRead(bare);
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    /// @throws IllegalArgumentException for a text that is none, from some of the readers
    private boolean isRead(String text) {
        return switch (this) {
            case DURATION -> new DurationConverter().convert(text) != null;
            case SIZE -> new MemorySizeConverter().convert(text) != null;
            case COUNT -> !Integer.toString(Integer.parseInt(text)).isEmpty();
            case SHARE -> !Double.isNaN(Double.parseDouble(text));
            case SWITCH -> SWITCHES.contains(text);
            case OUTAGE -> text.equals("open") || text.equals("closed");
            case ADAPT -> text.equals("fit") || text.equals("strict");
            case LISTED -> text.equals("claude") || text.equals("all");
            case COUNTING -> text.equals("estimate") || text.equals("refuse");
            case PORT -> Integer.parseInt(text) >= 0 && Integer.parseInt(text) <= 65_535;
        };
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
