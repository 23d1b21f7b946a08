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
    private final Tries tries;
    private final Timers timers;
    private final OpenCalls calls;
    private final CallProgress progress;
    private final FailureAdvice advice;
    private final MultiSubscriber<? super T> downstream;

    private final Watchdog watchdog;
    private @Nullable Attempt current;
    private Timers.@Nullable Pending learning;
    private Timers.@Nullable Pending slow;
    /// The failure of an earlier try that helps the caller most.
    private @Nullable MostTelling<T> earlier;
    private int attempts;
    private long demand;
    private boolean begun;
    private boolean ended;
    private boolean passing;
    private boolean done;

    Supervision(
            Supplier<Multi<T>> attempt,
            ItemInspector<T> judge,
            CallRules rules,
            Tries tries,
            Timers timers,
            OpenCalls calls,
            CallProgress progress,
            FailureAdvice advice,
            MultiSubscriber<? super T> downstream) {
        this.attempt = attempt;
        this.judge = judge;
        this.tries = tries;
        this.timers = timers;
        this.calls = calls;
        this.progress = progress;
        this.advice = advice;
        this.downstream = downstream;
        this.watchdog = new Watchdog(rules, timers, () -> demand == 0, this::fail);
    }

    void start() {
        calls.add(this);
        downstream.onSubscribe(this);
        var refused = done ? null : tries.begin();
        if (refused != null) {
            fail(refused);
        } else if (!done) {
            watchdog.watch();
            send();
        }
    }

    @Override
    public void request(long n) {
        if (demand == 0 && !passing) {
            // Silence counts from the moment the reader was ready again: before, nothing was asked of Bedrock.
            watchdog.heard();
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
        var late = tries.slow();
        if (late != null) {
            slow = timers.after(late, tries::late);
        }
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
            watchdog.begun();
            attempt = null;
            Timers.cancel(slow);
            tries.begun();
        }
        begun = true;
        watchdog.heard();
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
        if (!begun && attempts > 0) {
            Timers.cancel(slow);
            var pause = tries.after(failure, attempts, calls.draining());
            if (pause != null) {
                current = null;
                earlier = MostTelling.kept(earlier, item, failure, tries);
                timers.later(pause, () -> again(item, failure));
                return;
            }
        } else if (begun && !calls.draining()) {
            tries.broke(failure);
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

    /// A process that has begun to go meanwhile asks nobody any more.
    private void again(T item, Failure failure) {
        if (done || !calls.draining()) {
            send();
        } else {
            tries.left();
            tell(item, failure);
        }
    }

    /// Whatever failure is told first is the last thing that is told.
    private void tell(T item, Failure failure) {
        if (!done) {
            var told = MostTelling.told(begun ? null : earlier, item, failure, tries);
            progress.failed(told.failure());
            finish();
            cancelUpstream();
            downstream.onItem(judge.explained(told.item(), advice::explained));
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

    private void finish() {
        done = true;
        calls.remove(this);
        progress.metered(judge.usage());
        tries.left();
        watchdog.stop();
        Timers.cancel(learning);
        Timers.cancel(slow);
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
