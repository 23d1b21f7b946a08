package io.bedrockrelay.metrics;

import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.relay.ending.Ending;
import io.bedrockrelay.relay.ending.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// OpenTelemetry's times of generative AI for one kind of call in one Region, and for one model where that was asked
/// for: a histogram for each model in each Region would be most of a scrape. Thread-safe.
final class RegionMetrics {
    private final MeterRegistry registry;
    private final Tags tags;
    private final Map<String, Timer> operations = new ConcurrentHashMap<>();
    private final Map<String, Timer> histograms = new ConcurrentHashMap<>();

    /// @param model null where times are not told apart by model
    record Key(String operation, @Nullable String model, String region) {}

    static Key key(Ending ending, boolean byModel) {
        return new Key(
                ending.work().label(),
                byModel ? model(ending) : null,
                ending.target().region());
    }

    /// An id of the catalogue, or `other`: an ARN that is passed through is what a client wrote.
    static String model(Ending ending) {
        return Objects.requireNonNullElse(ending.target().modelId(), "other");
    }

    RegionMetrics(MeterRegistry registry, Key key) {
        this.registry = registry;
        var common = Tags.of(
                MeterNames.OPERATION, key.operation(),
                MeterNames.PROVIDER, MeterNames.BEDROCK,
                MeterNames.REGION, key.region());
        tags = key.model() == null ? common : common.and(MeterNames.MODEL, key.model());
    }

    void add(Ending ending) {
        histogram(MeterNames.REQUEST_DURATION, "From the opening of a call to its end", Buckets.DURATION)
                .record(ending.duration());
        var toSend = ending.toSend();
        if (toSend != null) {
            operation(ending).record(ending.duration().minus(toSend));
        }
        var firstEvent = ending.firstEvent();
        if (firstEvent != null && ending.streamed()) {
            histogram(
                            MeterNames.FIRST_TOKEN,
                            "From the opening of a call to the first event of its stream",
                            Buckets.FIRST_TOKEN)
                    .record(firstEvent);
            perToken(ending, firstEvent, ending.usage());
        }
    }

    private void perToken(Ending ending, Duration firstEvent, @Nullable Usage usage) {
        if (ending.outcome() == Outcome.COMPLETED && usage != null && usage.output() > 1) {
            histogram(
                            MeterNames.PER_TOKEN,
                            "Time per output token after the first, of whole answers that were streamed",
                            Buckets.PER_TOKEN)
                    .record(ending.duration().minus(firstEvent).dividedBy(usage.output() - 1));
        }
    }

    /// Without buckets: how long calls take is asked of those that callers see, which REQUEST_DURATION measures.
    private Timer operation(Ending ending) {
        return operations.computeIfAbsent(
                ErrorType.ofOrNone(ending.failure()), type -> Timer.builder(MeterNames.OPERATION_DURATION)
                        .description("From the first sending to Bedrock to the end, by the error if there was one")
                        .tags(tags.and(MeterNames.ERROR_TYPE, type))
                        .register(registry));
    }

    private Timer histogram(String name, String description, Duration[] buckets) {
        return histograms.computeIfAbsent(name, known -> Timer.builder(known)
                .description(description)
                .tags(tags)
                .serviceLevelObjectives(buckets)
                .register(registry));
    }
}
