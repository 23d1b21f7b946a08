package io.bedrockrelay.http.answer;

import io.bedrockrelay.relay.Timers;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;

/// Timers on the event loop of one request.
public record EventLoopTimers(Vertx vertx, Context context) implements Timers {

    @Override
    public long now() {
        return System.nanoTime();
    }

    @Override
    public Pending after(Duration delay, Runnable task) {
        // Vert.x counts in whole milliseconds; rounding up keeps a limit from firing just before its time, again and
        // again.
        long id = vertx.setTimer(delay.toMillis() + 1, _ -> task.run());
        return () -> vertx.cancelTimer(id);
    }

    @Override
    public void soon(Runnable task) {
        context.runOnContext(_ -> task.run());
    }
}
