package io.bedrockrelay.relay;

import io.bedrockrelay.catalogue.ConfigProblem;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How long streams may take and how many may be open. Immutable, read once at start.
@ConfigMapping(prefix = "relay.stream")
public interface StreamSettings {

    /// How long the response head waits for Bedrock's first event, so that a refusal has its true HTTP status. After
    /// that the head goes out, and what goes wrong later is told inside the stream.
    @WithDefault("10s")
    Duration firstEventPatience();

    /// How long Bedrock may think before its first event, or before a whole answer that is not streamed.
    @WithDefault("5m")
    Duration firstEventTimeout();

    /// How long Bedrock may be silent between two events while the client is ready to read. Long thinking is normal.
    @WithDefault("5m")
    Duration idleTimeout();

    /// How long a whole answer may take.
    @WithDefault("1h")
    Duration totalTimeout();

    /// How long a client may leave its socket full before it is closed.
    @WithDefault("1m")
    Duration writeTimeout();

    /// After how much silence a client is told that the stream is alive.
    @WithDefault("15s")
    Duration keepAlive();

    /// How many calls may be open at once; further ones are refused as `overloaded`.
    @WithDefault("10000")
    int maxOpen();

    /// What is wrong with the values, if anything; the application does not start with a problem.
    default List<ConfigProblem> problems() {
        var problems = new ArrayList<ConfigProblem>();
        positive("first-event-patience", firstEventPatience(), problems);
        positive("first-event-timeout", firstEventTimeout(), problems);
        positive("idle-timeout", idleTimeout(), problems);
        positive("total-timeout", totalTimeout(), problems);
        positive("write-timeout", writeTimeout(), problems);
        positive("keep-alive", keepAlive(), problems);
        if (maxOpen() < 1) {
            problems.add(new ConfigProblem(
                    "relay.stream.max-open",
                    Integer.toString(maxOpen()),
                    "no call could ever be opened",
                    "give a number of at least 1, or leave it out for 10000"));
        }
        return problems;
    }

    private static void positive(String name, Duration value, List<ConfigProblem> problems) {
        if (!value.isPositive()) {
            problems.add(new ConfigProblem(
                    "relay.stream." + name,
                    value.toString(),
                    "a time limit must be longer than nothing",
                    "give a duration such as 30s, 5m or 1h, or leave it out for the default"));
        }
    }
}
