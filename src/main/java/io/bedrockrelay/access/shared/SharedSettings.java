package io.bedrockrelay.access.shared;

import io.bedrockrelay.catalogue.ConfigProblem;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/// Limits that hold over all replicas, counted in the Redis of `quarkus.redis.hosts`. Without that setting each replica
/// counts by itself, and nothing here has an effect. Immutable, read once at start.
@ConfigMapping(prefix = "relay.access.redis")
public interface SharedSettings {

    /// How long an answer of Redis is waited for. Then the call goes the way of an outage.
    @WithDefault("500ms")
    Duration timeout();

    /// What an outage does to callers with limits per day or month: `closed`, so that a budget is a budget.
    @WithDefault("closed")
    Outage budgets();

    /// What an outage does to callers with other limits only: `open`, since they would rather be served.
    @WithDefault("open")
    Outage rates();

    /// What every name of a key in Redis begins with. Relays that share it share their counts.
    @WithDefault("bedrock-relay")
    String prefix();

    /// What is wrong with the values, if anything; the application does not start with a problem.
    default List<ConfigProblem> problems() {
        return timeout().compareTo(Duration.ofMillis(10)) >= 0 && timeout().compareTo(Duration.ofSeconds(10)) <= 0
                ? List.of()
                : List.of(new ConfigProblem(
                        "relay.access.redis.timeout",
                        timeout().toString(),
                        "every call waits this long while Redis is slow",
                        "give a duration from 10ms to 10s, or leave it out for 500ms"));
    }
}
