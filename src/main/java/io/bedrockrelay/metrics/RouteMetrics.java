package io.bedrockrelay.metrics;

import io.bedrockrelay.relay.ending.Routed;
import io.bedrockrelay.routing.route.Candidate;
import io.bedrockrelay.routing.route.CandidateId;
import io.bedrockrelay.routing.route.CandidateMemory;
import io.bedrockrelay.routing.route.CandidateState;
import io.bedrockrelay.routing.route.TryOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Counts the tries along routes, and shows how their candidates stand. Labels are Regions of the configuration and ids
/// of the catalogue. Thread-safe.
final class RouteMetrics {
    private static final int MOST_STATES = 1_000;

    private final MeterRegistry registry;
    private final CandidateMemory memory;
    private final MeterProvider<Counter> tries;
    private final MeterProvider<Counter> moves;
    private final MeterProvider<Counter> home;
    /// Those that have a gauge; no more than are remembered.
    private final Set<CandidateId> shown = ConcurrentHashMap.newKeySet();

    RouteMetrics(MeterRegistry registry, CandidateMemory memory) {
        this.registry = registry;
        this.memory = memory;
        tries = counter(
                MeterNames.ROUTE_TRIES, "Tries of calls that another target may answer, by what became of them");
        moves = counter(MeterNames.ROUTE_MOVES, "Calls that moved to another target before their answer began");
        home = counter(MeterNames.ROUTE_HOME, "Calls of conversations, by whether their own target was asked last");
    }

    void add(Routed routed) {
        Routed.@Nullable Try before = null;
        for (var each : routed.tries()) {
            var id = each.candidate().id();
            tries.withTags(
                            MeterNames.REGION,
                            id.region(),
                            "account",
                            id.account(),
                            MeterNames.OUTCOME,
                            label(each.outcome()))
                    .increment();
            if (before != null && !before.candidate().equals(each.candidate())) {
                moves.withTags(
                                "from",
                                before.candidate().id().place(),
                                "to",
                                id.place(),
                                "reason",
                                label(before.outcome()))
                        .increment();
            }
            before = each;
            show(each.candidate());
        }
        var atHome = routed.isAtHome();
        if (atHome != null && before != null) {
            home.withTags("home", atHome ? "yes" : "no").increment();
        }
    }

    private void show(Candidate candidate) {
        if (shown.size() < MOST_STATES && shown.add(candidate.id())) {
            var id = candidate.id();
            Gauge.builder(MeterNames.ROUTE_STATE, memory, known -> number(known.state(id)))
                    .description("How a target stands: 0 well, 1 dim, 2 dark, 3 quarantined")
                    .tag(MeterNames.REGION, id.region())
                    .tag("account", id.account())
                    .tag(
                            MeterNames.MODEL,
                            Objects.requireNonNullElse(candidate.target().modelId(), "other"))
                    .tag("scope", candidate.target().scope().label())
                    .register(registry);
        }
    }

    private static double number(CandidateState state) {
        return switch (state) {
            case OK -> 0;
            case DIM -> 1;
            case DARK -> 2;
            case QUARANTINED -> 3;
        };
    }

    private static String label(@Nullable TryOutcome outcome) {
        return outcome == null ? MeterNames.NONE : outcome.label();
    }

    private MeterProvider<Counter> counter(String name, String description) {
        return Counter.builder(name).description(description).withRegistry(registry);
    }
}
