package io.bedrockrelay.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.relay.ending.Outcome;
import io.bedrockrelay.routing.route.CandidateMemory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallMetricsTest {
    private static final Duration HALF = Duration.ofMillis(500);

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final CallMetrics metrics =
            new CallMetrics(registry, false, new CandidateMemory(System::nanoTime, () -> 0));

    @Test
    void tokensAreCountedByTypeSoThatTheTypesAddUp() {
        metrics.ended(Endings.completed(Endings.NOVA, new Usage(10, 21, 131, 80, 20, 0)));
        assertThat(tokens("input")).isEqualTo(10);
        assertThat(tokens("output")).isEqualTo(21);
        assertThat(tokens("cache_read")).isEqualTo(80);
        assertThat(tokens("cache_write")).isEqualTo(20);
    }

    @Test
    void aTypeThatWasNotUsedIsNoSeries() {
        metrics.ended(Endings.completed(Endings.NOVA, new Usage(10, 20, 30, 0, 0, 0)));
        for (var name : List.of(MeterNames.TOKEN_USAGE, MeterNames.TOKENS)) {
            assertThat(registry.get(name).tag(MeterNames.TOKEN_TYPE, "output").meters())
                    .hasSize(1);
            assertThat(registry.find(name)
                            .tag(MeterNames.TOKEN_TYPE, "cache_read")
                            .meters())
                    .isEmpty();
        }
    }

    @Test
    void aCallWhoseCountNobodyKnowsCountsNoTokens() {
        metrics.ended(Endings.completed(Endings.NOVA, null));
        assertThat(registry.find(MeterNames.TOKEN_USAGE).summaries()).isEmpty();
        assertThat(registry.find(MeterNames.TOKENS).counters()).isEmpty();
    }

    @Test
    void aModelIsCountedByItsErrorsAndByWhereItWasThrottled() {
        metrics.ended(Endings.completed(Endings.NOVA, null));
        metrics.ended(Endings.failed(
                Outcome.UPSTREAM_ERROR,
                new Failure.Throttled("slow down", null, new Failure.Upstream("ThrottlingException", 429, null)),
                null));
        assertThat(count(MeterNames.MODEL_CALLS, MeterNames.ERROR_TYPE, MeterNames.NONE))
                .isEqualTo(1);
        assertThat(count(MeterNames.MODEL_CALLS, MeterNames.ERROR_TYPE, ErrorType.THROTTLING))
                .isEqualTo(1);
        assertThat(count(MeterNames.THROTTLED, MeterNames.REGION, "us-east-1")).isEqualTo(1);
        assertThat(count(MeterNames.THROTTLED, MeterNames.MODEL, "amazon.nova-pro-v1:0"))
                .isEqualTo(1);
    }

    @Test
    void timesAreToldApartByModelWhereThatIsAskedFor() {
        metrics.ended(Endings.completed(Endings.NOVA, null));
        assertThat(registry.get(MeterNames.REQUEST_DURATION).timer().getId().getTag(MeterNames.MODEL))
                .isNull();
        var other = new SimpleMeterRegistry();
        new CallMetrics(other, true, new CandidateMemory(System::nanoTime, () -> 0))
                .ended(Endings.completed(Endings.NOVA, null));
        assertThat(other.get(MeterNames.REQUEST_DURATION).timer().getId().getTag(MeterNames.MODEL))
                .isEqualTo("amazon.nova-pro-v1:0");
    }

    @Test
    void timesAreThoseOfTheCall() {
        metrics.ended(Endings.completed(Endings.NOVA, new Usage(10, 51, 61, 0, 0, 0)));
        assertThat(seconds(MeterNames.REQUEST_DURATION)).isEqualTo(1.0);
        assertThat(seconds(MeterNames.OPERATION_DURATION)).isCloseTo(0.999, within(1e-9));
        assertThat(seconds(MeterNames.FIRST_TOKEN)).isEqualTo(0.5);
        assertThat(seconds(MeterNames.PER_TOKEN)).isCloseTo(0.01, within(1e-9));
        assertThat(registry.get(MeterNames.OVERHEAD)
                        .tag("phase", "request")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(1.0);
        assertThat(registry.get(MeterNames.OVERHEAD)
                        .tag("phase", "first-event")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isCloseTo(0.2, within(1e-9));
    }

    @Test
    void everyOutcomeIsCountedUnderItsWord() {
        for (var outcome : Outcome.values()) {
            metrics.ended(Endings.failed(outcome, new Failure.Broken("broke"), HALF));
        }
        for (var outcome :
                List.of("completed", "client_gone", "upstream_error", "truncated", "timeout", "refused", "drained")) {
            assertThat(count(MeterNames.STREAMS, MeterNames.OUTCOME, outcome))
                    .as(outcome)
                    .isEqualTo(1);
        }
    }

    @Test
    void onlyAnAnswerThatHadBegunBreaksMidway() {
        var throttled =
                new Failure.Throttled("slow down", null, new Failure.Upstream("throttlingException", 200, null));
        metrics.ended(Endings.failed(Outcome.UPSTREAM_ERROR, throttled, null));
        assertThat(registry.find(MeterNames.FAILURES).counters()).isEmpty();
        metrics.ended(Endings.failed(Outcome.UPSTREAM_ERROR, throttled, HALF));
        assertThat(count(MeterNames.FAILURES, MeterNames.TYPE, "ThrottlingException"))
                .isEqualTo(1);
    }

    @Test
    void retriesAndKeepAlivesAreCountedAsManyAsThereWere() {
        metrics.ended(Endings.completed(Endings.NOVA, null));
        assertThat(count(MeterNames.RETRIES, MeterNames.REGION, "us-east-1")).isEqualTo(2);
        assertThat(count(MeterNames.KEEP_ALIVES, MeterNames.DIALECT, "openai")).isEqualTo(2);
    }

    @Test
    void resolutionsAreCountedByScopeAndRefusalsByReason() {
        metrics.opened(Endings.ASK, Endings.NOVA);
        metrics.refused(Endings.ASK, new Failure.UnknownModel("no such model", List.of(), null));
        assertThat(count(MeterNames.RESOLUTIONS, "scope", "geographic")).isEqualTo(1);
        assertThat(count(MeterNames.RESOLUTIONS, "reason", "model_not_found")).isEqualTo(1);
    }

    @Test
    void noLabelHoldsWhatAClientWrote() {
        Target passedThrough = Endings.target(null);
        metrics.opened(Endings.ASK, passedThrough);
        metrics.refused(Endings.ASK, new Failure.UnknownModel("Whatever a client wrote", List.of(), null));
        metrics.ended(Endings.completed(passedThrough, new Usage(1, 2, 3, 0, 0, 0)));
        metrics.ended(Endings.failed(
                Outcome.UPSTREAM_ERROR,
                new Failure.Rejected("no", new Failure.Upstream("Whatever Bedrock says", 200, null)),
                HALF));
        assertThat(registry.getMeters()).isNotEmpty().allSatisfy(meter -> assertThat(
                        meter.getId().getTags())
                .allSatisfy(tag -> assertThat(tag.getValue()).doesNotContain("hatever")));
    }

    private double tokens(String type) {
        double distributed = registry.get(MeterNames.TOKEN_USAGE)
                .tag(MeterNames.TOKEN_TYPE, type)
                .summary()
                .totalAmount();
        assertThat(count(MeterNames.TOKENS, MeterNames.TOKEN_TYPE, type)).isEqualTo(distributed);
        return distributed;
    }

    private double seconds(String timer) {
        return registry.get(timer).timer().totalTime(TimeUnit.SECONDS);
    }

    private double count(String name, String label, String value) {
        return registry.get(name).tag(label, value).counter().count();
    }
}
