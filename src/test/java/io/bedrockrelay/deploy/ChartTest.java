package io.bedrockrelay.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.it.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The Helm chart makes the very objects that `k8s/` makes, in every state that both have, and refuses values that it
/// does not know. Rendered by the real Helm.
class ChartTest {
    private static final Path CHART = Path.of("deploy/helm/bedrock-relay");

    @TempDir
    private Path folder;

    static List<Path> twins() throws IOException {
        return States.twins();
    }

    @ParameterizedTest
    @MethodSource("twins")
    void theChartMakesWhatKustomizeMakes(Path overlay) throws IOException, InterruptedException {
        var rendered = template("--values", values(overlay).toString());
        assertThat(rendered.told()).as(rendered.told()).doesNotContain("Error");
        var out = Files.writeString(
                folder.resolve("objects.yaml"),
                // The digest in the name of the ConfigMap, which both have.
                rendered.text().replaceAll("(name: bedrock-relay)-[a-z0-9]{10}\\b", "$1"));
        var objects = Tree.documents(out);
        assertThat(objects)
                .containsExactlyInAnyOrderElementsOf(Overlay.of(overlay).objects());
        assertThat(objects).allSatisfy(object -> assertThat(Kinds.read(object)).isNotNull());
    }

    @Test
    void theDefaultsAreTheBase() throws IOException, InterruptedException {
        var out = Files.writeString(
                folder.resolve("objects.yaml"),
                template()
                        .text()
                        .replaceAll("(name: bedrock-relay)-[a-z0-9]{10}\\b", "$1")
                        .replace("image: bedrock-relay:1.0.0", "image: bedrock-relay"));
        assertThat(Tree.documents(out))
                .containsExactlyInAnyOrderElementsOf(
                        Overlay.of(States.K8S.resolve("base")).objects());
    }

    /// What `k8s/` and the chart cannot both read, they have word for word.
    @Test
    void alertsAreTheOnesThatAreTried() throws IOException {
        var alerts = Path.of("deploy/prometheus/alerts.yml");
        assertThat(CHART.resolve("files/alerts.yml")).hasSameTextualContentAs(alerts);
        assertThat(States.components()).contains(Path.of("target/k8s/with-alerts"));
        assertThat(Tree.at(Overlay.of(Path.of("target/k8s/with-alerts")).only("PrometheusRule"), "spec"))
                .isEqualTo(Tree.documents(alerts).getFirst());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            replicas=3                          | additional properties 'replicas' not allowed
            network.enbled=true                 | additional properties 'enbled' not allowed
            autoscaling.streams.by=adapter      | must be one of
            settings.RELAY_DRAIN_DELAY=1s       | not
            settings.relay=1                    | does not match pattern
            image.digest=latest                 | does not match pattern
            """)
    void valuesThatItDoesNotKnowAreRefused(String set, String said) throws IOException, InterruptedException {
        assertThat(template("--set", set).told())
                .contains("don't meet the specifications")
                .contains(said);
    }

    /// 2000 is stored as 2k, so that every second apply would change something.
    @Test
    void aQuantityIsWrittenAsTheServerStoresIt() throws IOException, InterruptedException {
        assertThat(template("--set-string", "autoscaling.streams.target=2000").told())
                .contains("/autoscaling/streams/target");
        assertThat(template("--set-string", "autoscaling.streams.by=metrics,autoscaling.streams.target=2k")
                        .text())
                .contains("averageValue: \"2k\"");
    }

    @Test
    void aChangedSettingRollsThePods() throws IOException, InterruptedException {
        var name = "(?s).*configMapRef:\\s+name: (\\S+).*";
        var before = template().text().replaceAll(name, "$1");
        assertThat(before).startsWith("bedrock-relay-").hasSize("bedrock-relay-".length() + 10);
        assertThat(template("--set", "settings.RELAY_REGIONS=eu-west-1").text().replaceAll(name, "$1"))
                .startsWith("bedrock-relay-")
                .isNotEqualTo(before);
    }

    @Test
    void lintFindsNothing() throws IOException, InterruptedException {
        assertThat(helm("lint", "--strict", CHART.toString()).text()).contains("1 chart(s) linted, 0 chart(s) failed");
    }

    @Test
    void everyStateHasItsValues() throws IOException {
        try (var files = Files.list(CHART.resolve("ci"))) {
            assertThat(files)
                    .containsExactlyInAnyOrderElementsOf(
                            States.twins().stream().map(ChartTest::values).toList());
        }
    }

    private static Path values(Path overlay) {
        return CHART.resolve("ci/" + overlay.getFileName() + ".yaml");
    }

    private Rendered template(String... arguments) throws IOException, InterruptedException {
        var all =
                new ArrayList<>(List.of("template", "bedrock-relay", CHART.toString(), "--namespace", "bedrock-relay"));
        all.addAll(List.of(arguments));
        return helm(all.toArray(String[]::new));
    }

    private Rendered helm(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(Program.require("helm").toString()));
        command.addAll(List.of(arguments));
        var out = folder.resolve("out");
        var errors = folder.resolve("errors");
        var process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Rendered(Files.readString(out), Files.readString(errors));
    }

    private record Rendered(String text, String told) {}
}
