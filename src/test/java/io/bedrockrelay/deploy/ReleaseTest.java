package io.bedrockrelay.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A tag can be released: everything names the same version, the changelog has its note, and the workflow asks for
/// files that are there.
class ReleaseTest {
    private static final Path WORKFLOW = Path.of(".github/workflows/release.yml");
    private static final Pattern FILE = Pattern.compile("(?:deploy|security|src|\\.ci)/[A-Za-z][A-Za-z0-9./-]+");

    @TempDir
    private Path folder;

    @Test
    void chartAndOverlaysNameTheSameVersion() throws IOException {
        var version = version();
        assertThat(version).matches("[0-9]+\\.[0-9]+\\.[0-9]+");
        var chart =
                Tree.documents(Path.of("deploy/helm/bedrock-relay/Chart.yaml")).getFirst();
        assertThat(chart).containsEntry("appVersion", version);
        for (var overlay : new String[] {"small", "production"}) {
            var kustomization = Tree.documents(States.K8S.resolve("overlays/" + overlay + "/kustomization.yaml"))
                    .getFirst();
            assertThat(Tree.at(kustomization, "images.0.newTag")).as(overlay).isEqualTo(version);
        }
    }

    @Test
    void theChangelogHasTheNoteOfTheRelease() throws IOException, InterruptedException {
        assertThat(note(version())).isZero();
        assertThat(Files.readString(folder.resolve("note")))
                .contains("### Added")
                .doesNotContain("\n## ");
        assertThat(note("999.0.0")).isNotZero();
    }

    @Test
    void theWorkflowAsksForFilesThatAreThere() throws IOException {
        var text = Files.readString(WORKFLOW);
        var files = FILE.matcher(text.replace("${{ matrix.kind }}", "jvm"))
                .results()
                .map(found -> found.group())
                .toList();
        assertThat(files)
                .contains("deploy/Dockerfile.jvm", "security/vex.json", "src/main/resources/openapi/bedrock-relay.json")
                .allSatisfy(file -> assertThat(Path.of(file)).exists());
        assertThat(text).contains("cosign sign", "attest-build-provenance", "attest-sbom", "helm push");
    }

    private static String version() throws IOException {
        return (String) Tree.at(
                Tree.documents(Path.of("deploy/helm/bedrock-relay/Chart.yaml")).getFirst(), "version");
    }

    private int note(String version) throws IOException, InterruptedException {
        var process = new ProcessBuilder(".ci/release-note", version)
                .redirectOutput(folder.resolve("note").toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
