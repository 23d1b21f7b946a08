package io.bedrockrelay.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Every state that the manifests are tried in: what stands in `k8s/`, and the base with components, as an overlay of
/// somebody's own would have them. Each of the overlays has its twin among the values of the chart.
final class States {
    static final Path K8S = Path.of("k8s");
    private static final Path OWN = Path.of("target/k8s");

    private States() {}

    static List<Path> all() throws IOException {
        return Stream.concat(Stream.of(K8S.resolve("base")), twins().stream()).toList();
    }

    /// Those that `deploy/helm/bedrock-relay/ci` has values for, by the name of their folder.
    static List<Path> twins() throws IOException {
        return List.of(
                K8S.resolve("overlays/small"),
                K8S.resolve("overlays/production"),
                own(
                        "everything",
                        "streams",
                        "monitor",
                        "alerts",
                        "traces",
                        "ingress-alb",
                        "network",
                        "network-imds",
                        "network-nodelocal-dns",
                        "network-redis",
                        "network-identity",
                        "network-traces"),
                own("keda", "keda", "ingress-f5"));
    }

    /// The same with one component alone, for each that stands alone.
    static List<Path> components() throws IOException {
        try (Stream<Path> folders = Files.list(K8S.resolve("components"))) {
            var names = folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
            var states = new ArrayList<Path>();
            for (var name : names) {
                states.add(own("with-" + name, name));
            }
            return states;
        }
    }

    private static Path own(String name, String... components) throws IOException {
        var lines = new StringBuilder("""
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                namespace: bedrock-relay
                resources:
                  - ../../../k8s/base
                images:
                  - name: bedrock-relay
                    newTag: 1.0.0
                components:
                """);
        for (var component : components) {
            lines.append("  - ../../../k8s/components/").append(component).append('\n');
        }
        var folder = Files.createDirectories(OWN.resolve(name));
        Files.writeString(folder.resolve("kustomization.yaml"), lines);
        return folder;
    }
}
