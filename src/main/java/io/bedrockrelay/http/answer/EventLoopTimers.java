package io.bedrockrelay.http.answer;

import io.bedrockrelay.relay.supervision.Timers;
import io.vertx.core.Context;
import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Timers on the event loop of one request. They are the event loop's own: those of Vert.x have an entry in a table of
/// the whole process besides, and an open stream has two of them.
public record EventLoopTimers(ContextInternal context) implements Timers {

    public static EventLoopTimers on(Context context) {
        return new EventLoopTimers((ContextInternal) context);
    }

    @Override
    public long now() {
        return System.nanoTime();
    }

    @Override
    public Pending after(Duration delay, Runnable task) {
        var due =
                context.nettyEventLoop().schedule(() -> context.dispatch(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> due.cancel(false);
    }

    @Override
    public void soon(Runnable task) {
        context.runOnContext(_ -> task.run());
    }
}
