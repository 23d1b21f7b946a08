package io.bedrockrelay.bench.load;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// What a load has brought. Everything about correctness counts from the first request to the last; figures of speed
/// count in the window only.
final class Tally {
    /// How an answer ended, as its client saw it.
    enum End {
        /// All deltas, and the dialect's end.
        WHOLE,
        /// A failure, told as a failure, where one was planned.
        FAILED,
        /// The client went away, as planned.
        LEFT,
        /// A status that says no, where no fault was planned.
        REFUSED,
        /// A failure, told, where none was planned.
        BROKEN,
        /// The connection closed without a word.
        LOST,
        /// Told as whole, though it was not.
        FALSE_WHOLE,
        /// Deltas out of order, twice, or missing.
        DISORDER,
        /// Not over when patience was.
        STUCK
    }

    final Histogram firstDelta = new Histogram();
    final Histogram gaps = new Histogram();
    final Histogram whole = new Histogram();
    final Map<Integer, Integer> refusals = new TreeMap<>();
    final Map<End, Long> ends = new LinkedHashMap<>();
    /// Why something went wrong that should not have; the first of each kind.
    final Map<String, String> samples = new LinkedHashMap<>();
    boolean window;
    long events;
    long answers;
    long started;
    int open;
    int mostOpen;

    Tally() {
        for (var end : End.values()) {
            ends.put(end, 0L);
        }
    }

    void started() {
        open++;
        mostOpen = Math.max(mostOpen, open);
        started++;
    }

    void ended(End end) {
        open--;
        ends.merge(end, 1L, Long::sum);
    }

    long errors() {
        return ends.get(End.BROKEN)
                + ends.get(End.LOST)
                + ends.get(End.FALSE_WHOLE)
                + ends.get(End.DISORDER)
                + ends.get(End.STUCK);
    }
}
