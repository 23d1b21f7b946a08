package io.bedrockrelay.http.log;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/// Keeps OpenTelemetry off until somebody says where traces go: without this, every start would try a collector on
/// localhost and complain that there is none. Whoever sets `quarkus.otel.sdk.disabled` has the last word.
public final class TracesSwitch implements ConfigSourceFactory {
    private static final String DISABLED = "quarkus.otel.sdk.disabled";
    private static final String ENDPOINT = "quarkus.otel.exporter.otlp.endpoint";
    private static final String TRACES_ENDPOINT = "quarkus.otel.exporter.otlp.traces.endpoint";
    /// What OpenTelemetry itself reads from the environment, as every operator knows it.
    private static final String STANDARD = "otel.exporter.otlp.endpoint";
    /// Below application.properties and everything else that an operator can set.
    private static final int ORDINAL = 50;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        return List.of(new PropertiesConfigSource(
                settings(name -> told(context.getValue(name))), "traces are off without an endpoint", ORDINAL));
    }

    private static Optional<String> told(@Nullable ConfigValue value) {
        // Quarkus has a default for the endpoint, which nobody said.
        var text = value == null || value.getConfigSourceOrdinal() <= 0 ? null : value.getValue();
        return text == null || text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    interface Known {
        Optional<String> value(String name);
    }

    static Map<String, String> settings(Known known) {
        var settings = new HashMap<String, String>();
        var standard = known.value(STANDARD);
        standard.ifPresent(endpoint -> settings.put(ENDPOINT, endpoint));
        boolean told = standard.isPresent()
                || Stream.of(ENDPOINT, TRACES_ENDPOINT).map(known::value).anyMatch(Optional::isPresent);
        settings.put(DISABLED, Boolean.toString(!told));
        return settings;
    }
}
