package io.bedrockrelay.relay.supervision;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.relay.ending.CallProgress;
import io.bedrockrelay.routing.FailureAdvice;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One call under supervision. Everything but `abort` happens on the call's own thread, so there is no lock: the
/// upstream's signals, the timers and the downstream's demand all come from one event loop.
///
/// The item that tells a failure does not wait for demand, since a reader that has stopped reading must be ended too.
final class Supervision<T> implements Flow.Subscription, OpenCalls.Live {
    private static final Logger LOG = Logger.getLogger(Supervision.class);
    /// How long a failure may be held back until the catalogue has learnt from it.
    private static final Duration LEARNING = Duration.ofSeconds(2);

    /// Holds what was asked, prompt and all. Let go with the first item: after it nothing is sent again, and an answer
    /// may stay open for minutes.
    private @Nullable Supplier<Multi<T>> attempt;

    private final ItemInspector<T> judge;
    private final CallRules rules;
    private final Timers timers;
    private final OpenCalls calls;
    private final CallProgress progress;
    private final FailureAdvice advice;
    private final MultiSubscriber<? super T> downstream;

    private final long startedAt;
    private @Nullable Attempt current;
    private Timers.@Nullable Pending watchdog;
    private Timers.@Nullable Pending learning;
    private int attempts;
    private long demand;
    private long lastAt;
    private boolean begun;
    private boolean ended;
    private boolean passing;
    private boolean done;

    Supervision(
            Supplier<Multi<T>> attempt,
            ItemInspector<T> judge,
            CallRules rules,
            Timers timers,
            OpenCalls calls,
            CallProgress progress,
            FailureAdvice advice,
            MultiSubscriber<? super T> downstream) {
        this.attempt = attempt;
        this.judge = judge;
        this.rules = rules;
        this.timers = timers;
        this.calls = calls;
        this.progress = progress;
        this.advice = advice;
        this.downstream = downstream;
        this.startedAt = timers.now();
        this.lastAt = startedAt;
    }

    void start() {
        calls.add(this);
        rules.budget().call();
        downstream.onSubscribe(this);
        if (!done) {
            watch();
            send();
        }
    }

    @Override
    public void request(long n) {
        if (demand == 0 && !passing) {
            // Silence counts from the moment the reader was ready again: before, nothing was asked of Bedrock.
            lastAt = timers.now();
        }
        demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
        if (current != null) {
            current.request(n);
        }
    }

    @Override
    public void cancel() {
        if (!done) {
            finish();
            cancelUpstream();
        }
    }

    @Override
    public void abort(Failure failure) {
        timers.soon(() -> {
            if (!done) {
                progress.drained();
                fail(failure);
            }
        });
    }

    private void send() {
        if (done || attempt == null) {
            return;
        }
        attempts++;
        progress.sending(attempts);
        var next = new Attempt();
        current = next;
        attempt.get().subscribe().withSubscriber(next);
    }

    private void receive(T item) {
        var failure = judge.failure(item);
        if (failure != null) {
            failed(item, failure);
            return;
        }
        if (!begun) {
            progress.beginning();
            attempt = null;
        }
        begun = true;
        lastAt = timers.now();
        ended |= judge.isEnd(item);
        if (demand != Long.MAX_VALUE && demand > 0) {
            demand--;
        }
        passing = true;
        downstream.onItem(item);
        passing = false;
    }

    private void failed(T item, Failure failure) {
        if (ended && failure.upstream() == null && judge.isWholeAtEnd()) {
            cancelUpstream();
            whole(failure.message());
            return;
        }
        if (!begun && !calls.draining() && rules.allowRetry(failure, attempts)) {
            current = null;
            timers.after(rules.pause(failure, attempts), this::send);
            return;
        }
        var learned = advice.learn(failure);
        if (begun || learned.isDone()) {
            tell(item, failure);
            return;
        }
        cancelUpstream();
        learning = timers.after(LEARNING, () -> tell(item, failure));
        var _ = learned.whenComplete((_, _) -> timers.soon(() -> tell(item, failure)));
    }

    /// Whatever failure is told first is the last thing that is told.
    private void tell(T item, Failure failure) {
        if (!done) {
            progress.failed(failure);
            finish();
            cancelUpstream();
            downstream.onItem(judge.explained(item, advice::explained));
            downstream.onCompletion();
        }
    }

    private void complete() {
        if (ended) {
            whole("Bedrock did not tell it.");
        } else {
            fail(new Failure.Broken("Bedrock closed the connection before the model had finished its answer."));
        }
    }

    /// The model had come to its end. What the answer cost may be lost, but nobody may take that for nothing.
    private void whole(String reason) {
        finish();
        if (judge.expectsUsage() && !progress.isMetered()) {
            progress.unmetered();
            LOG.warnf("An answer is whole, but how many tokens it took is unknown: %s", reason);
        }
        downstream.onCompletion();
    }

    private void fail(Failure failure) {
        if (!done) {
            receive(judge.failed(failure));
        }
    }

    /// One timer serves all limits: it fires at the nearest of them and looks again, so that an event costs no timer.
    private void watch() {
        if (done) {
            return;
        }
        long now = timers.now();
        long total = rules.total().toNanos() - (now - startedAt);
        var silence = begun ? rules.idle() : rules.firstEvent();
        // A reader that asks for nothing is the write timeout's business.
        long silent = demand == 0 && begun ? silence.toNanos() : silence.toNanos() - (now - lastAt);
        if (total <= 0) {
            late("The answer took longer than a whole answer may.", "relay.stream.total-timeout");
        } else if (silent <= 0 && begun) {
            late("Bedrock fell silent in the middle of its answer.", "relay.stream.idle-timeout");
        } else if (silent <= 0) {
            late("Bedrock sent no first event in time.", "relay.stream.first-event-timeout");
        } else {
            // The first event may bring a nearer limit than the one before it.
            long nearest = Math.min(Math.min(total, silent), rules.idle().toNanos());
            watchdog = timers.after(Duration.ofNanos(nearest), this::watch);
        }
    }

    private void late(String message, String limit) {
        fail(new Failure.TimedOut(message, limit, null));
    }

    private void finish() {
        done = true;
        calls.remove(this);
        progress.metered(judge.usage());
        if (watchdog != null) {
            watchdog.cancel();
        }
        if (learning != null) {
            learning.cancel();
        }
    }

    private void cancelUpstream() {
        if (current != null) {
            current.cancel();
            current = null;
        }
    }

    /// One try. What an earlier try still says after a later one was begun is not heard.
    private final class Attempt implements MultiSubscriber<T> {
        private Flow.@Nullable Subscription subscription;
        private boolean cancelled;

        @Override
        public void onSubscribe(Flow.Subscription upstream) {
            subscription = upstream;
            if (cancelled) {
                upstream.cancel();
            } else if (demand > 0) {
                upstream.request(demand);
            }
        }

        @Override
        public void onItem(T item) {
            if (live()) {
                try {
                    receive(item);
                } catch (RuntimeException defect) {
                    onFailure(defect);
                }
            }
        }

        @Override
        public void onFailure(Throwable defect) {
            if (live()) {
                Defect.log("Bedrock's answer could not be read", defect);
                fail(new Failure.Internal("The relay failed while reading Bedrock's answer."));
            }
        }

        @Override
        public void onCompletion() {
            if (live()) {
                complete();
            }
        }

        private boolean live() {
            return current == this && !done;
        }

        private void request(long n) {
            if (subscription != null) {
                subscription.request(n);
            }
        }

        private void cancel() {
            cancelled = true;
            if (subscription != null) {
                subscription.cancel();
            }
        }
    }
}
