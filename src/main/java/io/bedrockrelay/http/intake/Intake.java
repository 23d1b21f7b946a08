package io.bedrockrelay.http.intake;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Result;
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
    private final EventLoops loops;
    private final OpenCalls calls;

    Intake(RequestLimits limits, EventLoops loops, OpenCalls calls) {
        this.largest = limits.body().asLongValue();
        this.loops = loops;
        this.calls = calls;
    }

    /// Reads a request's body. Comes on the request's event loop, and never where the client goes away first.
    public Future<Result<byte[]>> read(RoutingContext context) {
        return RequestBody.read(context, largest, busy());
    }

    /// The same for a call that administers, which is taken in however much there is to do.
    ///
    /// @param most bytes of its body
    public Future<Result<byte[]>> readSmall(RoutingContext context, long most) {
        return RequestBody.read(context, most, null);
    }

    private @Nullable Failure busy() {
        return loops.late()
                ? new Failure.Overloaded(
                        "The relay has more work than it can keep up with; try again shortly.", SHORTLY)
                : calls.full();
    }
}
