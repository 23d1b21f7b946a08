package io.bedrockrelay.relay.supervision;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Delayed work on the thread of one call. The event loop in production, a list in tests.
public interface Timers {

    /// Monotonic time in nanoseconds.
    long now();

    /// Runs the task later, on the thread of the call, unless it is cancelled first.
    Pending after(Duration delay, Runnable task);

    /// Runs the task soon, on the thread of the call; callable from any thread.
    void soon(Runnable task);

    /// Runs the task after a pause that may be nothing, but never from within what asks for it.
    default void later(Duration pause, Runnable task) {
        if (pause.isZero()) {
            soon(task);
        } else {
            after(pause, task);
        }
    }

    /// A task that has not run yet.
    interface Pending {
        void cancel();
    }

    /// Cancels what may not be waiting at all.
    static void cancel(@Nullable Pending pending) {
        if (pending != null) {
            pending.cancel();
        }
    }
}
