package io.bedrockrelay.bedrock.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.netty.handler.ssl.SslContext;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every class, method and resource that the native image's configuration names is there, with the signature it is
/// named by, so that a new version of a library is caught in a second rather than by a native build.
class NativeImageTest {

    static Stream<Class<?>> substitutions() {
        return Stream.of(SslContextTarget.class, ChecksumProviderTarget.class);
    }

    @ParameterizedTest
    @MethodSource("substitutions")
    void everySubstitutedMethodExistsWithItsSignature(Class<?> substitution) throws ReflectiveOperationException {
        var target = Class.forName(
                substitution.getAnnotation(TargetClass.class).className(), false, substitution.getClassLoader());
        var substituted = substitutedMethods(substitution);
        assertThat(substituted).isNotEmpty();
        for (var method : substituted) {
            var original = target.getDeclaredMethod(method.getName(), method.getParameterTypes());
            assertThat(original.getReturnType()).as(method.toString()).isEqualTo(method.getReturnType());
            assertThat(Modifier.isStatic(original.getModifiers()))
                    .as(method.toString())
                    .isEqualTo(Modifier.isStatic(method.getModifiers()));
        }
    }

    @Test
    void everyClassOfThePackageIsASubstitutionThatTheseTestsKnowOrNone() throws IOException {
        var folder = Path.of("src/main/java/io/bedrockrelay/bedrock/nativeimage");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(file -> contains(file, "@TargetClass")).map(file -> name(file)))
                    .containsExactlyInAnyOrderElementsOf(
                            substitutions().map(Class::getSimpleName).toList());
        }
    }

    /// Quarkus's substitution and this project's, together, leave no way to OpenSSL open, and meet nowhere.
    @Test
    void everyWayToATlsClientIsSubstitutedOnce() throws ReflectiveOperationException {
        var quarkus = Class.forName(
                "io.quarkus.netty.runtime.graal.Target_io_netty_handler_ssl_SslContext",
                false,
                SslContext.class.getClassLoader());
        var name = "newClientContextInternal";
        assertThat(Stream.concat(parameters(quarkus, name), parameters(SslContextTarget.class, name)))
                .containsExactlyInAnyOrderElementsOf(
                        parameters(SslContext.class, name).toList());
    }

    @Test
    void classesThatAreReachedByNameExistAndCanBeMade() throws ReflectiveOperationException {
        var names =
                ReachedByName.class.getAnnotation(RegisterForReflection.class).classNames();
        assertThat(names).isNotEmpty();
        for (var name : names) {
            assertThat(Class.forName(name).getDeclaredConstructor()).isNotNull();
        }
    }

    /// The image holds no other. The emulator's are not needed in production; of what is below META-INF, Quarkus reads
    /// at build time what this names.
    @Test
    void everyResourceThatIsReadByNameIsIncluded() throws IOException {
        var atBuildTime = List.of(
                "application.properties",
                "META-INF/services/io.smallrye.config.ConfigSourceFactory",
                "META-INF/services/io.smallrye.config.ConfigSourceInterceptor");
        var root = Path.of("src/main/resources");
        try (Stream<Path> files = Files.walk(root)) {
            var read = files.filter(Files::isRegularFile)
                    .map(root::relativize)
                    .filter(file -> !file.startsWith("emulator") && !atBuildTime.contains(file.toString()))
                    .toList();
            assertThat(read).isNotEmpty().allMatch(file -> includes().anyMatch(matcher -> matcher.matches(file)));
        }
    }

    /// A library makes an object of what such a file names. Those of the libraries bring their own registration.
    @Test
    void everyIncludedServiceFileNamesAClassThatExistsAndIsRegisteredIfItIsOurs() throws Exception {
        var services = patterns().stream()
                .filter(pattern -> pattern.startsWith("META-INF/services/"))
                .toList();
        assertThat(services).isNotEmpty();
        for (var service : services) {
            var type = Class.forName(service.substring("META-INF/services/".length()));
            var provider = Class.forName(providerIn(service));
            assertThat(type).isAssignableFrom(provider);
            assertThat(provider.getConstructor()).isNotNull();
            if (provider.getName().startsWith("io.bedrockrelay.")) {
                assertThat(provider.isAnnotationPresent(RegisterForReflection.class))
                        .as(provider.getName())
                        .isTrue();
            }
        }
    }

    private static String providerIn(String resource) throws IOException {
        var loader = NativeImageTest.class.getClassLoader();
        try (var stream = Objects.requireNonNull(loader.getResourceAsStream(resource), resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// Netty is compiled against a newer brotli4j than the Quarkus BOM would bring.
    @Test
    void brotliHasTheMethodThatNettyCalls() throws ReflectiveOperationException {
        assertThat(DecoderJNI.Wrapper.class.getDeclaredMethod("pull", int.class))
                .isNotNull();
    }

    private static List<Method> substitutedMethods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Substitute.class))
                .toList();
    }

    private static Stream<List<Class<?>>> parameters(Class<?> type, String name) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .map(method -> List.of(method.getParameterTypes()));
    }

    private static Stream<PathMatcher> includes() {
        return patterns().stream().map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern));
    }

    private static List<String> patterns() {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            properties.load(reader);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return List.of(
                properties.getProperty("quarkus.native.resources.includes").split(",", -1));
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file).contains(text + "(");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }
}
