package io.bedrockrelay.memory;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// The bytes that everything which is held whole may take together: bodies while they are read and until they are
/// sent, whole answers, lists. One per process, thread-safe, never waits. Who gets no share must not go on.
public final class MemoryBudget {
    /// For tests and tools that serve nobody.
    public static final MemoryBudget UNLIMITED = new MemoryBudget(Long.MAX_VALUE);

    private final long limit;
    private final AtomicLong used = new AtomicLong();
    private final LongAdder refused = new LongAdder();

    /// @param limit in bytes, at least 1
    public MemoryBudget(long limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a budget without a byte");
        }
        this.limit = limit;
    }

    /// A share without a byte so far.
    public MemoryShare share() {
        return new MemoryShare(this);
    }

    /// Bytes that may be held together.
    public long limit() {
        return limit;
    }

    /// Bytes that one share may have. The rest is for small answers, that of the one large request among them.
    public long largest() {
        return limit - limit / 16;
    }

    /// Bytes that are held.
    public long used() {
        return used.get();
    }

    /// How often there was no room, since the start.
    public long refused() {
        return refused.sum();
    }

    boolean take(long bytes) {
        long before = used.get();
        while (bytes <= limit - before) {
            if (used.compareAndSet(before, before + bytes)) {
                return true;
            }
            before = used.get();
        }
        refused.increment();
        return false;
    }

    void give(long bytes) {
        used.addAndGet(-bytes);
    }
}
