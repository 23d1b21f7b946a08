package io.bedrockrelay.http.drain;

import io.bedrockrelay.catalogue.ConfigProblem;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// How the process goes away. Immutable, read once at start.
@ConfigMapping(prefix = "relay.drain")
public interface DrainSettings {

    /// How long new requests are still taken after readiness has gone down: as long as the load balancer needs to
    /// notice.
    @WithDefault("5s")
    Duration delay();

    /// How long open calls may go on after that, before each is ended with an error that its client gets to read.
    /// The pod's termination grace period must be longer than both together.
    @WithDefault("5m")
    Duration deadline();

    /// What is wrong with the values, if anything; the application does not start with a problem.
    default List<ConfigProblem> problems() {
        return Stream.of(problem("delay", delay()), problem("deadline", deadline()))
                .flatMap(List::stream)
                .toList();
    }

    private static List<ConfigProblem> problem(String name, Duration value) {
        return value.isNegative()
                ? List.of(new ConfigProblem(
                        "relay.drain." + name,
                        value.toString(),
                        "time cannot be negative",
                        "give a duration such as 0s, 5s or 5m"))
                : List.of();
    }
}
