package io.bedrockrelay.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What pods are added by: processor time where nothing else is known, open streams where somebody serves their number.
class ScalingTest {
    private static final String METRIC = "relay_streams_open";

    @Test
    void withoutFurtherPartsOnlyProcessorTimeIsFollowed() throws IOException {
        for (var state : States.all()) {
            if (state.startsWith(States.K8S)) {
                var autoscaler = Overlay.of(state).only("HorizontalPodAutoscaler");
                assertThat(Tree.list(Tree.at(autoscaler, "spec.metrics"))).hasSize(1);
                assertThat(Tree.at(autoscaler, "spec.metrics.0.resource.name")).isEqualTo("cpu");
            }
        }
    }

    /// Micrometer's name of the metric, with the dots that Prometheus reads as underscores.
    @Test
    void theMetricIsOneThatTheApplicationHas() throws IOException {
        assertThat(Files.readString(Path.of("src/main/java/io/bedrockrelay/metrics/MeterNames.java")))
                .contains("\"" + METRIC.replace('_', '.') + "\";");
        assertThat(States.components()).contains(Path.of("target/k8s/with-streams"), Path.of("target/k8s/with-keda"));
        var autoscaler = Overlay.of(Path.of("target/k8s/with-streams")).only("HorizontalPodAutoscaler");
        assertThat(Tree.at(autoscaler, "spec.metrics.0.pods.metric.name")).isEqualTo(METRIC);
        var keda = Overlay.of(Path.of("target/k8s/with-keda")).only("ScaledObject");
        assertThat((String) Tree.at(keda, "spec.triggers.0.metadata.query")).startsWith("sum(" + METRIC + "{");
        var rule = Tree.documents(Path.of("k8s/components/streams/prometheus-adapter.yaml"))
                .getFirst();
        assertThat((String) Tree.at(rule, "rules.custom.0.seriesQuery")).startsWith(METRIC + "{");
    }

    /// Both ways to follow streams agree with each other, and with the guide: a core for each 500 of them.
    @Test
    void aPodHasACoreForEachFiveHundredStreams() throws IOException {
        assertThat(States.components()).isNotEmpty();
        var streams = Overlay.of(Path.of("target/k8s/with-streams"));
        var cores =
                (String) Tree.at(streams.only("Deployment"), "spec.template.spec.containers.0.resources.requests.cpu");
        var target = String.valueOf(500 * Integer.parseInt(cores));
        assertThat(Tree.at(streams.only("HorizontalPodAutoscaler"), "spec.metrics.0.pods.target.averageValue"))
                .isEqualTo(target);
        var keda = Overlay.of(Path.of("target/k8s/with-keda")).only("ScaledObject");
        assertThat(Tree.at(keda, "spec.triggers.0.metadata.threshold")).isEqualTo(target);
        assertThat(Files.readString(Path.of("docs/operations.md")).replaceAll("\\s+", " "))
                .contains("one core for each 500 streams");
        var plain = Overlay.of(States.K8S.resolve("base")).only("HorizontalPodAutoscaler");
        assertThat(Tree.at(keda, "spec.advanced.horizontalPodAutoscalerConfig.behavior"))
                .isEqualTo(Tree.at(plain, "spec.behavior"));
    }

    /// Pods go one after the other, each with the time that its drain may take.
    @Test
    void podsGoNoFasterThanTheyDrain() throws IOException {
        for (var state : States.all()) {
            var overlay = Overlay.of(state);
            if (overlay.objects().stream().anyMatch(object -> "HorizontalPodAutoscaler".equals(object.get("kind")))) {
                assertThat(Tree.at(
                                overlay.only("HorizontalPodAutoscaler"),
                                "spec.behavior.scaleDown.policies.0.periodSeconds"))
                        .isEqualTo(Tree.at(
                                overlay.only("Deployment"), "spec.template.spec.terminationGracePeriodSeconds"));
            }
        }
    }
}
