package io.bedrockrelay.metrics;

import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.relay.ending.Ending;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;

/// What is counted for each model: calls by their error, tokens, and where it was throttled. Plain counters, so that a
/// hundred models in nine Regions stay a scrape of some two hundred kilobytes. Thread-safe.
final class ModelMetrics {
    private final MeterProvider<Counter> calls;
    private final MeterProvider<Counter> tokens;
    private final MeterProvider<Counter> throttled;
    private final MeterProvider<DistributionSummary> usage;

    ModelMetrics(MeterRegistry registry) {
        calls = Counter.builder(MeterNames.MODEL_CALLS)
                .description("Calls of a model that ended, by the error if there was one")
                .withRegistry(registry);
        tokens = Counter.builder(MeterNames.TOKENS)
                .description("Tokens of a model as Bedrock counted them")
                .withRegistry(registry);
        throttled = Counter.builder(MeterNames.THROTTLED)
                .description("Calls of a model that Bedrock throttled in a Region, after the relay's retries")
                .withRegistry(registry);
        usage = DistributionSummary.builder(MeterNames.TOKEN_USAGE)
                .description("Tokens of one call as Bedrock counted them")
                .serviceLevelObjectives(Buckets.TOKENS)
                .withRegistry(registry);
    }

    void add(Ending ending) {
        var model = RegionMetrics.model(ending);
        var error = ErrorType.ofOrNone(ending.failure());
        calls.withTags(MeterNames.MODEL, model, MeterNames.ERROR_TYPE, error).increment();
        if (error.equals(ErrorType.THROTTLING)) {
            throttled
                    .withTags(
                            MeterNames.MODEL,
                            model,
                            MeterNames.REGION,
                            ending.target().region())
                    .increment();
        }
        var used = ending.usage();
        if (used != null) {
            count(ending, model, used);
        }
    }

    /// What was read from the cache or written to it is no part of `input`, so the types can be added up.
    private void count(Ending ending, String model, Usage used) {
        var operation = ending.work().label();
        count(operation, model, "input", used.input());
        count(operation, model, "output", used.output());
        count(operation, model, "cache_read", used.cacheRead());
        count(operation, model, "cache_write", used.cacheWrite());
    }

    private void count(String operation, String model, String type, long amount) {
        if (amount > 0) {
            tokens.withTags(MeterNames.MODEL, model, MeterNames.TOKEN_TYPE, type)
                    .increment((double) amount);
            usage.withTags(
                            MeterNames.OPERATION,
                            operation,
                            MeterNames.PROVIDER,
                            MeterNames.BEDROCK,
                            MeterNames.TOKEN_TYPE,
                            type)
                    .record((double) amount);
        }
    }
}
