package io.bedrockrelay.metrics;

import io.bedrockrelay.memory.MemoryBudget;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/// How much of the memory requests and whole answers hold, and how often there was no room.
record MemoryMetrics(MemoryBudget budget) {

    void bindTo(MeterRegistry registry) {
        Gauge.builder(MeterNames.MEMORY_USED, budget, MemoryBudget::used)
                .description("What requests and whole answers hold of their memory")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder(MeterNames.MEMORY_LIMIT, budget, MemoryBudget::limit)
                .description("What requests and whole answers may hold together")
                .baseUnit("bytes")
                .register(registry);
        FunctionCounter.builder(MeterNames.MEMORY_REFUSED, budget, MemoryBudget::refused)
                .description("How often a request or an answer got no room in the memory")
                .register(registry);
    }
}
