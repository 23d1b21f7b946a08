package io.bedrockrelay.http.intake;

import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Watches how late the event loops are. A loop is watched from its first request on; asking costs a look into a map.
@Singleton
class EventLoops {
    private final Vertx vertx;
    private final long limit;
    private final LongSupplier clock;
    private final Map<EventLoop, Watched> watched = new ConcurrentHashMap<>();

    private record Watched(Lag lag, ScheduledFuture<?> ticks) {}

    @Inject
    EventLoops(Vertx vertx, OverloadSettings settings) {
        this(vertx, settings, System::nanoTime);
    }

    /// @param clock monotonic time in nanoseconds
    EventLoops(Vertx vertx, OverloadSettings settings, LongSupplier clock) {
        this.vertx = vertx;
        this.limit = settings.eventLoopLag().toNanos();
        this.clock = clock;
    }

    /// Whether the loop of this thread serves its streams so late that it had better take no more.
    boolean late() {
        if (limit == 0) {
            return false;
        }
        var loop = ((ContextInternal) vertx.getOrCreateContext()).nettyEventLoop();
        return watched.computeIfAbsent(loop, this::watch).lag().isBeyond(limit, clock.getAsLong());
    }

    private Watched watch(EventLoop loop) {
        var lag = new Lag(clock.getAsLong());
        long every = Lag.EVERY.toNanos();
        // Not at a fixed rate: missed ticks would be made up for at once, and look as if they had come in time.
        var ticks = loop.scheduleWithFixedDelay(() -> lag.tick(clock.getAsLong()), every, every, TimeUnit.NANOSECONDS);
        return new Watched(lag, ticks);
    }

    @PreDestroy
    void stop() {
        watched.values().forEach(loop -> loop.ticks().cancel(false));
    }
}
