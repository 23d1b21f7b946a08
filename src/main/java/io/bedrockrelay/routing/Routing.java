package io.bedrockrelay.routing;

import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.catalogue.registry.Registry;
import io.bedrockrelay.catalogue.resolve.Resolver;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.routing.setup.RouteRules;
import java.util.function.Function;

/// Chooses the target of each call: from the name that a client sends to the id that is invoked, under the policy of
/// the service, the caller and the request, each of which may only narrow the one before. One per process, thread-safe;
/// it never waits.
public final class Routing {
    private final Registry registry;
    private final Policy policy;
    private final RouteRules rules;
    private final CandidateFinder finder;

    /// @param policy the service's own
    /// @param rules what else may answer than the target that a name leads to
    public Routing(Registry registry, Policy policy, RouteRules rules) {
        this.registry = registry;
        this.policy = policy;
        this.rules = rules;
        this.finder = new CandidateFinder(rules);
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
            case PolicyNarrowing.Narrowed(Policy narrowed) -> found(ask, narrowed);
        };
    }

    private Route found(Ask ask, Policy narrowed) {
        Function<Target, FailureAdvice> advice =
                target -> new DiscreetAdvice(ask.caller(), new StaleIdAdvice(registry, narrowed, target));
        var resolver = registry.resolver();
        return switch (chosen(resolver, narrowed, ask)) {
            case Choice.Refused(Failure failure) -> new Route.Refused(failure);
            case Choice.Chosen(var target) when rules.isOff() -> new Route.Found(target, null, advice);
            case Choice.Chosen(var target) -> {
                var plan = finder.plan(resolver, narrowed, ask, target);
                yield new Route.Found(plan.home().target(), plan, advice);
            }
        };
    }

    /// Where the first Region cannot answer, or is not even known yet, a name may lead somewhere in another.
    private Choice chosen(Resolver resolver, Policy narrowed, Ask ask) {
        var first = Choice.of(resolver, narrowed, ask);
        boolean elsewhere = !rules.isOff()
                && ask.region() == null
                && ask.wish().pinned() == null
                && !ask.caller().grant().failover().isOff()
                && first instanceof Choice.Refused(Failure failure)
                && (failure instanceof Failure.Unavailable || failure instanceof Failure.UnusableModel);
        if (elsewhere) {
            for (var region : rules.regions()) {
                if (ask.caller().grant().allowsRegion(region)
                        && narrowed.admits(region)
                        && Choice.of(resolver, narrowed, ask.in(ask.model(), region)) instanceof Choice.Chosen chosen) {
                    return chosen;
                }
            }
        }
        return first;
    }
}
