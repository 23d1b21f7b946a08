package io.bedrockrelay.http.intake;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.memory.MemoryBudget;
import io.bedrockrelay.memory.MemoryShare;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

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

    private static final MemoryShare NOTHING = MemoryBudget.UNLIMITED.share();

    private RequestMemory() {}

    static void put(RoutingContext context, MemoryShare share) {
        context.put(KEY, share);
        // Also called where the connection breaks.
        context.addEndHandler(_ -> release(context));
    }

    /// Gives back what the request holds, if it holds anything; the first time counts.
    public static void release(RoutingContext context) {
        share(context).close();
    }

    /// What the request holds; nothing, and for good, where its body was not read.
    public static MemoryShare share(RoutingContext context) {
        MemoryShare share = context.get(KEY);
        return share == null ? NOTHING : share;
    }

    static Failure full() {
        return new Failure.Overloaded(
                "The relay has its hands full with other requests of this size; try again shortly.", SHORTLY);
    }
}
