package io.bedrockrelay.deploy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.bedrockrelay.http.drain.DrainSettings;
import io.bedrockrelay.http.intake.RequestLimits;
import io.bedrockrelay.relay.StreamSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The settings of an overlay, as its ConfigMap gives them to the application's environment.
record Settings(Map<String, String> environment) {

    /// Every property of every `@ConfigMapping` with its default, null where it has none.
    private static final Map<String, @Nullable String> PROPERTIES = scan();

    /// The same as patterns of environment variables.
    private static final Set<Pattern> NAMES =
            PROPERTIES.keySet().stream().map(Settings::variable).collect(Collectors.toUnmodifiableSet());

    static Settings of(Path folder) throws IOException {
        var environment = new TreeMap<String, String>();
        Tree.map(Tree.at(Overlay.of(folder).only("ConfigMap"), "data"))
                .forEach((name, value) -> environment.put(name, (String) value));
        return new Settings(environment);
    }

    Set<String> names() {
        return environment.keySet();
    }

    String value(String name) {
        return Objects.requireNonNull(environment.get(name), name);
    }

    /// Whether some property of the application is set by this variable. Those of Quarkus are not the relay's business.
    static boolean known(String variable) {
        return !variable.startsWith("RELAY_")
                || NAMES.stream().anyMatch(name -> name.matcher(variable).matches());
    }

    /// `relay.aliases.*` stands for any alias.
    static Map<String, @Nullable String> properties() {
        return PROPERTIES;
    }

    private static Map<String, @Nullable String> scan() {
        var properties = new TreeMap<String, @Nullable String>();
        var classes = new ClassFileImporter()
                .importUrl(DrainSettings.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation());
        for (var type : classes) {
            if (type.isAnnotatedWith(ConfigMapping.class)) {
                ConfigMappings.getProperties(ConfigClass.configClass(type.reflect()))
                        .forEach((name, property) -> {
                            // Nobody sets the elements of a list one by one.
                            if (!name.endsWith("[*]")) {
                                properties.put(name, property.hasDefaultValue() ? property.getDefaultValue() : null);
                            }
                        });
            }
        }
        return Collections.unmodifiableMap(properties);
    }

    DrainSettings drain() {
        return config().getConfigMapping(DrainSettings.class);
    }

    StreamSettings streams() {
        return config().getConfigMapping(StreamSettings.class);
    }

    /// `relay.limits.body` in the form of nginx.
    String largestBody() {
        return config().getConfigMapping(RequestLimits.class).body().asLongValue() / (1024 * 1024) + "m";
    }

    private SmallRyeConfig config() {
        return new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(environment, 300))
                .withMapping(DrainSettings.class)
                .withMapping(StreamSettings.class)
                .withMapping(RequestLimits.class)
                .addDiscoveredConverters()
                .build();
    }

    private static Pattern variable(String property) {
        var name = property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9*]", "_");
        return Pattern.compile(name.replace("*", "[A-Z0-9_]+"));
    }
}
