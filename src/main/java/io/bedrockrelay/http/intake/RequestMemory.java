package io.bedrockrelay.http.intake;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.memory.MemoryShare;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What one request holds of the budget while it is read and until it is sent: its body, and everything that is made
/// of it on the way. On the request's event loop.
public final class RequestMemory {
    /// The body itself and the growing of its buffer, its text in the parsed form, Bedrock's body, and the socket's
    /// copy of that.
    static final int TIMES_A_BYTE = 5;
    /// One value in the parsed form, with the path that leads to it.
    static final int A_VALUE = 200;

    private static final String KEY = RequestMemory.class.getName();
    private static final Duration SHORTLY = Duration.ofSeconds(2);

    private final MemoryShare share;
    private boolean inUse;
    private boolean over;

    private RequestMemory(MemoryShare share) {
        this.share = share;
    }

    static void put(RoutingContext context, MemoryShare share) {
        context.put(KEY, new RequestMemory(share));
        // Also called where the connection breaks.
        context.addEndHandler(_ -> release(context));
    }

    /// Gives back what the request holds, if it holds anything; the first time counts. What another thread still works
    /// on is given back when that is done: a client that leaves does not make its body go away.
    public static void release(RoutingContext context) {
        var memory = of(context);
        if (memory != null) {
            memory.over = true;
            memory.closeIfOver();
        }
    }

    /// Another thread begins, or ceases, to work on the body.
    public static void inUse(RoutingContext context, boolean now) {
        var memory = of(context);
        if (memory != null) {
            memory.inUse = now;
            memory.closeIfOver();
        }
    }

    static Failure full() {
        return new Failure.Overloaded(
                "The relay has its hands full with other requests of this size; try again shortly.", SHORTLY);
    }

    private static @Nullable RequestMemory of(RoutingContext context) {
        return context.get(KEY);
    }

    private void closeIfOver() {
        if (over && !inUse) {
            share.close();
        }
    }
}
