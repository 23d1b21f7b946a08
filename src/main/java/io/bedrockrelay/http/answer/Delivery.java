package io.bedrockrelay.http.answer;

import io.bedrockrelay.relay.ending.WriteOutcome;
import io.bedrockrelay.relay.supervision.Timers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Hands one whole body to a client at the client's pace. One per answer, on its event loop.
///
/// A large body goes in pieces, so that a client which reads slowly is told from one that does not read at all: only
/// the second leaves its socket full for as long as the write timeout.
final class Delivery {
    private static final int PIECE = 64 * 1024;

    private final HttpServerResponse response;
    private final Buffer body;
    private final Duration patience;
    private final Timers timers;
    private final Consumer<WriteOutcome> closed;
    private Timers.@Nullable Pending stuck;
    private int sent;
    /// The last piece is with the socket. Over HTTP/2 that closes the stream at once, which is no client that left.
    private boolean handed;
    private boolean done;

    /// @param response with its head, but for the length
    /// @param closed called once, when the body has left or never will
    Delivery(
            HttpServerResponse response, Buffer body, Duration patience, Timers timers, Consumer<WriteOutcome> closed) {
        this.response = response;
        this.body = body;
        this.patience = patience;
        this.timers = timers;
        this.closed = closed;
    }

    void begin() {
        response.closeHandler(_ -> gone());
        response.exceptionHandler(_ -> gone());
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        goOn();
    }

    private void goOn() {
        while (!done && body.length() - sent > PIECE) {
            if (response.writeQueueFull()) {
                stuck = timers.after(patience, this::readerIsStuck);
                response.drainHandler(_ -> readerIsBack());
                return;
            }
            response.write(body.slice(sent, sent + PIECE));
            sent += PIECE;
        }
        if (!done) {
            last();
        }
    }

    private void last() {
        handed = true;
        var left = response.end(body.slice(sent, body.length()));
        if (!left.isComplete()) {
            stuck = timers.after(patience, this::readerIsStuck);
        }
        left.onComplete(result -> finish(result.succeeded() ? WriteOutcome.WRITTEN : WriteOutcome.CLIENT_GONE));
    }

    private void readerIsBack() {
        if (!done && stuck != null) {
            stuck.cancel();
            stuck = null;
            goOn();
        }
    }

    private void readerIsStuck() {
        finish(WriteOutcome.STUCK);
        // Where nothing is left to be handed over, there is nothing to reset: the guard closes the connection.
        response.reset();
    }

    private void gone() {
        if (!handed) {
            finish(WriteOutcome.CLIENT_GONE);
        }
    }

    private void finish(WriteOutcome parting) {
        if (!done) {
            done = true;
            if (stuck != null) {
                stuck.cancel();
            }
            closed.accept(parting);
        }
    }
}
