package io.bedrockrelay.http.intake;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.http.answer.ErrorResponses;
import io.bedrockrelay.http.answer.EventLoopTimers;
import io.bedrockrelay.http.endpoint.Surface;
import io.bedrockrelay.http.log.RequestRecord;
import io.bedrockrelay.memory.MemoryBudget;
import io.bedrockrelay.memory.MemoryShare;
import io.bedrockrelay.relay.StreamSettings;
import io.bedrockrelay.relay.supervision.OpenCalls;
import io.bedrockrelay.relay.supervision.Timers;
import io.netty.buffer.Unpooled;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Bounds what lists hold while their clients do not read them: each has a place among the open calls and a share of
/// the memory until its last byte has left, and no longer than the write timeout. Stands before whoever answers,
/// resources and routes alike.
@Singleton
class Lists {
    /// Behind the gate, before everything that serves.
    private static final int ORDER = -240;
    /// More than the longest list of one Region has.
    private static final long SIZE = 512 * 1024;

    private final OpenCalls calls;
    private final MemoryBudget budget;
    private final StreamSettings streams;

    Lists(OpenCalls calls, MemoryBudget budget, StreamSettings streams) {
        this.calls = calls;
        this.budget = budget;
        this.streams = streams;
    }

    void register(@Observes Router router) {
        router.get().order(ORDER).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        if (Surface.of(context) == Surface.NONE) {
            context.next();
            return;
        }
        var share = budget.share();
        if (!share.add(SIZE)) {
            refuse(context, RequestMemory.full());
            return;
        }
        var full = calls.enterBriefly();
        if (full != null) {
            share.close();
            refuse(context, full);
            return;
        }
        new Answer(context, share).begin();
        context.next();
    }

    private static void refuse(RoutingContext context, Failure failure) {
        RequestRecord.of(context).failed(failure);
        ErrorResponses.end(context, failure);
    }

    /// One list on its way, on its event loop.
    private final class Answer {
        private final RoutingContext context;
        private final MemoryShare share;
        private final Timers.Pending stuck;
        private boolean over;

        Answer(RoutingContext context, MemoryShare share) {
            this.context = context;
            this.share = share;
            this.stuck = EventLoopTimers.on(context.vertx().getOrCreateContext())
                    .after(streams.writeTimeout(), this::readerIsStuck);
        }

        void begin() {
            if (isAlone()) {
                context.addEndHandler(_ -> ended());
            } else {
                // A stream is closed once its last frame has left.
                context.response().closeHandler(_ -> finish());
            }
        }

        private boolean isAlone() {
            return context.request().version() != HttpVersion.HTTP_2;
        }

        /// The response has been handed over, or the connection is closed. What is written behind it has left when it
        /// has.
        private void ended() {
            if (context.request().connection() instanceof ConnectionBase connection) {
                connection.channel().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> finish());
            } else {
                finish();
            }
        }

        private void readerIsStuck() {
            if (!over) {
                if (isAlone()) {
                    context.request().connection().close();
                } else {
                    context.response().reset();
                }
                finish();
            }
        }

        private void finish() {
            if (!over) {
                over = true;
                stuck.cancel();
                share.close();
                calls.leave();
            }
        }
    }
}
