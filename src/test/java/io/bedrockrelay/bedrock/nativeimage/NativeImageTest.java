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

    /// The image holds no other. The emulator's are not needed in production; what is below META-INF Quarkus knows.
    @Test
    void everyResourceThatIsReadByNameIsIncluded() throws IOException {
        var root = Path.of("src/main/resources");
        try (Stream<Path> files = Files.walk(root)) {
            var read = files.filter(Files::isRegularFile)
                    .map(root::relativize)
                    .filter(file -> !file.startsWith("META-INF")
                            && !file.startsWith("emulator")
                            && !file.equals(Path.of("application.properties")))
                    .toList();
            assertThat(read).isNotEmpty().allMatch(file -> includes().anyMatch(matcher -> matcher.matches(file)));
        }
    }

    @Test
    void theServiceFileNamesAClassThatExists() throws IOException, ReflectiveOperationException {
        var resource = patterns().getFirst();
        try (var stream = Objects.requireNonNull(getClass().getClassLoader().getResourceAsStream(resource), resource)) {
            var name = new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Class.forName(name)).isNotNull();
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
