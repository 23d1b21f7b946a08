package io.bedrockrelay.check;

import io.bedrockrelay.catalogue.view.Check;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.relay.Call;
import io.bedrockrelay.relay.ending.WriteOutcome;
import io.bedrockrelay.relay.supervision.Defect;
import io.bedrockrelay.relay.supervision.Timers;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// One call of one model that is listened to only for whether, and how soon, it answers. On the event loop of the
/// request that asked for it. Cancelling it cancels the call.
final class Probe implements MultiSubscriber<ChatEvent> {
    private final Call call;
    private final Timers timers;
    private final Duration limit;
    private final UniEmitter<? super Outcome> emitter;
    private final long startedAt;
    private Flow.@Nullable Subscription upstream;
    private Timers.@Nullable Pending deadline;
    private @Nullable Long firstTokenMs;
    private boolean done;

    /// @param failure null where the model answered to its end
    record Outcome(@Nullable Long firstTokenMs, @Nullable Failure failure) {
        Check check(Instant at, @Nullable String invocationId) {
            if (failure == null) {
                return new Check(true, at, invocationId, firstTokenMs, null, null, null);
            }
            var obstacle = CheckFailureReason.of(failure);
            return new Check(
                    false, at, invocationId, firstTokenMs, obstacle.label(), obstacle.words(), failure.message());
        }
    }

    private Probe(Call call, Timers timers, Duration limit, UniEmitter<? super Outcome> emitter) {
        this.call = call;
        this.timers = timers;
        this.limit = limit;
        this.emitter = emitter;
        this.startedAt = timers.now();
    }

    /// Calls the model once, when subscribed to; closes the call at its end.
    static Uni<Outcome> of(Call call, ChatRequest request, Timers timers, Duration limit) {
        return Uni.createFrom().emitter(emitter -> {
            var probe = new Probe(call, timers, limit, emitter);
            emitter.onTermination(() -> probe.stop(WriteOutcome.CLIENT_GONE));
            call.stream(request, List.of(), timers).subscribe().withSubscriber(probe);
        });
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        upstream = subscription;
        deadline = timers.after(limit, this::late);
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onItem(ChatEvent event) {
        switch (event) {
            case ChatEvent.Failed failed -> end(failed.failure());
            case ChatEvent.Text _, ChatEvent.Reasoning _, ChatEvent.Redacted _ -> token();
            case ChatEvent.ToolStarted _, ChatEvent.ToolInput _, ChatEvent.Stopped _ -> token();
            case ChatEvent.Started _, ChatEvent.Signature _, ChatEvent.Cited _ -> {}
            case ChatEvent.BlockStopped _, ChatEvent.Metered _ -> {}
        }
    }

    @Override
    public void onFailure(Throwable defect) {
        Defect.log("The answer to a check could not be read", defect);
        end(new Failure.Internal("The relay failed while it read the answer."));
    }

    @Override
    public void onCompletion() {
        end(null);
    }

    private void token() {
        if (firstTokenMs == null) {
            firstTokenMs = (timers.now() - startedAt) / 1_000_000;
        }
    }

    private void late() {
        end(new Failure.TimedOut(
                "There was no whole answer within " + limit.toMillis() + " ms.", "relay.checks.timeout", null));
    }

    private void end(@Nullable Failure failure) {
        if (!done) {
            stop(WriteOutcome.WRITTEN);
            emitter.complete(new Outcome(firstTokenMs, failure));
        }
    }

    private void stop(WriteOutcome parting) {
        if (!done) {
            done = true;
            if (deadline != null) {
                deadline.cancel();
            }
            if (upstream != null) {
                upstream.cancel();
            }
            call.close(parting);
        }
    }
}
