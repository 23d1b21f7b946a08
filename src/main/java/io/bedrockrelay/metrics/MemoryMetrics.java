package io.bedrockrelay.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/// Heap and garbage, by what a JVM and a native executable both know: the meters that Micrometer brings (`jvm_gc_…`,
/// `jvm_memory_max_bytes`) are missing or empty in the latter.
record MemoryMetrics(Runtime runtime, List<GarbageCollectorMXBean> collectors) {

    MemoryMetrics() {
        this(Runtime.getRuntime(), ManagementFactory.getGarbageCollectorMXBeans());
    }

    void bindTo(MeterRegistry registry) {
        Gauge.builder(MeterNames.HEAP_USED, runtime, known -> (double) (known.totalMemory() - known.freeMemory()))
                .description("Heap that is in use, garbage that was not yet collected included")
                .baseUnit("bytes")
                .strongReference(true)
                .register(registry);
        Gauge.builder(MeterNames.HEAP_MAX, runtime, known -> (double) known.maxMemory())
                .description("Heap that may be in use at most")
                .baseUnit("bytes")
                .strongReference(true)
                .register(registry);
        FunctionCounter.builder(MeterNames.GC, this, MemoryMetrics::seconds)
                .description("Time that collecting garbage has taken")
                .baseUnit("seconds")
                .register(registry);
    }

    /// A collector that does not measure says -1.
    double seconds() {
        return collectors.stream()
                        .mapToLong(collector -> Math.max(0, collector.getCollectionTime()))
                        .sum()
                / 1e3;
    }
}
