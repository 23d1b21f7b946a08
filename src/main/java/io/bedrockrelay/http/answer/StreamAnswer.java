package io.bedrockrelay.http.answer;

import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.relay.StreamSettings;
import io.bedrockrelay.relay.ending.WriteOutcome;
import io.bedrockrelay.relay.supervision.Defect;
import io.bedrockrelay.relay.supervision.Timers;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes the items of one call to one response, as they come. Everything happens on the request's event loop.
///
/// The head waits for the first event, so that a refusal has its true status; after the patience it goes out with a
/// keep-alive. What one turn of the event loop brings is written at once: a `write` to a socket costs more than
/// encoding the event. While the socket is full, or as much is waiting for it as one write should have, nothing more is
/// asked of Bedrock.
public final class StreamAnswer<T> implements MultiSubscriber<T> {
    /// Bytes of one write. Events are asked for one by one until these are together, since one alone may have
    /// megabytes: what waits for the client is these and one event more.
    static final int FULL = 64 * 1024;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final StreamWriter<T> telling;
    private final StreamSettings settings;
    private final Timers timers;
    private final Consumer<WriteOutcome> closed;
    /// What this turn of the event loop has brought; null between turns.
    private @Nullable JsonWriter out;

    private Flow.@Nullable Subscription upstream;
    private Timers.@Nullable Pending patience;
    private Timers.@Nullable Pending keepAlive;
    private Timers.@Nullable Pending stuck;
    private long lastWrite;
    private long firstWrite;
    private int keepAlives;
    private boolean asked;
    private boolean flushDue;
    private boolean begun;
    private boolean told;
    private boolean failed;
    private boolean done;

    /// @param closed called once, when nothing more will be written
    public StreamAnswer(
            HttpServerRequest request,
            StreamWriter<T> telling,
            StreamSettings settings,
            Timers timers,
            Consumer<WriteOutcome> closed) {
        this.request = request;
        this.response = request.response();
        this.telling = telling;
        this.settings = settings;
        this.timers = timers;
        this.closed = closed;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        upstream = subscription;
        response.closeHandler(_ -> clientGone());
        response.exceptionHandler(_ -> clientGone());
        if (response.closed()) {
            clientGone();
            return;
        }
        patience = timers.after(settings.firstEventPatience(), this::patienceIsOver);
        ask();
    }

    @Override
    public void onItem(T item) {
        if (done) {
            return;
        }
        asked = false;
        try {
            tell(item);
        } catch (RuntimeException defect) {
            onFailure(defect);
        }
    }

    private void tell(T item) {
        failed = telling.failure(item) != null;
        if (!begun) {
            if (failed) {
                finish(WriteOutcome.Manner.WRITTEN);
                telling.refuse(item, response);
                return;
            }
            head();
        }
        told = true;
        var writer = out();
        telling.item(item, writer);
        if (!failed && telling.broken()) {
            // Only the writer saw that failure. What Bedrock would still say is not wanted, and is paid for.
            failed = true;
            cancelUpstream();
            onCompletion();
            return;
        }
        flushSoon();
        if (writer.size() < FULL && stuck == null) {
            ask();
        }
    }

    @Override
    public void onFailure(Throwable defect) {
        // Supervision tells failures as events. Should it break itself, a cut is the only honest answer left.
        if (!done) {
            Defect.log("An answer could not be written", defect);
            cancelUpstream();
            finish(WriteOutcome.Manner.DEFECT);
            response.reset();
        }
    }

    @Override
    public void onCompletion() {
        if (done) {
            return;
        }
        if (!failed) {
            telling.end(out());
        }
        var last = taken();
        written();
        finish(WriteOutcome.Manner.WRITTEN);
        // One write: what is left of the answer, and its end.
        response.end(last);
    }

    private void head() {
        begun = true;
        telling.head(response);
        response.setChunked(true)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-transform")
                // nginx, and the ingress made of it, would gather the events otherwise.
                .putHeader("X-Accel-Buffering", "no");
        cancel(patience);
        lastWrite = timers.now();
        keepAlive = timers.after(settings.keepAlive(), this::keepAlive);
    }

    private void patienceIsOver() {
        if (!done && !begun) {
            head();
            var writer = out();
            telling.keepAlive(writer);
            if (writer.isEmpty()) {
                // Nothing to say, but the head has to go: an empty write sends it.
                response.write(Buffer.buffer());
            }
            flush();
        }
    }

    private void keepAlive() {
        if (done) {
            return;
        }
        long silent = timers.now() - lastWrite;
        long due = settings.keepAlive().toNanos();
        if (silent >= due && stuck == null) {
            keepAlives++;
            telling.keepAlive(out());
            flush();
            silent = 0;
        }
        keepAlive = timers.after(Duration.ofNanos(Math.max(1, due - silent)), this::keepAlive);
    }

    private void flushSoon() {
        if (!flushDue) {
            flushDue = true;
            timers.soon(this::flush);
        }
    }

    private void flush() {
        flushDue = false;
        if (done) {
            return;
        }
        var piece = taken();
        if (piece.length() > 0) {
            response.write(piece);
            written();
        }
        if (response.writeQueueFull()) {
            waitForReader();
        } else {
            ask();
        }
    }

    private JsonWriter out() {
        if (out == null) {
            out = SpareWriters.take();
        }
        return out;
    }

    /// What waits for the client, which waits no longer.
    private Buffer taken() {
        if (out == null) {
            return Buffer.buffer();
        }
        var piece = Responses.buffer(out);
        SpareWriters.give(out);
        out = null;
        return piece;
    }

    private void written() {
        lastWrite = timers.now();
        if (told && firstWrite == 0) {
            firstWrite = lastWrite;
            letHeadersGo();
        }
    }

    /// The headers of both sides have done their work, and would be kept for as long as the stream lasts: a tenth of
    /// what an open stream costs already with the few headers of the benchmark's client.
    private void letHeadersGo() {
        if (response.headWritten()) {
            request.headers().clear();
            response.headers().clear();
        }
    }

    private void waitForReader() {
        if (stuck == null) {
            stuck = timers.after(settings.writeTimeout(), this::readerIsStuck);
            response.drainHandler(_ -> readerIsBack());
        }
    }

    private void readerIsBack() {
        cancel(stuck);
        stuck = null;
        if (!done) {
            ask();
        }
    }

    private void readerIsStuck() {
        if (!done) {
            cancelUpstream();
            finish(WriteOutcome.Manner.STUCK);
            response.reset();
        }
    }

    private void ask() {
        if (upstream != null && !asked) {
            asked = true;
            upstream.request(1);
        }
    }

    private void clientGone() {
        if (!done) {
            cancelUpstream();
            finish(WriteOutcome.Manner.CLIENT_GONE);
        }
    }

    private void cancelUpstream() {
        if (upstream != null) {
            upstream.cancel();
        }
    }

    private void finish(WriteOutcome.Manner manner) {
        done = true;
        cancel(patience);
        cancel(keepAlive);
        cancel(stuck);
        closed.accept(new WriteOutcome(manner, keepAlives, firstWrite));
    }

    private static void cancel(Timers.@Nullable Pending timer) {
        if (timer != null) {
            timer.cancel();
        }
    }
}
