package io.bedrockrelay.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;

/// Counts requests for a number of tokens by what their clients were told. Thread-safe.
public final class CountMetrics {
    private final MeterProvider<Counter> counts;

    public CountMetrics(MeterRegistry registry) {
        counts = Counter.builder(MeterNames.COUNT_TOKENS)
                .description("Requests for a number of tokens, by where the number is from")
                .withRegistry(registry);
    }

    /// @param how `exact`, `estimated` or `refused`
    public void told(String how) {
        counts.withTags("how", how).increment();
    }
}
