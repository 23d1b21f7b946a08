package io.bedrockrelay.relay;

import io.bedrockrelay.bedrock.RuntimeLane;
import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.Refusal;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.catalogue.registry.Registry;

/// Opens calls: from the name that a client sends to a call that may be made, or the reason why not. One per process,
/// thread-safe; it never waits.
public final class Relay {
    private final Registry registry;
    private final Policy policy;
    private final RuntimeLane lane;
    private final OpenCalls calls;
    private final Rules rules;

    public Relay(Registry registry, Policy policy, RuntimeLane lane, OpenCalls calls, Rules rules) {
        this.registry = registry;
        this.policy = policy;
        this.lane = lane;
        this.calls = calls;
        this.rules = rules;
    }

    /// Resolves and permits what is asked, and takes a place among the open calls for it.
    public Opening open(Ask ask) {
        return switch (Layers.narrow(policy, "the header X-Relay-Scope", "X-Relay-Scope", ask.scopes())) {
            case Layers.Wrong wrong -> new Opening.Refused(wrong.failure());
            case Layers.Narrowed(Policy narrowed) ->
                switch (registry.resolver().resolve(ask.model(), ask.region(), narrowed)) {
                    case Refusal refusal -> new Opening.Refused(Refusals.failure(refusal));
                    case Target target -> take(target, narrowed);
                };
        };
    }

    private Opening take(Target target, Policy narrowed) {
        var full = calls.enter();
        return full == null
                ? new Opening.Ready(new Call(target, lane, new Stale(registry, narrowed, target), rules, calls))
                : new Opening.Refused(full);
    }
}
