package io.bedrockrelay.http.settings;

import static java.util.Map.entry;

import io.bedrockrelay.catalogue.ConfigProblem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/// Which settings are more than text, and of which kind: the relay's own, and those of the frame that every site
/// sets. A test holds it against the interfaces that map them.
public final class TypedSettings {
    static final Map<String, Kind> KINDS = Map.ofEntries(
            entry("quarkus.http.port", Kind.PORT),
            entry("quarkus.management.port", Kind.PORT),
            entry("relay.access.assumed-output-tokens", Kind.COUNT),
            entry("relay.access.keys-reload", Kind.DURATION),
            entry("relay.access.oidc.keys-lifetime", Kind.DURATION),
            entry("relay.access.oidc.keys-refresh", Kind.DURATION),
            entry("relay.access.open-admin", Kind.SWITCH),
            entry("relay.access.redis.budgets", Kind.OUTAGE),
            entry("relay.access.redis.rates", Kind.OUTAGE),
            entry("relay.access.redis.timeout", Kind.DURATION),
            entry("relay.adapt", Kind.ADAPT),
            entry("relay.anthropic.listed", Kind.LISTED),
            entry("relay.bedrock.connect-timeout", Kind.DURATION),
            entry("relay.bedrock.keep-alive", Kind.DURATION),
            entry("relay.bedrock.max-answer-size", Kind.SIZE),
            entry("relay.bedrock.max-connections", Kind.COUNT),
            entry("relay.bedrock.max-frame-size", Kind.SIZE),
            entry("relay.catalogue.application-profiles", Kind.SWITCH),
            entry("relay.checks.concurrency", Kind.COUNT),
            entry("relay.checks.max-models", Kind.COUNT),
            entry("relay.checks.max-tokens", Kind.COUNT),
            entry("relay.checks.timeout", Kind.DURATION),
            entry("relay.connections.body-timeout", Kind.DURATION),
            entry("relay.connections.head-timeout", Kind.DURATION),
            entry("relay.connections.idle-timeout", Kind.DURATION),
            entry("relay.count-tokens.fallback", Kind.COUNTING),
            entry("relay.description.enabled", Kind.SWITCH),
            entry("relay.drain.deadline", Kind.DURATION),
            entry("relay.drain.delay", Kind.DURATION),
            entry("relay.fit.learn-for", Kind.DURATION),
            entry("relay.fit.learn-most", Kind.COUNT),
            entry("relay.images.concurrency", Kind.COUNT),
            entry("relay.images.max-size", Kind.SIZE),
            entry("relay.images.per-request", Kind.COUNT),
            entry("relay.images.remote", Kind.SWITCH),
            entry("relay.images.timeout", Kind.DURATION),
            entry("relay.limits.body", Kind.SIZE),
            entry("relay.limits.json-depth", Kind.COUNT),
            entry("relay.limits.json-keys", Kind.COUNT),
            entry("relay.limits.json-values", Kind.COUNT),
            entry("relay.limits.memory", Kind.SIZE),
            entry("relay.metrics.enabled", Kind.SWITCH),
            entry("relay.metrics.times-by-model", Kind.SWITCH),
            entry("relay.overload.event-loop-lag", Kind.DURATION),
            entry("relay.profiles.enabled", Kind.SWITCH),
            entry("relay.responses.keep-alive-event", Kind.COUNT),
            entry("relay.responses.max-answer", Kind.SIZE),
            entry("relay.retry.attempts", Kind.COUNT),
            entry("relay.retry.budget", Kind.SHARE),
            entry("relay.routing.connect-timeout", Kind.DURATION),
            entry("relay.routing.patience", Kind.DURATION),
            entry("relay.routing.slow", Kind.DURATION),
            entry("relay.routing.stake", Kind.COUNT),
            entry("relay.stream.first-event-patience", Kind.DURATION),
            entry("relay.stream.first-event-timeout", Kind.DURATION),
            entry("relay.stream.idle-timeout", Kind.DURATION),
            entry("relay.stream.keep-alive", Kind.DURATION),
            entry("relay.stream.max-open", Kind.COUNT),
            entry("relay.stream.total-timeout", Kind.DURATION),
            entry("relay.stream.write-timeout", Kind.DURATION),
            entry("relay.wire.translate", Kind.SWITCH));

    private TypedSettings() {}

    /// What `UnreadableSettings` replaced, with what stood there, in the order of the keys.
    public static List<ConfigProblem> problems(Config config) {
        return KINDS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(setting -> UnreadableSettings.problem(config.getConfigValue(setting.getKey()), setting.getValue()))
                .flatMap(Optional::stream)
                .toList();
    }
}
