package io.bedrockrelay.http.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.bedrockrelay.catalogue.ConfigProblem;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TypedSettingsTest {

    @Test
    void everySettingThatIsMoreThanTextHasItsKind() {
        var mapped = new TreeMap<String, Kind>();
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.bedrockrelay").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(type -> type.reflect())
                        .forEach(type ->
                                collect(type.getAnnotation(ConfigMapping.class).prefix(), type, mapped));
        assertThat(mapped).hasSizeGreaterThan(30).isEqualTo(new TreeMap<>(TypedSettings.KINDS));
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
            if (method.isDefault() || method.isSynthetic() || Modifier.isStatic(method.getModifiers())) {
                continue;
            }
            var key =
                    prefix + "." + method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            var kind = kind(method.getGenericReturnType());
            if (kind != null) {
                into.put(key, kind);
            } else if (method.getReturnType().getName().startsWith("io.bedrockrelay.")) {
                collect(key, method.getReturnType(), into);
            }
        }
    }

    private static @Nullable Kind kind(Type type) {
        if (type == Duration.class) {
            return Kind.DURATION;
        }
        if (type == MemorySize.class) {
            return Kind.SIZE;
        }
        if (type == int.class || type == long.class) {
            return Kind.COUNT;
        }
        if (type == double.class) {
            return Kind.SHARE;
        }
        if (type == boolean.class) {
            return Kind.SWITCH;
        }
        return type instanceof Class<?> named && named.isEnum() ? Kind.OUTAGE : null;
    }
}
