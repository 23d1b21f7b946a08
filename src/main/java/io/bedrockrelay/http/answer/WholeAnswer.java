package io.bedrockrelay.http.answer;

import io.bedrockrelay.relay.Parting;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes the one outcome of a call that is not streamed. Everything happens on the request's event loop.
public final class WholeAnswer<T> implements MultiSubscriber<T> {
    private final HttpServerResponse response;
    private final Consumer<T> answer;
    private final Consumer<Parting> closed;
    private Flow.@Nullable Subscription upstream;
    /// The answer is being written. Over HTTP/2 its end closes the stream at once, which is no client that left.
    private boolean told;
    private boolean done;

    /// @param answer writes the outcome, good or bad
    /// @param closed called once, when nothing more will be written
    public WholeAnswer(HttpServerResponse response, Consumer<T> answer, Consumer<Parting> closed) {
        this.response = response;
        this.answer = answer;
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
    public void onItem(T outcome) {
        if (!done) {
            told = true;
            try {
                answer.accept(outcome);
                finish(Parting.WRITTEN);
            } catch (RuntimeException defect) {
                onFailure(defect);
            }
        }
    }

    @Override
    public void onFailure(Throwable defect) {
        // Supervision tells failures as items. Should it break itself, a cut is the only honest answer left.
        if (!done) {
            Defect.log(defect);
            finish(Parting.DEFECT);
            response.reset();
        }
    }

    @Override
    public void onCompletion() {
        // The outcome has come, or the client has gone.
        finish(Parting.WRITTEN);
    }

    private void clientGone() {
        if (!done && !told) {
            finish(Parting.CLIENT_GONE);
            if (upstream != null) {
                upstream.cancel();
            }
        }
    }

    private void finish(Parting parting) {
        if (!done) {
            done = true;
            closed.accept(parting);
        }
    }
}
