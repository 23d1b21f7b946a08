package io.bedrockrelay.http.intake;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Result;
import io.bedrockrelay.dialect.JsonBounds;
import io.bedrockrelay.dialect.JsonScan;
import io.bedrockrelay.memory.MemoryBudget;
import io.bedrockrelay.relay.supervision.OpenCalls;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Takes requests in, or refuses them before their bodies are read: work that cannot be served must cost nothing.
@Singleton
public class Intake {
    private static final Duration SHORTLY = Duration.ofSeconds(2);

    private final long largest;
    private final JsonBounds json;
    private final MemoryBudget budget;
    private final EventLoops loops;
    private final OpenCalls calls;

    Intake(RequestLimits limits, MemoryBudget budget, EventLoops loops, OpenCalls calls) {
        this.largest = limits.body().asLongValue();
        this.json = limits.json();
        this.budget = budget;
        this.loops = loops;
        this.calls = calls;
    }

    /// Why no work is taken in at the moment; null if it is.
    public @Nullable Failure busy() {
        return loops.late()
                ? new Failure.Overloaded(
                        "The relay has more work than it can keep up with; try again shortly.", SHORTLY)
                : calls.full();
    }

    /// Reads a request's body. Comes on the request's event loop, and never where the client goes away first. What the
    /// body holds of the memory is given back with the end of the request, or by `RequestMemory.release`.
    ///
    /// @param against why it is to be thrown away instead; null if it is not
    public Future<Result<byte[]>> read(RoutingContext context, @Nullable Failure against) {
        return read(context, largest, against);
    }

    /// The same for a call that administers, which is taken in however much there is to do.
    ///
    /// @param most bytes of its body
    public Future<Result<byte[]>> readSmall(RoutingContext context, long most) {
        return read(context, most, null);
    }

    private Future<Result<byte[]>> read(RoutingContext context, long most, @Nullable Failure against) {
        var share = budget.share();
        RequestMemory.put(context, share);
        return new RequestBody(context, most, new JsonScan(json), share).read(against);
    }
}
