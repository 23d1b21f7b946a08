package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The Dockerfiles and the compose file name nothing that is not there after the build. (There is no container engine
/// where the tests run.)
class ImagesIT {
    private static final Path DEPLOY = Path.of("deploy");

    static Stream<Path> dockerfiles() throws IOException {
        try (Stream<Path> files = Files.list(DEPLOY)) {
            return files.filter(file -> file.getFileName().toString().startsWith("Dockerfile.")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void whatIsCopiedIsThereAndIsSentToTheBuilder(Path dockerfile) throws IOException {
        var ignored = Files.readAllLines(Path.of(".dockerignore"));
        for (var words : instructions(dockerfile, "COPY")) {
            var arguments =
                    words.stream().filter(word -> !word.startsWith("--")).toList();
            if (words.stream().anyMatch(word -> word.startsWith("--from="))) {
                continue;
            }
            for (var source : arguments.subList(0, arguments.size() - 1)) {
                var plain = source.endsWith("/") ? source.substring(0, source.length() - 1) : source;
                assertThat(ignored).contains("!" + plain);
                // A build makes the one or the other; which of them this was, the packaged application knows.
                if (!plain.contains("*") && !(plain.equals("target/quarkus-app") && Packaged.isNative())) {
                    assertThat(Path.of(plain)).exists();
                }
                if (plain.contains("*") && Packaged.isNative()) {
                    assertThat(matches(plain)).as(plain).hasSize(1);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void anImageHasAPinnableBaseAndRunsAsNobodyInParticular(Path dockerfile) throws IOException {
        var froms = instructions(dockerfile, "FROM");
        assertThat(froms).isNotEmpty().allSatisfy(from -> assertThat(from.getFirst())
                .isIn("${BASE}", "${JDK}"));
        assertThat(froms.getLast().getFirst()).isEqualTo("${BASE}");
        assertThat(instructions(dockerfile, "ARG")).isNotEmpty().allSatisfy(arg -> assertThat(arg.getFirst())
                .matches("(BASE|JDK)=[a-z/-]+:[0-9][a-z0-9.-]*"));
        assertThat(instructions(dockerfile, "USER")).containsExactly(List.of("10001:10001"));
        assertThat(instructions(dockerfile, "EXPOSE")).containsExactly(List.of("8080", "9000"));
        assertThat(instructions(dockerfile, "ADD")).isEmpty();
        // The form that gets SIGTERM itself, without a shell between.
        assertThat(instructions(dockerfile, "ENTRYPOINT").getFirst().getFirst()).startsWith("[\"");
    }

    @Test
    void whatTheComposeFileMountsAndBuildsIsThere() throws IOException {
        var services = (Map<?, ?>) ((Map<?, ?>) yaml(DEPLOY.resolve("compose.yaml"))).get("services");
        assertThat(services).hasSize(3);
        for (var entry : services.values()) {
            var service = (Map<?, ?>) entry;
            if (service.get("build") instanceof Map<?, ?> build) {
                assertThat(DEPLOY.resolve((String) build.get("context")).resolve((String) build.get("dockerfile")))
                        .exists();
            }
            if (service.get("volumes") instanceof List<?> volumes) {
                assertThat(volumes).allSatisfy(volume -> assertThat(DEPLOY.resolve(((String) volume).split(":", -1)[0]))
                        .exists());
            }
        }
    }

    @Test
    void theWorkflowIsReadableAndRunsWhatIsThere() throws IOException {
        var workflow = Path.of(".github/workflows/build.yml");
        assertThat(yaml(workflow)).isInstanceOf(Map.class);
        for (var file : List.of(".ci/run", ".ci/programs", "mvnw", "deploy/aot", "deploy/training")) {
            assertThat(Path.of(file)).isExecutable();
        }
        assertThat(Files.readString(workflow))
                .contains("file: deploy/Dockerfile.jvm", "file: deploy/Dockerfile.native", "run: sudo -E .ci/run");
    }

    private static Object yaml(Path file) throws IOException {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
    }

    private static List<List<String>> instructions(Path dockerfile, String name) throws IOException {
        return Files.readString(dockerfile)
                .replace("\\\n", " ")
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> Arrays.asList(line.substring(name.length()).strip().split("\\s+", -1)))
                .toList();
    }

    private static List<Path> matches(String glob) throws IOException {
        var matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        try (Stream<Path> files = Files.list(Path.of(glob).getParent())) {
            return files.filter(matcher::matches).toList();
        }
    }
}
