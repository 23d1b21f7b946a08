package io.bedrockrelay.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;

/// Counts requests of every kind, listings and refusals included. Thread-safe.
public final class RequestMetrics {
    private final MeterProvider<Counter> requests;

    RequestMetrics(MeterRegistry registry) {
        requests = Counter.builder(MeterNames.REQUESTS)
                .description("Requests that were answered, or left by their clients")
                .withRegistry(registry);
    }

    /// @param dialect one of the relay's own words
    /// @param error the relay's error code, or `none`
    public void count(String dialect, int status, String error) {
        requests.withTags(
                        MeterNames.DIALECT,
                        dialect,
                        "status",
                        status >= 100 && status < 600 ? Integer.toString(status) : "other",
                        "error",
                        error)
                .increment();
    }
}
