package io.bedrockrelay.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every overlay of `k8s/`, assembled and read as strictly as the Kubernetes API reads it, and held against what the
/// application does.
class ManifestsTest {
    private static final Path K8S = States.K8S;

    static List<Path> overlays() throws IOException {
        return States.all();
    }

    static List<Path> components() throws IOException {
        return States.components();
    }

    /// The Gateway API's CRDs are all that a cluster has to have.
    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/small", "overlays/production"})
    void whatStandsHereNeedsNoAddOnButTheGatewayApi(String folder) throws IOException {
        assertThat(Overlay.of(K8S.resolve(folder)).objects())
                .extracting(object -> object.get("kind"))
                .contains("HTTPRoute", "HorizontalPodAutoscaler")
                .doesNotContain("Namespace", "ServiceMonitor", "PrometheusRule", "ScaledObject", "Ingress");
    }

    @ParameterizedTest
    @MethodSource("components")
    void everyComponentMakesObjectsOfTheirKinds(Path folder) throws IOException {
        assertThat(Overlay.of(folder).objects()).allSatisfy(object -> {
            assertThat(Kinds.read(object)).as(object.toString()).isNotNull();
            assertThat(Tree.at(object, "metadata.namespace")).isEqualTo("bedrock-relay");
        });
    }

    /// Two autoscalers would fight over the pods, and two ways in would answer with different patience.
    @ParameterizedTest
    @MethodSource("components")
    void thereIsOneAutoscalerAndOneWayIn(Path folder) throws IOException {
        var kinds = Overlay.of(folder).objects().stream()
                .map(object -> String.valueOf(object.get("kind")))
                .toList();
        assertThat(kinds).containsOnlyOnce("Deployment");
        assertThat(kinds.stream().filter(Set.of("HorizontalPodAutoscaler", "ScaledObject")::contains))
                .hasSize(1);
        assertThat(kinds.stream().filter(Set.of("HTTPRoute", "Ingress")::contains))
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyObjectIsOneOfItsKind(Path folder) throws IOException {
        var overlay = Overlay.of(folder);
        assertThat(overlay.objects()).hasSizeGreaterThanOrEqualTo(7).allSatisfy(object -> assertThat(Kinds.read(object))
                .as(object.toString())
                .isNotNull());
    }

    @Test
    void aMisspeltFieldAndANumberForATextAreNoticed() throws IOException {
        var deployment = Overlay.of(K8S.resolve("base")).only("Deployment");
        var misspelt = Patch.merge(deployment, Map.of("spec", Map.of("minReadySecond", 5)));
        assertThatThrownBy(() -> Kinds.read(misspelt)).hasMessageContaining("minReadySecond");
        var number = Patch.merge(deployment, Map.of("metadata", Map.of("annotations", Map.of("example.com/a", 5))));
        assertThatThrownBy(() -> Kinds.read(number)).hasMessageContaining("java.lang.String");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void aPodMayDoNothingThatItDoesNotNeed(Path folder) throws IOException {
        var pod = pod(folder);
        var security = pod.getSecurityContext();
        assertThat(security.getRunAsNonRoot()).isTrue();
        assertThat(security.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getContainers()).allSatisfy(container -> {
            var own = container.getSecurityContext();
            assertThat(own.getReadOnlyRootFilesystem()).isTrue();
            assertThat(own.getAllowPrivilegeEscalation()).isFalse();
            assertThat(own.getCapabilities().getDrop()).containsExactly("ALL");
            assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
            assertThat(container.getResources().getLimits().get("memory"))
                    .isEqualTo(container.getResources().getRequests().get("memory"));
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void probesAskTheManagementPortOfTheApplication(Path folder) throws IOException {
        var relay = relay(folder);
        var ports = relay.getPorts().stream()
                .map(port -> port.getName() + " " + port.getContainerPort())
                .toList();
        assertThat(ports).containsExactly("http 8080", "management " + property("quarkus.management.port"));
        assertThat(paths(relay)).containsExactly("/q/health/started", "/q/health/live", "/q/health/ready");
        assertThat(probes(relay))
                .allSatisfy(probe ->
                        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("management"));
    }

    /// SIGKILL must come after the last error has reached its client.
    @ParameterizedTest
    @MethodSource("overlays")
    void theGracePeriodOutlastsTheDrain(Path folder) throws IOException {
        var drain = Settings.of(folder).drain();
        var preStop = relay(folder).getLifecycle().getPreStop().getSleep().getSeconds();
        var needed = drain.delay().plus(drain.deadline()).plusSeconds(preStop).plus(Duration.ofSeconds(10));
        assertThat(Duration.ofSeconds(pod(folder).getTerminationGracePeriodSeconds()))
                .isBetween(needed, needed.plusMinutes(1));
    }

    /// It is the relay that gives up first, so that the client is told in its own dialect.
    @Test
    void theIngressIsMorePatientThanTheRelay() throws IOException {
        var folder = Path.of("target/k8s/with-ingress-nginx");
        assertThat(components()).contains(folder);
        var settings = Settings.of(folder);
        var ingress = Kinds.read(Overlay.of(folder).only("Ingress"), Ingress.class);
        var annotations = ingress.getMetadata().getAnnotations();
        var patience =
                Duration.ofSeconds(Long.parseLong(annotations.get("nginx.ingress.kubernetes.io/proxy-read-timeout")));
        assertThat(patience)
                .isGreaterThan(settings.streams().idleTimeout())
                .isGreaterThan(settings.streams().firstEventTimeout());
        assertThat(annotations)
                .containsEntry("nginx.ingress.kubernetes.io/proxy-buffering", "off")
                .containsEntry("nginx.ingress.kubernetes.io/proxy-body-size", settings.largestBody());
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/small", "overlays/production"})
    void theRouteSetsNoLimitOfItsOwn(String folder) throws IOException {
        var route = Overlay.of(K8S.resolve(folder)).only("HTTPRoute");
        assertThat(Tree.at(route, "spec.rules.0.timeouts")).isEqualTo(Map.of("request", "0s"));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everythingPointsAtThePods(Path folder) throws IOException {
        var overlay = Overlay.of(folder);
        var labels = Kinds.read(overlay.only("Deployment"), Deployment.class)
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getLabels();
        var service = Kinds.read(overlay.only("Service"), Service.class);
        assertThat(labels).containsAllEntriesOf(service.getSpec().getSelector());
        assertThat(labels)
                .containsAllEntriesOf(Kinds.read(overlay.only("PodDisruptionBudget"), PodDisruptionBudget.class)
                        .getSpec()
                        .getSelector()
                        .getMatchLabels());
    }

    @Test
    void theMonitorSelectsTheServiceAndItsPort() throws IOException {
        assertThat(components()).contains(Path.of("target/k8s/with-monitor"));
        var overlay = Overlay.of(Path.of("target/k8s/with-monitor"));
        var service = Kinds.read(overlay.only("Service"), Service.class);
        var monitor = Kinds.read(overlay.only("ServiceMonitor"), Extensions.ServiceMonitor.class);
        assertThat(service.getMetadata().getLabels())
                .containsAllEntriesOf(monitor.spec().selector().matchLabels());
        assertThat(service.getSpec().getPorts())
                .extracting(port -> port.getName())
                .contains(monitor.spec().endpoints().getFirst().port());
        assertThat(monitor.spec().endpoints().getFirst().path()).isEqualTo("/q/metrics");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everySettingIsOneOfTheApplicationsAndIsAccepted(Path folder) throws IOException {
        var settings = Settings.of(folder);
        assertThat(settings.names())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(Settings.known(name)).as(name).isTrue());
        assertThat(settings.drain().problems()).isEmpty();
        assertThat(settings.streams().problems()).isEmpty();
    }

    @Test
    void aMisspeltSettingIsNoticed() {
        assertThat(Settings.known("RELAY_DRAIN_DELAYS")).isFalse();
        assertThat(Settings.known("RELAY_STREAM_MAX_OPEN")).isTrue();
    }

    /// The keys come as a Secret that exists already, and are where the setting looks for them.
    @ParameterizedTest
    @MethodSource("overlays")
    void keysAreMountedWhereTheSettingLooksForThem(Path folder) throws IOException {
        assertThat(Overlay.of(folder).objects())
                .extracting(object -> object.get("kind"))
                .doesNotContain("Secret");
        var secret = pod(folder).getVolumes().stream()
                .filter(volume -> volume.getSecret() != null)
                .findFirst()
                .orElseThrow();
        var mount = relay(folder).getVolumeMounts().stream()
                .filter(candidate -> candidate.getName().equals(secret.getName()))
                .findFirst()
                .orElseThrow();
        assertThat(Path.of(Settings.of(folder).value("RELAY_ACCESS_KEYS_FILE")))
                .hasParentRaw(Path.of(mount.getMountPath()));
    }

    private static PodSpec pod(Path folder) throws IOException {
        return Kinds.read(Overlay.of(folder).only("Deployment"), Deployment.class)
                .getSpec()
                .getTemplate()
                .getSpec();
    }

    private static Container relay(Path folder) throws IOException {
        return pod(folder).getContainers().getFirst();
    }

    private static List<Probe> probes(Container relay) {
        return List.of(relay.getStartupProbe(), relay.getLivenessProbe(), relay.getReadinessProbe());
    }

    private static List<String> paths(Container relay) {
        return probes(relay).stream().map(probe -> probe.getHttpGet().getPath()).toList();
    }

    private static String property(String name) throws IOException {
        var properties = new java.util.Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            properties.load(reader);
        }
        return properties.getProperty(name);
    }
}
