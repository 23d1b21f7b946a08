package io.bedrockrelay.metrics;

import io.bedrockrelay.catalogue.registry.Registry;
import io.bedrockrelay.memory.MemoryBudget;
import io.bedrockrelay.relay.StreamSettings;
import io.bedrockrelay.relay.ending.CallListener;
import io.bedrockrelay.relay.fitting.Fitter;
import io.bedrockrelay.relay.supervision.OpenCalls;
import io.bedrockrelay.routing.route.CandidateMemory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// Wires the metrics to what they measure.
@Singleton
class MetricsBeans {

    /// The relay asks for whoever wants to hear of its calls, so that it need not know the metrics.
    @Produces
    @Singleton
    CallListener calls(MetricsSettings settings, MeterRegistry registry, CandidateMemory memory) {
        return settings.enabled() ? new CallMetrics(registry, settings.timesByModel(), memory) : CallListener.NONE;
    }

    /// Names that Prometheus's own checker complains of; what they say is in `process_cpu_usage` and known to
    /// Kubernetes.
    @Produces
    @Singleton
    MeterFilter unloved() {
        return MeterFilter.deny(
                id -> id.getName().equals("system.cpu.count") || id.getName().equals("process.cpu.time"));
    }

    @Produces
    @Singleton
    RequestMetrics requests(MeterRegistry registry) {
        return new RequestMetrics(registry);
    }

    @Produces
    @Singleton
    CountMetrics counts(MeterRegistry registry) {
        return new CountMetrics(registry);
    }

    void bind(
            @Observes StartupEvent event,
            MeterRegistry registry,
            OpenCalls calls,
            StreamSettings streams,
            Registry catalogues,
            Fitter fitter,
            MemoryBudget memory) {
        new MemoryMetrics(memory).bindTo(registry);
        new StreamGauges(calls, streams.maxOpen()).bindTo(registry);
        Gauge.builder(MeterNames.LEARNT, fitter, Fitter::remembered)
                .description("What of requests is left out since Bedrock refused it")
                .register(registry);
        new HeapMetrics().bindTo(registry);
        new CatalogueMetrics(catalogues, InstantSource.system()).bindTo(registry);
    }
}
