package io.bedrockrelay.http.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.bedrockrelay.bedrock.account.BedrockConfig;
import io.bedrockrelay.catalogue.ConfigProblem;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithName;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TypedSettingsTest {
    /// What any text can be read as; what makes no sense among it is told by the check of its interface.
    private static final Set<String> TEXTS = Set.of(
            "java.lang.String",
            "java.util.List<java.lang.String>",
            "java.util.Optional<java.lang.String>",
            "java.util.Optional<java.util.List<java.lang.String>>",
            "java.util.Optional<java.nio.file.Path>",
            "java.util.Map<java.lang.String, java.lang.String>",
            "java.util.Map<java.lang.String, java.util.List<java.lang.String>>",
            "java.util.Map<java.lang.String, java.util.Map<java.lang.String, java.lang.String>>",
            "java.util.Map<java.lang.String, " + BedrockConfig.class.getName() + "$RegionEndpoints>");

    @Test
    void everySettingThatIsMoreThanTextHasItsKind() {
        var mapped = new TreeMap<String, Kind>();
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.bedrockrelay").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(type -> type.reflect())
                        .forEach(type ->
                                collect(type.getAnnotation(ConfigMapping.class).prefix(), type, mapped));
        var own = new TreeMap<>(TypedSettings.KINDS);
        own.keySet().removeIf(key -> !key.startsWith("relay."));
        assertThat(mapped).hasSizeGreaterThan(40).isEqualTo(own);
    }

    @Test
    void aTypeThatNoKindReadsIsFound() {
        assertThatThrownBy(() -> collect("relay.unheard", Unheard.class, new TreeMap<>()))
                .hasMessageContaining("relay.unheard.of");
    }

    interface Unheard {
        Optional<Duration> of();
    }

    @Test
    void whatCannotBeReadIsReplacedAndTold() {
        var config = config(Map.of(
                "relay.stream.idle-timeout", "soon",
                "relay.stream.keep-alive", "${a.b:never}",
                "relay.metrics.enabled", "yse",
                "relay.retry.attempts", "3"));
        assertThat(config.getValue("relay.stream.idle-timeout", String.class)).isEqualTo("1s");
        assertThat(config.getValue("relay.retry.attempts", String.class)).isEqualTo("3");
        assertThat(TypedSettings.problems(config))
                .extracting(ConfigProblem::key, ConfigProblem::value)
                .containsExactly(
                        tuple("relay.metrics.enabled", "yse"),
                        tuple("relay.stream.idle-timeout", "soon"),
                        tuple("relay.stream.keep-alive", "never"));
    }

    @Test
    void everyKindTakesItsOwnStandIn() {
        assertThat(Kind.values()).allSatisfy(kind -> {
            assertThat(kind.takes(kind.standIn())).isTrue();
            assertThat(kind.takes("")).isFalse();
            assertThat(kind.takes("a fortnight")).isFalse();
        });
    }

    private static SmallRyeConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withInterceptors(new UnreadableSettings())
                .withSources(new PropertiesConfigSource(values, "test", 400))
                .build();
    }

    private static void collect(String prefix, Class<?> type, Map<String, Kind> into) {
        for (Method method : type.getDeclaredMethods()) {
            if (!Modifier.isAbstract(method.getModifiers())) {
                continue;
            }
            var named = method.getAnnotation(WithName.class);
            var key = prefix + "." + (named == null ? hyphenated(method.getName()) : named.value());
            var returned = method.getGenericReturnType();
            if (returned instanceof Class<?> nested
                    && nested.isInterface()
                    && nested.getName().startsWith("io.bedrockrelay.")) {
                collect(key, nested, into);
            } else if (!TEXTS.contains(returned.getTypeName())) {
                into.put(key, kind(key, returned));
            }
        }
    }

    private static String hyphenated(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Kind kind(String key, Type type) {
        return switch (type.getTypeName()) {
            case "java.time.Duration" -> Kind.DURATION;
            case "io.quarkus.runtime.configuration.MemorySize",
                    "java.util.Optional<io.quarkus.runtime.configuration.MemorySize>" -> Kind.SIZE;
            case "int" -> Kind.COUNT;
            case "double" -> Kind.SHARE;
            case "boolean" -> Kind.SWITCH;
            default ->
                choices(type).stream()
                        .flatMap(choices -> Stream.of(Kind.values()).filter(kind -> readsOnly(kind, choices)))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(key + " is of " + type + ", which no kind reads"));
        };
    }

    private static Optional<List<String>> choices(Type type) {
        return type instanceof Class<?> named && named.isEnum()
                ? Optional.of(Stream.of(named.getEnumConstants())
                        .map(constant -> hyphenated(((Enum<?>) constant).name().toLowerCase(Locale.ROOT)))
                        .toList())
                : Optional.empty();
    }

    /// The remedy is held to name each choice, since it is what the reader goes by.
    private static boolean readsOnly(Kind kind, List<String> choices) {
        return choices.stream()
                        .allMatch(choice -> kind.takes(choice) && kind.remedy().contains(choice))
                && kind.remedy().equals("Write " + String.join(" or ", choices) + ".");
    }
}
