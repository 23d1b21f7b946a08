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
    private final Tries tries;
    private final Timers timers;
    private final OpenCalls calls;
    private final CallProgress progress;
    private final FailureAdvice advice;

    /// @param attempt sends the request once more each time it is called
    /// @param tries for this answer alone
    public Supervised(
            Supplier<Multi<T>> attempt,
            ItemInspector<T> judge,
            CallRules rules,
            Tries tries,
            Timers timers,
            OpenCalls calls,
            CallProgress progress,
            FailureAdvice advice) {
        this.attempt = attempt;
        this.judge = judge;
        this.rules = rules;
        this.tries = tries;
        this.timers = timers;
        this.calls = calls;
        this.progress = progress;
        this.advice = advice;
    }

    /// The same request to the same target, as long as the rules allow.
    public Supervised(
            Supplier<Multi<T>> attempt,
            ItemInspector<T> judge,
            CallRules rules,
            Timers timers,
            OpenCalls calls,
            CallProgress progress,
            FailureAdvice advice) {
        this(attempt, judge, rules, Tries.plain(rules), timers, calls, progress, advice);
    }

    @Override
    public void subscribe(MultiSubscriber<? super T> downstream) {
        rules.budget().call();
        new Supervision<>(attempt, judge, rules, tries, timers, calls, progress, advice, downstream).start();
    }
}
