package io.bedrockrelay.relay;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import java.util.function.Supplier;

/// A stream of one call under the relay's promises: the time limits, retries before the first item, and a last item
/// that tells the failure if anything but the model's own end ends it. It never fails as a `Multi`.
final class Supervised<T> extends AbstractMulti<T> {
    private final Supplier<Multi<T>> attempt;
    private final Judge<T> judge;
    private final Rules rules;
    private final Timers timers;
    private final OpenCalls calls;
    private final Progress progress;
    private final Advice advice;

    /// @param attempt sends the request once more each time it is called
    Supervised(
            Supplier<Multi<T>> attempt,
            Judge<T> judge,
            Rules rules,
            Timers timers,
            OpenCalls calls,
            Progress progress,
            Advice advice) {
        this.attempt = attempt;
        this.judge = judge;
        this.rules = rules;
        this.timers = timers;
        this.calls = calls;
        this.progress = progress;
        this.advice = advice;
    }

    @Override
    public void subscribe(MultiSubscriber<? super T> downstream) {
        new Supervision<>(attempt, judge, rules, timers, calls, progress, advice, downstream).start();
    }
}
