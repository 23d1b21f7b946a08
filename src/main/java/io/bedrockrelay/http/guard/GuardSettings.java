package io.bedrockrelay.http.guard;

import io.bedrockrelay.catalogue.ConfigProblem;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How long a client may keep a connection without sending what it began. Immutable, read once at start.
@ConfigMapping(prefix = "relay.connections")
public interface GuardSettings {

    /// From the connection to the end of the first request's head, the TLS handshake included.
    @WithDefault("15s")
    Duration headTimeout();

    /// From the end of a request's head to the end of its body.
    @WithDefault("2m")
    Duration bodyTimeout();

    /// From the end of an answer to the end of the next request's head. Longer than a load balancer keeps its
    /// connections, or it meets a closed one.
    @WithDefault("90s")
    Duration idleTimeout();

    /// Addresses and networks (`10.0.0.0/8`) of the proxies in front of the relay, whose `X-Forwarded-For` is believed
    /// when the access line names the client. Without any, the client is the other side of the connection.
    Optional<List<String>> trustedProxies();

    /// What is wrong with the values, if anything; the application does not start with a problem.
    default List<ConfigProblem> problems() {
        var problems = new ArrayList<ConfigProblem>();
        positive("head-timeout", headTimeout(), "15s", problems);
        positive("body-timeout", bodyTimeout(), "2m", problems);
        positive("idle-timeout", idleTimeout(), "90s", problems);
        trustedProxies().orElse(List.of()).stream()
                .filter(text -> !Networks.isNetwork(text))
                .forEach(text -> problems.add(new ConfigProblem(
                        "relay.connections.trusted-proxies",
                        text,
                        "it is neither an address nor a network",
                        "write addresses (10.1.2.3, fd00::1) or networks (10.0.0.0/8), separated by commas")));
        return problems;
    }

    private static void positive(String name, Duration value, String byDefault, List<ConfigProblem> problems) {
        if (value.compareTo(Duration.ofMillis(100)) < 0) {
            problems.add(new ConfigProblem(
                    "relay.connections." + name,
                    value.toString(),
                    "no client could keep within so short a time",
                    "give a duration such as 15s or 2m, or leave it out for " + byDefault));
        }
    }
}
