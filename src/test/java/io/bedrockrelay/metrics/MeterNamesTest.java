package io.bedrockrelay.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.relay.ending.Outcome;
import io.bedrockrelay.relay.supervision.OpenCalls;
import io.bedrockrelay.routing.route.CandidateMemory;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What Prometheus reads, word for word: dashboards and alerts hang on it.
@SuppressWarnings("deprecation") // The registry that Quarkus brings is the one on Prometheus's older client.
class MeterNamesTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void namesAreThoseOfTheConventionsAsPrometheusWritesThem() {
        var metrics = new CallMetrics(registry, false, new CandidateMemory(System::nanoTime, () -> 0));
        metrics.opened(Endings.ASK, Endings.NOVA);
        metrics.ended(Endings.completed(Endings.NOVA, new Usage(1, 2, 3, 0, 0, 0)));
        metrics.ended(Endings.failed(Outcome.TRUNCATED, new Failure.Broken("broke"), Duration.ofMillis(1)));
        new RequestMetrics(registry).count("openai", 200, MeterNames.NONE);
        new StreamGauges(new OpenCalls(7), 7).bindTo(registry);
        new HeapMetrics().bindTo(registry);
        metrics.ended(Endings.failed(
                Outcome.UPSTREAM_ERROR,
                new Failure.Throttled("slow down", null, new Failure.Upstream("ThrottlingException", 429, null)),
                null));
        var told = registry.scrape();
        for (var name : List.of(
                "gen_ai_client_token_usage_bucket{",
                "gen_ai_client_operation_duration_seconds_count{",
                "gen_ai_server_request_duration_seconds_bucket{",
                "gen_ai_server_time_to_first_token_seconds_bucket{",
                "gen_ai_server_time_per_output_token_seconds_bucket{",
                "relay_streams_open 0.0",
                "relay_streams_limit 7.0",
                "relay_streams_total{",
                "relay_stream_failures_total{",
                "relay_retries_total{",
                "relay_keepalives_total{",
                "relay_resolutions_total{",
                "relay_overhead_seconds_bucket{",
                "relay_requests_total{",
                "relay_model_calls_total{",
                "relay_tokens_total{",
                "relay_throttled_total{",
                "relay_heap_used_bytes ",
                "relay_heap_max_bytes ",
                "relay_gc_seconds_total ",
                "relay_draining 0.0",
                "relay_drain_remaining 0.0",
                "gen_ai_provider_name=\"aws.bedrock\"",
                "gen_ai_token_type=\"input\"",
                "error_type=\"none\"")) {
            assertThat(told).contains(name);
        }
    }

    @Test
    void longAnswersHaveBucketsUpToFifteenMinutes() {
        new CallMetrics(registry, false, new CandidateMemory(System::nanoTime, () -> 0))
                .ended(Endings.completed(Endings.NOVA, null));
        assertThat(registry.scrape().lines())
                .filteredOn(line -> line.startsWith("gen_ai_server_request_duration_seconds_bucket"))
                .anySatisfy(line -> assertThat(line).contains("le=\"0.08\""))
                .anySatisfy(line -> assertThat(line).contains("le=\"81.92\""))
                .anySatisfy(line -> assertThat(line).contains("le=\"900.0\""));
    }

    @Test
    void aDrainingProcessTellsWhatItWaitsFor() {
        var calls = new OpenCalls(7);
        new StreamGauges(calls, 7).bindTo(registry);
        assertThat(calls.enter()).isNull();
        assertThat(registry.scrape()).contains("relay_streams_open 1.0", "relay_drain_remaining 0.0");
        calls.refuseNew();
        assertThat(registry.scrape()).contains("relay_draining 1.0", "relay_drain_remaining 1.0");
    }
}
