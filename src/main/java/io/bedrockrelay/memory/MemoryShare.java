package io.bedrockrelay.memory;

/// What one request or one answer holds of the budget, from the first byte until it is closed. Thread-safe, since work
/// on large bodies is done on threads of its own. Once closed it gets nothing any more, and holds only what somebody is
/// still at work on: a client that leaves does not make its body go away.
public final class MemoryShare implements AutoCloseable {
    private final MemoryBudget budget;
    private long held;
    private int users;
    private boolean closed;

    MemoryShare(MemoryBudget budget) {
        this.budget = budget;
    }

    /// Sees to it that at least so many bytes are held. What would not fit into the whole budget is served alone: it
    /// takes all of it but what small ones live on, or waits for its turn like everybody who is refused.
    ///
    /// @return false where there is no room, or the share is closed; what is held stays
    public synchronized boolean reach(long bytes) {
        long wanted = Math.min(bytes, budget.largest());
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

    /// Somebody begins to work on what is held.
    public synchronized void use() {
        users++;
    }

    /// The opposite of `use`; once for each.
    public synchronized void used() {
        users--;
        giveAllIfOver();
    }

    /// Gives everything back, now or with the end of the last work on it; the first time counts.
    @Override
    public synchronized void close() {
        closed = true;
        giveAllIfOver();
    }

    private void giveAllIfOver() {
        if (closed && users == 0) {
            give(held);
        }
    }
}
