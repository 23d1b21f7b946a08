package io.bedrockrelay.relay.supervision;

import io.bedrockrelay.relay.ending.CallProgress;
import io.bedrockrelay.routing.FailureAdvice;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import java.util.function.Supplier;

/// A stream of one call under the relay's promises: the time limits, retries before the first item, and a last item
/// that tells the failure if anything but the model's own end ends it. It never fails as a `Multi`.
public final class Supervised<T> extends AbstractMulti<T> {
    private final Supplier<Multi<T>> attempt;
    private final ItemInspector<T> judge;
    private final CallRules rules;
    private final Timers timers;
    private final OpenCalls calls;
    private final CallProgress progress;
    private final FailureAdvice advice;

    /// @param attempt sends the request once more each time it is called
    public Supervised(
            Supplier<Multi<T>> attempt,
            ItemInspector<T> judge,
            CallRules rules,
            Timers timers,
            OpenCalls calls,
            CallProgress progress,
            FailureAdvice advice) {
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
