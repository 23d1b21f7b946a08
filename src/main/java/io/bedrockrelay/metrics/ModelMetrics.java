package io.bedrockrelay.metrics;

import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.relay.ending.Ending;
import io.bedrockrelay.relay.ending.Outcome;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// OpenTelemetry's metrics of generative AI for one model in one Region. Thread-safe.
final class ModelMetrics {
    private final MeterRegistry registry;
    private final Tags tags;
    private final Map<String, Timer> operations = new ConcurrentHashMap<>();
    private final Timer requests;
    private final Timer firstToken;
    private final Timer perToken;
    private final Map<String, DistributionSummary> tokens = new ConcurrentHashMap<>();

    /// @param model an id of the catalogue, or `other`: an ARN that is passed through is what a client wrote
    record Key(String operation, String model, String region) {}

    static Key key(Ending ending) {
        return new Key(
                ending.work().label(),
                Objects.requireNonNullElse(ending.target().modelId(), "other"),
                ending.target().region());
    }

    ModelMetrics(MeterRegistry registry, Key key) {
        this.registry = registry;
        tags = Tags.of(
                MeterNames.OPERATION, key.operation(),
                MeterNames.PROVIDER, "aws.bedrock",
                MeterNames.MODEL, key.model(),
                MeterNames.REGION, key.region());
        requests = timer(MeterNames.REQUEST_DURATION, "From the opening of a call to its end", Buckets.DURATION, tags);
        firstToken = timer(
                MeterNames.FIRST_TOKEN,
                "From the opening of a call to the first event of its stream",
                Buckets.FIRST_TOKEN,
                tags);
        perToken = timer(
                MeterNames.PER_TOKEN,
                "Time per output token after the first, of whole answers that were streamed",
                Buckets.PER_TOKEN,
                tags);
    }

    void add(Ending ending) {
        requests.record(ending.duration());
        var toSend = ending.toSend();
        if (toSend != null) {
            operation(ending).record(ending.duration().minus(toSend));
        }
        var usage = ending.usage();
        if (usage != null) {
            count(usage);
        }
        var firstEvent = ending.firstEvent();
        if (firstEvent != null && ending.streamed()) {
            firstToken.record(firstEvent);
            perToken(ending, firstEvent, usage);
        }
    }

    private void perToken(Ending ending, Duration firstEvent, @Nullable Usage usage) {
        if (ending.outcome() == Outcome.COMPLETED && usage != null && usage.output() > 1) {
            perToken.record(ending.duration().minus(firstEvent).dividedBy(usage.output() - 1));
        }
    }

    private Timer operation(Ending ending) {
        var failure = ending.failure();
        var type = failure == null ? MeterNames.NONE : ErrorType.of(failure);
        return operations.computeIfAbsent(
                type,
                known -> timer(
                        MeterNames.OPERATION_DURATION,
                        "From the first sending to Bedrock to the end, by the error if there was one",
                        Buckets.DURATION,
                        tags.and(MeterNames.ERROR_TYPE, known)));
    }

    /// What was read from the cache or written to it is no part of `input`, so the types can be added up.
    private void count(Usage usage) {
        count("input", usage.input());
        count("output", usage.output());
        count("cache_read", usage.cacheRead());
        count("cache_write", usage.cacheWrite());
    }

    private void count(String type, long amount) {
        if (amount > 0) {
            tokens.computeIfAbsent(type, this::tokens).record((double) amount);
        }
    }

    private DistributionSummary tokens(String type) {
        return DistributionSummary.builder(MeterNames.TOKEN_USAGE)
                .description("Tokens of one call as Bedrock counted them")
                .tags(tags.and(MeterNames.TOKEN_TYPE, type))
                .serviceLevelObjectives(Buckets.TOKENS)
                .register(registry);
    }

    private Timer timer(String name, String description, Duration[] buckets, Tags of) {
        return Timer.builder(name)
                .description(description)
                .tags(of)
                .serviceLevelObjectives(buckets)
                .register(registry);
    }
}
