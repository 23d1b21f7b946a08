package io.bedrockrelay.deploy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.bedrockrelay.http.drain.DrainSettings;
import io.bedrockrelay.http.intake.Limits;
import io.bedrockrelay.relay.StreamSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The settings of an overlay, as its ConfigMap gives them to the application's environment.
record Settings(Map<String, String> environment) {

    /// Every property of every `@ConfigMapping`, as an environment variable's pattern.
    private static final Set<Pattern> NAMES = new ClassFileImporter()
            .importUrl(DrainSettings.class.getProtectionDomain().getCodeSource().getLocation()).stream()
                    .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                    .map(JavaClass::reflect)
                    .flatMap(type -> ConfigMappings.getProperties(ConfigClass.configClass(type)).keySet().stream())
                    .map(Settings::variable)
                    .collect(Collectors.toUnmodifiableSet());

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

    DrainSettings drain() {
        return config().getConfigMapping(DrainSettings.class);
    }

    StreamSettings streams() {
        return config().getConfigMapping(StreamSettings.class);
    }

    /// `relay.limits.body` in the form of nginx.
    String largestBody() {
        return config().getConfigMapping(Limits.class).body().asLongValue() / (1024 * 1024) + "m";
    }

    private SmallRyeConfig config() {
        return new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(environment, 300))
                .withMapping(DrainSettings.class)
                .withMapping(StreamSettings.class)
                .withMapping(Limits.class)
                .addDiscoveredConverters()
                .build();
    }

    private static Pattern variable(String property) {
        var name = property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9*]", "_");
        return Pattern.compile(name.replace("*", "[A-Z0-9_]+"));
    }
}
