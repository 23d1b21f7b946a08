package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real Prometheus scrapes the packaged relay while calls of every kind go well and wrong; what the alerts and the
/// dashboard ask for is there.
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PrometheusIT {
    private static final Path ALERTS = Path.of("deploy/prometheus/alerts.yml");
    private static final Path DASHBOARD = Path.of("deploy/grafana/relay.json");

    @SuppressWarnings("NullAway.Init")
    private static Observed observed;

    @SuppressWarnings("NullAway.Init")
    private static Prometheus prometheus;

    @BeforeAll
    static void scrapeUnderLoad(@TempDir Path folder) throws Exception {
        var program = Program.require("prometheus");
        observed = new Observed(Map.of(
                "relay.stream.keep-alive", "100ms",
                "relay.stream.idle-timeout", "8s",
                "relay.drain.delay", "100ms",
                "relay.drain.deadline", "20s"));
        prometheus = Prometheus.start(program, folder, observed.management, ALERTS);
        // Twice, with a scrape between, so that every counter is seen to grow.
        for (int round = 1; round <= 2; round++) {
            Load.round(observed, round);
            prometheus.awaitScrape();
        }
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
        if (observed != null) {
            observed.close();
        }
    }

    @Test
    @Order(1)
    void everyMetricIsThere() throws Exception {
        var missing = new ArrayList<String>();
        for (var selector : List.of(
                "gen_ai_client_token_usage_bucket{gen_ai_provider_name=\"aws.bedrock\",gen_ai_token_type=\"input\"}",
                "gen_ai_client_token_usage_sum{gen_ai_token_type=\"output\"}",
                "gen_ai_client_token_usage_sum{gen_ai_token_type=\"cache_read\"}",
                "gen_ai_client_token_usage_sum{gen_ai_token_type=\"cache_write\"}",
                "gen_ai_server_request_duration_seconds_bucket{le=\"900.0\"}",
                "gen_ai_client_operation_duration_seconds_count{error_type=\"ThrottlingException\"}",
                "gen_ai_client_operation_duration_seconds_count{gen_ai_operation_name=\"embeddings\"}",
                "gen_ai_client_operation_duration_seconds_count{gen_ai_operation_name=\"count_tokens\"}",
                "gen_ai_server_request_duration_seconds_bucket{gen_ai_operation_name=\"chat\"}",
                "gen_ai_server_time_to_first_token_seconds_bucket",
                "gen_ai_server_time_per_output_token_seconds_bucket",
                "relay_streams_open",
                "relay_streams_limit",
                "relay_streams_total{outcome=\"completed\",dialect=\"relay\"}",
                "relay_streams_total{outcome=\"completed\",dialect=\"openai\"}",
                "relay_streams_total{outcome=\"completed\",dialect=\"anthropic\"}",
                "relay_streams_total{outcome=\"completed\",dialect=\"bedrock\"}",
                "relay_streams_total{outcome=\"client_gone\"}",
                "relay_streams_total{outcome=\"upstream_error\"}",
                "relay_streams_total{outcome=\"truncated\"}",
                "relay_streams_total{outcome=\"timeout\"}",
                "relay_streams_total{outcome=\"refused\"}",
                "relay_stream_failures_total{type=\"ThrottlingException\"}",
                "relay_stream_failures_total{type=\"broken\"}",
                "relay_stream_failures_total{type=\"idle_timeout\"}",
                "relay_stream_failures_total{type=\"other\"}",
                "relay_retries_total > 0",
                "relay_keepalives_total > 0",
                "relay_resolutions_total{scope=\"geographic\"}",
                "relay_resolutions_total{scope=\"in-region\"}",
                "relay_resolutions_total{scope=\"global\"}",
                "relay_resolutions_total{reason=\"model_not_found\"}",
                "relay_catalogue_age_seconds{region=\"us-east-1\"}",
                "relay_catalogue_models{region=\"eu-west-1\"} > 0",
                "relay_catalogue_profiles > 0",
                "relay_catalogue_refresh_failures_total{region=\"eu-west-1\"} > 0",
                "relay_overhead_seconds_bucket{phase=\"request\"}",
                "relay_overhead_seconds_bucket{phase=\"first-event\"}",
                "relay_requests_total{dialect=\"none\",status=\"404\"}",
                "relay_requests_total{error=\"model_not_found\"}",
                "relay_draining == 0",
                "relay_drain_remaining == 0",
                "relay_model_calls_total{error_type=\"none\"}",
                "relay_model_calls_total{error_type=\"ThrottlingException\"}",
                "relay_tokens_total{gen_ai_token_type=\"cache_read\"}",
                "relay_throttled_total{region=\"us-east-1\"}",
                "relay_heap_used_bytes > 0",
                "relay_heap_max_bytes > 0",
                "relay_gc_seconds_total",
                "jvm_memory_used_bytes",
                "process_cpu_usage")) {
            if (prometheus.query(selector).isEmpty()) {
                missing.add(selector);
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    @Order(2)
    void labelsAreFewAndNoneIsWhatAClientWrote() throws Exception {
        var told = observed.managed("/q/metrics");
        assertThat(told)
                .doesNotContain(Load.NONSENSE)
                .doesNotContain("http_server")
                .doesNotContain("vertx_");
        // The processes' own and those of the calls of this load; how they grow with models is ScrapeSizeTest's.
        assertThat(told.length()).as(told).isLessThan(100_000);
    }

    @Test
    @Order(3)
    void promtoolFindsNothingToMend(@TempDir Path folder) throws Exception {
        var metrics = Files.writeString(folder.resolve("metrics"), observed.managed("/q/metrics"));
        Promtool.run(metrics, "check", "metrics");
        Promtool.run("check", "rules", ALERTS.toString());
        Promtool.run("test", "rules", ALERTS.resolveSibling("alerts.test.yml").toString());
    }

    @Test
    @Order(4)
    void everyAlertIsEvaluated() throws Exception {
        var names = new ArrayList<String>();
        for (var rule : prometheus.get("/api/v1/rules").path("groups").path(0).path("rules")) {
            assertThat(rule.path("health").textValue()).as(rule.toString()).isEqualTo("ok");
            names.add(rule.path("name").textValue());
        }
        assertThat(names).hasSizeGreaterThan(10);
    }

    @Test
    @Order(5)
    void everyQueryOfTheDashboardBringsData() throws Exception {
        var empty = new ArrayList<String>();
        int queries = 0;
        for (var panel : new JsonMapper().readTree(Files.readString(DASHBOARD)).path("panels")) {
            for (var target : panel.path("targets")) {
                queries++;
                var query = target.path("expr")
                        .textValue()
                        .replace("$__rate_interval", "2m")
                        .replace("$region", ".*");
                if (prometheus.query(query).stream().allMatch(PrometheusIT::isNaN)) {
                    empty.add(panel.path("title").textValue() + ": " + query);
                }
            }
        }
        assertThat(queries).isGreaterThan(30);
        assertThat(empty).isEmpty();
    }

    @Test
    @Order(6)
    void theThreeProbesAnswer() throws Exception {
        for (var probe : List.of("live", "ready", "started")) {
            assertThat(observed.managed("/q/health/" + probe)).as(probe).contains("\"status\": \"UP\"");
        }
    }

    @Test
    @Order(7)
    void aDrainTellsHowManyCallsItWaitsFor() throws Exception {
        try (var answer = observed.open(
                        "drained", "/v1/chat/completions", Observed.chat("nova-pro", "[[emulate: gate=end]]", true))
                .body()) {
            assertThat(answer.read()).isNotNegative();
            observed.relay.terminate();
            prometheus.await("relay_draining == 1");
            prometheus.await("relay_drain_remaining == 1");
            assertThat(observed.managed("/q/health/ready")).contains("\"status\": \"DOWN\"");
            assertThat(observed.managed("/q/health/live")).contains("\"status\": \"UP\"");
            observed.bedrock.open("end");
            answer.readAllBytes();
            assertThat(observed.relay.awaitLog("draining: done"))
                    .as(observed.relay.log())
                    .isTrue();
        }
    }

    private static boolean isNaN(JsonNode sample) {
        return sample.path("value").path(1).asText().equals("NaN");
    }
}
