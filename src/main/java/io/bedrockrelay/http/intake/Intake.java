package io.bedrockrelay.http.intake;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.relay.supervision.OpenCalls;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Consumer;
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

    /// Reads a request's body. Calls exactly one of the two, on the request's event loop; neither if the client goes
    /// away first.
    public void read(RoutingContext context, Consumer<byte[]> whole, Consumer<Failure> refused) {
        RequestBody.read(context, largest, busy(), whole, refused);
    }

    /// The same for a call that administers, which is taken in however much there is to do.
    ///
    /// @param most bytes of its body
    public void readSmall(RoutingContext context, long most, Consumer<byte[]> whole, Consumer<Failure> refused) {
        RequestBody.read(context, most, null, whole, refused);
    }

    private @Nullable Failure busy() {
        return loops.late()
                ? new Failure.Overloaded(
                        "The relay has more work than it can keep up with; try again shortly.", SHORTLY)
                : calls.full();
    }
}
