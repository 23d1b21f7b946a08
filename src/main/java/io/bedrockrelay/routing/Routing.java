package io.bedrockrelay.routing;

import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.registry.Registry;
import io.bedrockrelay.chat.Failure;

/// Chooses the target of each call: from the name that a client sends to the id that is invoked, under the policy of
/// the service, the caller and the request, each of which may only narrow the one before. One per process, thread-safe;
/// it never waits.
public final class Routing {
    private final Registry registry;
    private final Policy policy;

    /// @param policy the service's own
    public Routing(Registry registry, Policy policy) {
        this.registry = registry;
        this.policy = policy;
    }

    public Route route(Ask ask) {
        return switch (PolicyNarrowing.under(policy, ask.caller())) {
            case PolicyNarrowing.Wrong wrong -> new Route.Refused(wrong.failure());
            case PolicyNarrowing.Narrowed(Policy granted) -> wished(ask, granted);
        };
    }

    private Route wished(Ask ask, Policy granted) {
        return switch (PolicyNarrowing.narrow(granted, "the header X-Relay-Scope", "X-Relay-Scope", ask.scopes())) {
            case PolicyNarrowing.Wrong wrong -> new Route.Refused(wrong.failure());
            case PolicyNarrowing.Narrowed(Policy narrowed) ->
                switch (Choice.of(registry.resolver(), narrowed, ask)) {
                    case Choice.Refused(Failure failure) -> new Route.Refused(failure);
                    case Choice.Chosen(var target) ->
                        new Route.Found(
                                target,
                                new DiscreetAdvice(ask.caller(), new StaleIdAdvice(registry, narrowed, target)));
                };
        };
    }
}
