package io.bedrockrelay.bench;

import java.util.regex.Pattern;

/// What a request wishes of the stand-in. It stands in the prompt, so that it survives every translation:
/// `[[events=200 pace=40 wait=0 fault=none at=0]]`.
///
/// @param events numbered deltas of the answer
/// @param paceMillis from one delta to the next; 0 sends all at once,
///     -1 all at once but each in an HTTP chunk of its own
/// @param waitMillis before the first event
/// @param at the delta before which the fault happens
public record Wish(int events, int paceMillis, int waitMillis, Fault fault, int at) {
    private static final Pattern FORM =
            Pattern.compile("\\[\\[events=(\\d+) pace=(-?\\d+) wait=(\\d+) fault=(\\w+) at=(\\d+)]]");

    /// How an answer goes wrong.
    public enum Fault {
        NONE,
        /// 429 before the stream.
        THROTTLED,
        /// An exception frame in mid-stream.
        EXCEPTION,
        /// The connection is closed in mid-stream.
        CUT,
        /// The answer ends properly as HTTP, but before the model's own end.
        TRUNCATED,
        /// A frame fails its checksum.
        CORRUPT
    }

    public static Wish of(String body) {
        var found = FORM.matcher(body);
        return found.find()
                ? new Wish(
                        Integer.parseInt(found.group(1)),
                        Integer.parseInt(found.group(2)),
                        Integer.parseInt(found.group(3)),
                        Fault.valueOf(found.group(4)),
                        Integer.parseInt(found.group(5)))
                : new Wish(8, 0, 0, Fault.NONE, 0);
    }

    public String text() {
        return "[[events=%d pace=%d wait=%d fault=%s at=%d]]".formatted(events, paceMillis, waitMillis, fault, at);
    }
}
