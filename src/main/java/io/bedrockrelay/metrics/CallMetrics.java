package io.bedrockrelay.metrics;

import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.relay.ending.CallListener;
import io.bedrockrelay.relay.ending.Ending;
import io.bedrockrelay.routing.Ask;
import io.bedrockrelay.routing.route.CandidateMemory;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Counts calls. A call costs a few look-ups at its start and its end; an event of its answer costs nothing. Every
/// label is a word of the relay's own or an id of the catalogue, never what a client wrote. Thread-safe.
final class CallMetrics implements CallListener {
    private final MeterRegistry registry;
    private final boolean byModel;
    private final Map<RegionMetrics.Key, RegionMetrics> regions = new ConcurrentHashMap<>();
    private final ModelMetrics models;
    private final RouteMetrics routes;
    private final MeterProvider<Counter> streams;
    private final MeterProvider<Counter> failures;
    private final MeterProvider<Counter> retries;
    private final MeterProvider<Counter> keepAlives;
    private final MeterProvider<Counter> adapted;
    private final MeterProvider<Counter> resolutions;
    private final Timer toSend;
    private final Timer toWrite;

    /// @param memory what is remembered of the targets of routes
    /// @param byModel whether times are told apart by model, at the price of some kilobytes of a scrape for each
    CallMetrics(MeterRegistry registry, boolean byModel, CandidateMemory memory) {
        this.registry = registry;
        this.byModel = byModel;
        routes = new RouteMetrics(registry, memory);
        models = new ModelMetrics(registry);
        streams = counter(MeterNames.STREAMS, "Calls that ended, by what became of them");
        failures =
                counter(MeterNames.FAILURES, "Answers that broke after they had begun, by the type of the exception");
        retries = counter(MeterNames.RETRIES, "Requests that were sent once more before the first event");
        keepAlives = counter(MeterNames.KEEP_ALIVES, "Signs of life sent while a model was silent");
        adapted = counter(
                MeterNames.ADAPTED, "What of requests was adapted to their models, and where that is known from");
        resolutions = counter(MeterNames.RESOLUTIONS, "Model names that were resolved, or why they were not");
        toSend = overhead("request");
        toWrite = overhead("first-event");
    }

    @Override
    public void opened(Ask ask, Target target) {
        resolved("resolved", target.scope().label(), MeterNames.NONE);
    }

    @Override
    public void refused(Ask ask, Failure failure) {
        resolved("refused", MeterNames.NONE, failure.code().wire());
    }

    @Override
    public void ended(Ending ending) {
        var dialect = ending.ask().dialect();
        var region = ending.target().region();
        models.add(ending);
        regions.computeIfAbsent(RegionMetrics.key(ending, byModel), key -> new RegionMetrics(registry, key))
                .add(ending);
        streams.withTags(
                        MeterNames.DIALECT,
                        dialect,
                        MeterNames.OUTCOME,
                        ending.outcome().label(),
                        MeterNames.REGION,
                        region)
                .increment();
        if (ending.failure() != null && ending.brokeMidway()) {
            failures.withTags(MeterNames.TYPE, ErrorType.of(ending.failure()), MeterNames.REGION, region)
                    .increment();
        }
        if (ending.attempts() > 1) {
            retries.withTags(MeterNames.REGION, region).increment(ending.attempts() - 1);
        }
        if (ending.keepAlives() > 0) {
            keepAlives.withTags(MeterNames.DIALECT, dialect).increment(ending.keepAlives());
        }
        for (var adaptation : ending.adaptations()) {
            adapted.withTags(
                            "kind",
                            adaptation.kind().wire(),
                            "how",
                            adaptation.how().wire())
                    .increment();
        }
        if (ending.routed() != null) {
            routes.add(ending.routed());
        }
        record(toSend, ending.toSend());
        record(toWrite, ending.toWrite());
    }

    private void resolved(String result, String scope, String reason) {
        resolutions.withTags("result", result, "scope", scope, "reason", reason).increment();
    }

    private MeterProvider<Counter> counter(String name, String description) {
        return Counter.builder(name).description(description).withRegistry(registry);
    }

    private Timer overhead(String phase) {
        return Timer.builder(MeterNames.OVERHEAD)
                .description("The relay's own share of a call, up to the first byte of its answer")
                .tag("phase", phase)
                .serviceLevelObjectives(Buckets.OVERHEAD)
                .register(registry);
    }

    private static void record(Timer timer, @Nullable Duration time) {
        if (time != null) {
            timer.record(time);
        }
    }
}
