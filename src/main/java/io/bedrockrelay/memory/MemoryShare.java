package io.bedrockrelay.memory;

/// What one request or one answer holds of the budget, from the first byte until it is closed. Thread-safe, since work
/// on large bodies is done on threads of its own. Once closed it holds nothing, and gets nothing any more.
public final class MemoryShare implements AutoCloseable {
    private final MemoryBudget budget;
    private long held;
    private boolean closed;

    MemoryShare(MemoryBudget budget) {
        this.budget = budget;
    }

    /// Sees to it that at least so many bytes are held. What would not fit into the whole budget is served alone: it
    /// takes all of it, or waits for its turn like everybody who is refused.
    ///
    /// @return false where there is no room, or the share is closed; what is held stays
    public synchronized boolean reach(long bytes) {
        long wanted = Math.min(bytes, budget.limit());
        return wanted <= held ? !closed : add(wanted - held);
    }

    /// Takes so many bytes more.
    ///
    /// @return false where there is no room, or the share is closed; what is held stays
    public synchronized boolean add(long bytes) {
        if (closed || !budget.take(bytes)) {
            return false;
        }
        held += bytes;
        return true;
    }

    /// Gives bytes back; never more than are held.
    public synchronized void give(long bytes) {
        long given = Math.min(bytes, held);
        held -= given;
        budget.give(given);
    }

    /// Gives everything back; the first time counts.
    @Override
    public synchronized void close() {
        closed = true;
        give(held);
    }
}
