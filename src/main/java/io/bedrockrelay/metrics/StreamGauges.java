package io.bedrockrelay.metrics;

import io.bedrockrelay.relay.supervision.OpenCalls;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/// How many calls are open, and how many of them hold up a process that has to go.
record StreamGauges(OpenCalls calls, int limit) {

    void bindTo(MeterRegistry registry) {
        Gauge.builder(MeterNames.OPEN, calls, OpenCalls::count)
                .description("Calls that are open")
                .register(registry);
        Gauge.builder(MeterNames.LIMIT, this, gauges -> gauges.limit)
                .description("Calls that may be open at once")
                .strongReference(true)
                .register(registry);
        Gauge.builder(MeterNames.DRAINING, calls, open -> open.draining() ? 1 : 0)
                .description("1 once the process takes no new calls")
                .register(registry);
        Gauge.builder(MeterNames.DRAIN_REMAINING, calls, open -> open.draining() ? open.count() : 0)
                .description("Open calls that the end of the process waits for")
                .register(registry);
    }
}
