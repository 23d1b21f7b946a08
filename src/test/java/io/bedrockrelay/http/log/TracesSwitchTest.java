package io.bedrockrelay.http.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracesSwitchTest {

    @Test
    void withoutAnEndpointNothingIsTraced() {
        assertThat(settings(Map.of())).containsEntry("quarkus.otel.sdk.disabled", "true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quarkus.otel.exporter.otlp.endpoint",
                "quarkus.otel.exporter.otlp.traces.endpoint",
                "otel.exporter.otlp.endpoint"
            })
    void anEndpointSwitchesTracesOn(String name) {
        assertThat(settings(Map.of(name, "http://collector:4317"))).containsEntry("quarkus.otel.sdk.disabled", "false");
    }

    @Test
    void theVariableThatEveryOpenTelemetryReadsIsReadHereToo() {
        assertThat(settings(Map.of("otel.exporter.otlp.endpoint", "http://collector:4317")))
                .containsEntry("quarkus.otel.exporter.otlp.endpoint", "http://collector:4317");
    }

    private static Map<String, String> settings(Map<String, String> known) {
        return TracesSwitch.settings(name -> Optional.ofNullable(known.get(name)));
    }
}
