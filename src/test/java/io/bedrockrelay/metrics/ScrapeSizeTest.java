package io.bedrockrelay.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.relay.ending.Outcome;
import io.bedrockrelay.routing.route.CandidateMemory;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A scrape stays small where a relay serves a hundred models in nine Regions, each called, with its cache used, and
/// throttled in one of them.
@SuppressWarnings("deprecation") // The registry that Quarkus brings is the one on Prometheus's older client.
class ScrapeSizeTest {
    private static final int LIMIT = 200_000;
    private static final List<String> REGIONS = List.of(
            "us-east-1",
            "us-east-2",
            "us-west-2",
            "ca-central-1",
            "eu-central-1",
            "eu-west-1",
            "eu-west-3",
            "ap-northeast-1",
            "ap-southeast-2");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void aHundredModelsInNineRegionsFitTwoHundredKilobytes() {
        assertThat(scraped(false)).isBetween(100_000, LIMIT);
    }

    /// What the setting costs, as its description says: several times the whole.
    @Test
    void timesByModelAreWorthASettingOfTheirOwn() {
        assertThat(scraped(true)).isGreaterThan(5 * LIMIT);
    }

    private int scraped(boolean byModel) {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        try (var collections = new JvmGcMetrics()) {
            collections.bindTo(registry);
            new HeapMetrics().bindTo(registry);
            var metrics = new CallMetrics(registry, byModel, new CandidateMemory(System::nanoTime, () -> 0));
            for (int model = 0; model < 100; model++) {
                // As long as Claude's ids, the longest of those that are called most.
                var id = "anthropic.claude-sonnet-%d-20250929-v1:0".formatted(100 + model);
                for (var region : REGIONS) {
                    metrics.ended(Endings.completed(Endings.target(id, region), new Usage(10, 20, 130, 80, 20, 0)));
                }
                metrics.ended(Endings.failed(
                        Endings.target(id, REGIONS.get(model % REGIONS.size())),
                        Outcome.UPSTREAM_ERROR,
                        new Failure.Throttled(
                                "slow down", null, new Failure.Upstream("ThrottlingException", 429, null)),
                        null));
            }
            return registry.scrape().getBytes(StandardCharsets.UTF_8).length;
        }
    }
}
