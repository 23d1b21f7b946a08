package io.bedrockrelay.relay;

import io.bedrockrelay.bedrock.RuntimeLane;
import io.bedrockrelay.catalogue.registry.CatalogueSettings;
import io.bedrockrelay.catalogue.registry.Registry;
import io.bedrockrelay.fit.learn.Lessons;
import io.bedrockrelay.fit.learn.Refusals;
import io.bedrockrelay.fit.learn.RememberedLessons;
import io.bedrockrelay.fit.traits.TraitsTable;
import io.bedrockrelay.memory.MemoryBudget;
import io.bedrockrelay.relay.ending.CallListener;
import io.bedrockrelay.relay.failover.Failover;
import io.bedrockrelay.relay.failover.MoveRules;
import io.bedrockrelay.relay.fitting.Fitter;
import io.bedrockrelay.relay.fitting.FittingSettings;
import io.bedrockrelay.relay.supervision.Backoff;
import io.bedrockrelay.relay.supervision.CallRules;
import io.bedrockrelay.relay.supervision.OpenCalls;
import io.bedrockrelay.relay.supervision.RetryBudget;
import io.bedrockrelay.routing.Routing;
import io.bedrockrelay.routing.ledger.Ledger;
import io.bedrockrelay.routing.ledger.LedgerFile;
import io.bedrockrelay.routing.route.CandidateMemory;
import io.bedrockrelay.routing.setup.RouteConfig;
import io.bedrockrelay.routing.setup.RouteRules;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;

/// Wires the relay from its settings.
@Singleton
class RelayBeans {

    @Produces
    @Singleton
    OpenCalls openCalls(StreamSettings streams) {
        return new OpenCalls(streams.maxOpen());
    }

    @Produces
    @Singleton
    Lessons lessons(FittingSettings fitting) {
        return new RememberedLessons(Clock.systemUTC(), fitting.learnFor(), fitting.learnMost());
    }

    @Produces
    @Singleton
    Fitter fitter(FittingSettings fitting, Lessons lessons) {
        return new Fitter(TraitsTable.read(fitting.overrides()), Refusals.read(), lessons, fitting.adapt());
    }

    @Produces
    @Singleton
    RouteRules routes(RouteConfig config, CatalogueSettings catalogue) {
        return RouteRules.of(config, catalogue.regions());
    }

    @Produces
    @Singleton
    CandidateMemory candidates() {
        return new CandidateMemory(
                System::nanoTime, () -> ThreadLocalRandom.current().nextDouble());
    }

    @Produces
    @Singleton
    Routing routing(Registry registry, CatalogueSettings catalogue, RouteRules routes) {
        return new Routing(registry, catalogue.policy(), routes);
    }

    private static Failover failover(
            RouteRules routes, CandidateMemory memory, LedgerFile ledger, Fitter fitter, CallRules rules) {
        var moves = new MoveRules(rules, routes.patience(), routes.stake(), routes.slow(), InstantSource.system());
        return new Failover(
                memory, moves, routes.connectTimeout(), new Ledger(ledger::rows, System::nanoTime), fitter::mostOutput);
    }

    @Produces
    @Singleton
    Relay relay(
            Routing routing,
            RuntimeLane lane,
            OpenCalls calls,
            StreamSettings streams,
            RetrySettings retries,
            Fitter fitter,
            RouteRules routes,
            CandidateMemory candidates,
            LedgerFile ledger,
            MemoryBudget memory,
            Instance<CallListener> listener) {
        var rules = new CallRules(
                streams.firstEventTimeout(),
                streams.idleTimeout(),
                streams.totalTimeout(),
                retries.attempts(),
                new RetryBudget(retries.budget()),
                attempt -> Backoff.before(attempt, ThreadLocalRandom.current()));
        var heard = listener.isResolvable() ? listener.get() : CallListener.NONE;
        return new Relay(
                routing,
                new CallServices(
                        lane,
                        rules,
                        calls,
                        heard,
                        fitter,
                        System::nanoTime,
                        memory,
                        failover(routes, candidates, ledger, fitter, rules)));
    }
}
