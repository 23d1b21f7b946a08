package io.bedrockrelay.relay;

import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.relay.ending.Ending;
import io.bedrockrelay.relay.ending.Routed;
import io.bedrockrelay.relay.ending.Work;
import io.bedrockrelay.relay.failover.Failover;
import io.bedrockrelay.relay.failover.RoutedTries;
import io.bedrockrelay.relay.supervision.CallRules;
import io.bedrockrelay.relay.supervision.Tries;
import io.bedrockrelay.routing.Ask;
import io.bedrockrelay.routing.FailureAdvice;
import io.bedrockrelay.routing.Route;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Who is called by one call: with each try it may be another one, until the answer begins. On the call's thread.
final class CallRoute implements FailureAdvice {
    private final Ask ask;
    private final Failover failover;
    private final Function<Target, FailureAdvice> advices;
    /// Null where nothing but the first target may answer.
    private final @Nullable Routed routed;
    private Target target;
    private boolean settled;

    CallRoute(Ask ask, Route.Found found, Failover failover) {
        this.ask = ask;
        this.failover = failover;
        this.advices = found.advice();
        this.routed = found.plan() == null ? null : new Routed(found.plan());
        this.target = found.target();
    }

    Target target() {
        return target;
    }

    /// The way so far; null where nothing but the first target may answer.
    @Nullable
    Routed routed() {
        return routed;
    }

    /// The caller is told who answers: from now on nobody else does.
    void settle() {
        settled = true;
    }

    /// Of one answer.
    Tries tries(CallRules rules, Work work, boolean streamed) {
        return routed == null
                ? Tries.plain(rules)
                : failover.tries(routed, ask.wish(), streamed, work == Work.CHAT, () -> settled);
    }

    /// The call is over.
    void ended(Ending ending) {
        if (routed != null) {
            routed.settle(ending.usage());
        }
    }

    /// A try goes out.
    ///
    /// @return whether it is one along a route
    boolean follow(Tries tries) {
        if (tries instanceof RoutedTries along) {
            target = along.current().target();
            return true;
        }
        return false;
    }

    /// Where somebody else could answer, nobody waits long for a connection.
    @Nullable
    Duration connect() {
        return routed != null && !settled && routed.plan().candidates().size() > 1 ? failover.connect() : null;
    }

    @Override
    public CompletableFuture<?> learn(Failure failure) {
        return advices.apply(target).learn(failure);
    }

    @Override
    public Failure explained(Failure failure) {
        return advices.apply(target).explained(failure);
    }
}
