package io.bedrockrelay.http;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Fold;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.Dialect;
import io.bedrockrelay.dialect.JsonWriter;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// Writes the one outcome of a call that is not streamed. Everything happens on the request's event loop.
final class WholeAnswer implements MultiSubscriber<Fold.Outcome> {
    private final HttpServerResponse response;
    private final Dialect dialect;
    private final Answering answering;
    private final Runnable closed;
    private Flow.@Nullable Subscription upstream;
    private boolean done;

    /// @param closed called once, when nothing more will be written
    WholeAnswer(HttpServerResponse response, Dialect dialect, Answering answering, Runnable closed) {
        this.response = response;
        this.dialect = dialect;
        this.answering = answering;
        this.closed = closed;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        upstream = subscription;
        response.closeHandler(_ -> clientGone());
        response.exceptionHandler(_ -> clientGone());
        if (response.closed()) {
            clientGone();
        } else {
            subscription.request(1);
        }
    }

    @Override
    public void onItem(Fold.Outcome outcome) {
        if (done) {
            return;
        }
        finish();
        switch (outcome) {
            case Fold.Outcome.Failed failed ->
                Answer.failure(response, dialect, failed.failure(), answering.requestId());
            case Fold.Outcome.Whole whole -> {
                var out = new JsonWriter(1024);
                dialect.reply(whole.reply(), answering, out);
                Answer.head(response, answering);
                Answer.whole(response, out);
            }
        }
    }

    @Override
    public void onFailure(Throwable defect) {
        if (!done) {
            finish();
            var failure = new Failure.Internal("The relay failed; the request id is " + answering.requestId() + ".");
            Answer.failure(response, dialect, failure, answering.requestId());
        }
    }

    @Override
    public void onCompletion() {
        // The outcome has come, or the client has gone.
        finish();
    }

    private void clientGone() {
        if (!done) {
            finish();
            if (upstream != null) {
                upstream.cancel();
            }
        }
    }

    private void finish() {
        if (!done) {
            done = true;
            closed.run();
        }
    }
}
