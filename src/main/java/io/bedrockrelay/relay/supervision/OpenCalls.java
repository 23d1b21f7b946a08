package io.bedrockrelay.relay.supervision;

import io.bedrockrelay.chat.Failure;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The calls under way in this process: their limit, and the way to end them all when the process has to go.
/// One per process, thread-safe.
public final class OpenCalls {
    private final int limit;
    private final AtomicInteger open = new AtomicInteger();
    private final Set<Live> live = ConcurrentHashMap.newKeySet();
    private final Object gone = new Object();
    private volatile boolean draining;

    /// A call that can be ended from outside, from any thread.
    interface Live {
        void abort(Failure failure);
    }

    public OpenCalls(int limit) {
        this.limit = limit;
    }

    /// Takes a place for a call, or says why there is none. Every place is given back once, by `leave`.
    public @Nullable Failure enter() {
        return draining ? goingAway() : enterBriefly();
    }

    /// The same for what is over in a moment, such as a list: a process that is going away still answers it.
    public @Nullable Failure enterBriefly() {
        if (open.incrementAndGet() > limit) {
            open.decrementAndGet();
            return atLimit();
        }
        return null;
    }

    /// Why there would be no place at the moment, without taking one; null if there is one.
    public @Nullable Failure full() {
        if (draining) {
            return goingAway();
        }
        return open.get() >= limit ? atLimit() : null;
    }

    private static Failure goingAway() {
        return new Failure.Overloaded("The relay is shutting down; send the request again.", Duration.ofSeconds(1));
    }

    private static Failure atLimit() {
        return new Failure.Overloaded(
                "The relay is at its limit of open calls; try again shortly.", Duration.ofSeconds(2));
    }

    public void leave() {
        if (open.decrementAndGet() == 0 && draining) {
            synchronized (gone) {
                gone.notifyAll();
            }
        }
    }

    /// Waits until no call is open any more. For a draining process only, on a thread that may block.
    ///
    /// @return whether that was reached in time
    public boolean awaitNone(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        synchronized (gone) {
            while (open.get() > 0) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(gone, left);
            }
        }
        return true;
    }

    public int count() {
        return open.get();
    }

    /// From now on no call is taken in; those under way go on.
    public void refuseNew() {
        draining = true;
    }

    public boolean draining() {
        return draining;
    }

    /// Ends every call that is still under way with a failure that its client gets to read.
    public void abortAll() {
        var reason = new Failure.Unavailable(
                "The relay is shutting down before the answer was whole; send the request again.", null, null);
        live.forEach(call -> call.abort(reason));
    }

    void add(Live call) {
        live.add(call);
    }

    void remove(Live call) {
        live.remove(call);
    }
}
