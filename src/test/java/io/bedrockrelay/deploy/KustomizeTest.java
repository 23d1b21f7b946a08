package io.bedrockrelay.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The real kustomize, where there is one, assembles the same objects as the tests do.
class KustomizeTest {
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/bin/kubectl"), Path.of("/usr/local/bin/kubectl"), Path.of("/opt/homebrew/bin/kubectl"));

    @TempDir
    private Path folder;

    static List<Path> states() throws IOException {
        return Stream.concat(States.all().stream(), States.components().stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("states")
    void kustomizeAgrees(Path overlay) throws IOException, InterruptedException {
        var kubectl = PLACES.stream().filter(Files::isExecutable).findFirst();
        assumeTrue(kubectl.isPresent(), "kubectl is not installed");
        var out = folder.resolve("objects.yaml");
        var process = new ProcessBuilder(kubectl.get().toString(), "kustomize", overlay.toString())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        // The digest in the name of a generated ConfigMap.
        Files.writeString(out, Files.readString(out).replaceAll("(name: bedrock-relay)-[a-z0-9]{10}\\b", "$1"));
        assertThat(Overlay.of(overlay).objects()).containsExactlyInAnyOrderElementsOf(Tree.documents(out));
    }

    @Test
    void everyOverlayIsCompared() throws IOException {
        try (Stream<Path> overlays = Files.list(Path.of("k8s/overlays"))) {
            Set<Path> compared = States.all().stream().collect(Collectors.toUnmodifiableSet());
            assertThat(overlays).isNotEmpty().isSubsetOf(compared);
        }
    }
}
