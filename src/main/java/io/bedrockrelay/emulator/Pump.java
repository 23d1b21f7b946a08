package io.bedrockrelay.emulator;

import io.bedrockrelay.emulator.fault.Gates;
import io.bedrockrelay.emulator.wire.Step;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.Iterator;

/// Does a call's steps, one after the other, as fast as the peer reads. Lives on the event loop of its connection.
final class Pump {
    /// Steps done in one go before other calls get their turn.
    private static final int TURN = 64;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Iterator<Step> steps;
    private final Gates gates;
    private final Vertx vertx;
    private final Context context;
    private final Ending ending;
    private boolean over;

    /// Told once, when nothing more will happen.
    interface Ending {
        void over(boolean byPeer);
    }

    Pump(HttpServerRequest request, Iterator<Step> steps, Gates gates, Vertx vertx, Ending ending) {
        this.request = request;
        this.response = request.response();
        this.steps = steps;
        this.gates = gates;
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.ending = ending;
    }

    void start() {
        response.closeHandler(closed -> over(true));
        response.exceptionHandler(failure -> over(true));
        run();
    }

    private void run() {
        for (int i = 0; i < TURN; i++) {
            if (over || !steps.hasNext()) {
                return;
            }
            if (!goesOn(next())) {
                return;
            }
        }
        context.runOnContext(next -> run());
    }

    /// A step that cannot be made breaks the connection: a defect must not look like a model that takes its time.
    private Step next() {
        try {
            return steps.next();
        } catch (RuntimeException defect) {
            over(false);
            close();
            throw defect;
        }
    }

    /// Does one step; false where the next one must wait.
    private boolean goesOn(Step step) {
        switch (step) {
            case Step.Head head -> head(head);
            case Step.Send send -> {
                return send(send.bytes());
            }
            case Step.Wait pause -> {
                pause(pause.time());
                return false;
            }
            case Step.Gate gate -> {
                gates.pass(gate.name(), () -> context.runOnContext(opened -> run()));
                return false;
            }
            case Step.End end -> {
                over(false);
                response.end();
            }
            case Step.Close close -> {
                over(false);
                close();
            }
            case Step.Cut cut -> {
                over(false);
                cut();
            }
        }
        return true;
    }

    private void head(Step.Head head) {
        response.setStatusCode(head.status());
        head.headers().forEach(response::putHeader);
        if (!head.headers().containsKey("Content-Length") && request.version() != HttpVersion.HTTP_2) {
            response.setChunked(true);
        }
    }

    private boolean send(Buffer bytes) {
        response.write(bytes);
        if (response.writeQueueFull()) {
            response.drainHandler(room -> {
                response.drainHandler(null);
                run();
            });
            return false;
        }
        return true;
    }

    private void pause(Duration time) {
        if (time.isZero()) {
            context.runOnContext(next -> run());
        } else {
            vertx.setTimer(Math.max(1, time.toMillis()), fired -> run());
        }
    }

    private void close() {
        if (request.version() == HttpVersion.HTTP_2) {
            response.reset();
        } else {
            request.connection().close();
        }
    }

    /// What was written before is flushed; then a zero linger makes the close a reset.
    private void cut() {
        if (request.version() != HttpVersion.HTTP_2 && request.connection() instanceof ConnectionBase connection) {
            var channel = connection.channel();
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(flushed -> {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
                var _ = channel.close();
            });
        } else {
            response.reset();
        }
    }

    private void over(boolean byPeer) {
        if (!over) {
            over = true;
            ending.over(byPeer);
        }
    }
}
