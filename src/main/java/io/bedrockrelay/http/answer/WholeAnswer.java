package io.bedrockrelay.http.answer;

import io.bedrockrelay.relay.StreamSettings;
import io.bedrockrelay.relay.ending.WriteOutcome;
import io.bedrockrelay.relay.supervision.Defect;
import io.bedrockrelay.relay.supervision.Timers;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes the one outcome of a call that is not streamed. Everything happens on the request's event loop.
public final class WholeAnswer<T> implements MultiSubscriber<T> {
    private final HttpServerResponse response;
    private final Function<T, Buffer> answer;
    private final StreamSettings settings;
    private final Timers timers;
    private final Consumer<WriteOutcome> closed;
    private Flow.@Nullable Subscription upstream;
    /// The answer is on its way to the client, which ends the call when it has left.
    private boolean told;
    private boolean done;

    /// @param answer sets the head for the outcome, good or bad, and gives the body
    /// @param closed called once, when nothing more will be written
    public WholeAnswer(
            HttpServerResponse response,
            Function<T, Buffer> answer,
            StreamSettings settings,
            Timers timers,
            Consumer<WriteOutcome> closed) {
        this.response = response;
        this.answer = answer;
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
        } else {
            subscription.request(1);
        }
    }

    @Override
    public void onItem(T outcome) {
        if (done || told) {
            return;
        }
        told = true;
        try {
            var body = answer.apply(outcome);
            new Delivery(response, body, settings.writeTimeout(), timers, this::finish).begin();
        } catch (RuntimeException defect) {
            onFailure(defect);
        }
    }

    @Override
    public void onFailure(Throwable defect) {
        // Supervision tells failures as items. Should it break itself, a cut is the only honest answer left.
        if (!done) {
            Defect.log("An answer could not be written", defect);
            finish(WriteOutcome.DEFECT);
            response.reset();
        }
    }

    @Override
    public void onCompletion() {
        if (!told) {
            finish(WriteOutcome.WRITTEN);
        }
    }

    private void clientGone() {
        if (!done) {
            finish(WriteOutcome.CLIENT_GONE);
            if (upstream != null) {
                upstream.cancel();
            }
        }
    }

    private void finish(WriteOutcome parting) {
        if (!done) {
            done = true;
            closed.accept(parting);
        }
    }
}
