package io.bedrockrelay.deploy;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import java.util.List;
import java.util.Map;

/// Kinds that a cluster has only with its add-ons, as far as they are used here.
final class Extensions {
    private Extensions() {}

    /// The Gateway API's, version 1.
    record HttpRoute(String apiVersion, String kind, Map<String, Object> metadata, RouteSpec spec) {

        record RouteSpec(List<Parent> parentRefs, List<String> hostnames, List<RouteRule> rules) {}

        record Parent(String group, String kind, String name, String namespace, String sectionName, Integer port) {}

        record RouteRule(List<Match> matches, Timeouts timeouts, List<Backend> backendRefs) {}

        record Match(PathMatch path) {}

        record PathMatch(String type, String value) {}

        record Timeouts(String request, String backendRequest) {}

        record Backend(String group, String kind, String name, int port, int weight) {}
    }

    /// KEDA's.
    record ScaledObject(String apiVersion, String kind, Map<String, Object> metadata, ScalingSpec spec) {

        record ScalingSpec(
                Target scaleTargetRef,
                int minReplicaCount,
                int maxReplicaCount,
                List<Trigger> triggers,
                Advanced advanced) {}

        record Target(String apiVersion, String kind, String name) {}

        record Trigger(String type, String metricType, Map<String, String> metadata) {}

        record Advanced(Autoscaler horizontalPodAutoscalerConfig) {}

        record Autoscaler(HorizontalPodAutoscalerBehavior behavior) {}
    }

    /// The Prometheus operator's.
    record PrometheusRule(String apiVersion, String kind, Map<String, Object> metadata, AlertSpec spec) {

        record AlertSpec(List<Group> groups) {}

        record Group(String name, List<AlertRule> rules) {}

        record AlertRule(
                String alert,
                String expr,
                @JsonProperty("for") String lasting,
                Map<String, String> labels,
                Map<String, String> annotations) {}
    }

    /// The Prometheus operator's.
    record ServiceMonitor(String apiVersion, String kind, Map<String, Object> metadata, MonitorSpec spec) {

        record MonitorSpec(Selector selector, List<Endpoint> endpoints) {}

        record Selector(Map<String, String> matchLabels) {}

        record Endpoint(String port, String path, String interval, String scrapeTimeout) {}
    }
}
