package io.bedrockrelay.relay;

import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.catalogue.registry.Registry;
import io.bedrockrelay.chat.Failure;

/// Opens calls: from the name that a client sends to a call that may be made, or the reason why not. One per process,
/// thread-safe; it never waits.
public final class Relay {
    private final Registry registry;
    private final Policy policy;
    private final Means means;

    Relay(Registry registry, Policy policy, Means means) {
        this.registry = registry;
        this.policy = policy;
        this.means = means;
    }

    /// Resolves and permits what is asked, and takes a place among the open calls for it.
    public Opening open(Ask ask) {
        var opening = resolve(ask);
        switch (opening) {
            case Opening.Ready(Call call) -> means.listener().opened(ask, call.target());
            case Opening.Refused(Failure failure) -> means.listener().refused(ask, failure);
        }
        return opening;
    }

    private Opening resolve(Ask ask) {
        return switch (Layers.under(policy, ask.caller())) {
            case Layers.Wrong wrong -> new Opening.Refused(wrong.failure());
            case Layers.Narrowed(Policy granted) -> resolve(ask, granted);
        };
    }

    private Opening resolve(Ask ask, Policy granted) {
        return switch (Layers.narrow(granted, "the header X-Relay-Scope", "X-Relay-Scope", ask.scopes())) {
            case Layers.Wrong wrong -> new Opening.Refused(wrong.failure());
            case Layers.Narrowed(Policy narrowed) ->
                switch (Choice.of(registry.resolver(), narrowed, ask)) {
                    case Choice.Refused refused -> new Opening.Refused(refused.failure());
                    case Choice.Chosen(Target target) -> take(ask, target, narrowed);
                };
        };
    }

    private Opening take(Ask ask, Target target, Policy narrowed) {
        var full = means.calls().enter();
        return full == null
                ? new Opening.Ready(new Call(ask, target, new Stale(registry, narrowed, target), means))
                : new Opening.Refused(full);
    }
}
