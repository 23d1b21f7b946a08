package io.bedrockrelay.emulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Counts and remembers what happens at the emulator. Safe for every thread.
final class Journal {
    private static final int MOST_REQUESTS = 256;
    private static final long MOST_BYTES = 64_000_000;

    private final Deque<RecordedRequest> requests = new ArrayDeque<>();
    private final Map<String, Long> counts = new HashMap<>();
    private long bytes;
    private int inFlight;
    private int openStreams;
    private int mostOpenStreams;
    private long cancelled;

    synchronized void arrived(RecordedRequest request) {
        counts.merge(request.operation(), 1L, Long::sum);
        requests.addLast(request);
        bytes += request.body().length();
        while (requests.size() > MOST_REQUESTS || (bytes > MOST_BYTES && requests.size() > 1)) {
            bytes -= requests.removeFirst().body().length();
        }
    }

    synchronized void started(boolean stream) {
        inFlight++;
        openStreams += stream ? 1 : 0;
        mostOpenStreams = Math.max(mostOpenStreams, openStreams);
        notifyAll();
    }

    synchronized void ended(boolean stream, boolean byPeer) {
        inFlight--;
        openStreams -= stream ? 1 : 0;
        cancelled += byPeer ? 1 : 0;
        notifyAll();
    }

    synchronized boolean awaitIdle(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (inFlight > 0) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return true;
    }

    synchronized List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    synchronized long count(String operation) {
        return counts.getOrDefault(operation, 0L);
    }

    synchronized int openStreams() {
        return openStreams;
    }

    synchronized int mostOpenStreams() {
        return mostOpenStreams;
    }

    synchronized int inFlight() {
        return inFlight;
    }

    synchronized long cancelled() {
        return cancelled;
    }
}
