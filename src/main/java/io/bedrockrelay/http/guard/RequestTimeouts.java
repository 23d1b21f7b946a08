package io.bedrockrelay.http.guard;

import io.netty.channel.ChannelHandlerAdapter;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Closes a connection whose client takes too long over its request, however busily it sends a byte now and then: an
/// idle timeout alone does not see that. Of a connection with several requests at once it ends only the late one. One
/// per connection, on its event loop.
///
/// It looks now and then, rather than by a timer and handlers for each request, so a limit may be overrun by the
/// shortest of the three.
final class RequestTimeouts extends ChannelHandlerAdapter {
    private static final long HTTP2_CANCEL = 0x8;

    private final long head;
    private final long body;
    private final long idle;
    private final List<Turn> turns = new ArrayList<>(1);
    private @Nullable ScheduledFuture<?> look;
    private long waitingSince;
    private boolean asked;

    /// A request under way.
    private record Turn(HttpServerRequest request, long since) {
        boolean done() {
            return request.response().ended() || request.response().closed();
        }

        /// Whether its client still owes a part of the body. How long the answer takes is no matter here.
        boolean late(long now, long limit) {
            return now - since > limit && !request.isEnded();
        }

        boolean sharesItsConnection() {
            return request.version() == HttpVersion.HTTP_2;
        }
    }

    RequestTimeouts(GuardSettings settings) {
        this.head = settings.headTimeout().toNanos();
        this.body = settings.bodyTimeout().toNanos();
        this.idle = settings.idleTimeout().toNanos();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        waitingSince = System.nanoTime();
        long period = Math.min(head, Math.min(body, idle));
        look = context.executor().scheduleWithFixedDelay(() -> look(context), period, period, TimeUnit.NANOSECONDS);
        context.channel().closeFuture().addListener(_ -> stop());
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        stop();
    }

    /// The head of a request has come.
    void begun(HttpServerRequest request) {
        if (!asked && request.version() == HttpVersion.HTTP_2) {
            FloodGuard.watch(request.connection());
        }
        asked = true;
        turns.removeIf(Turn::done);
        turns.add(new Turn(request, System.nanoTime()));
    }

    private void look(ChannelHandlerContext context) {
        long now = System.nanoTime();
        if (turns.removeIf(Turn::done) && turns.isEmpty()) {
            waitingSince = now;
        }
        boolean close = turns.isEmpty() && now - waitingSince > (asked ? idle : head);
        for (var turn : List.copyOf(turns)) {
            if (turn.late(now, body)) {
                if (turn.sharesItsConnection()) {
                    // The others on it may be answers under way, and those of other people behind a proxy.
                    turn.request().response().reset(HTTP2_CANCEL);
                    turns.remove(turn);
                } else {
                    close = true;
                }
            }
        }
        if (close) {
            var _ = context.close();
        }
    }

    private void stop() {
        if (look != null) {
            look.cancel(false);
            look = null;
        }
    }
}
