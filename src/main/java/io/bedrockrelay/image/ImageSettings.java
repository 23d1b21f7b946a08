package io.bedrockrelay.image;

import io.bedrockrelay.catalogue.ConfigProblem;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Images that requests name by a URL instead of sending them. Immutable, read once at start.
@ConfigMapping(prefix = "relay.images")
public interface ImageSettings {

    /// Whether they are fetched. Only by https, from port 443 of public addresses, without following redirects.
    @WithDefault("false")
    boolean remote();

    /// The largest image; Bedrock's own limit is 3.75 MB.
    @WithDefault("4M")
    MemorySize maxSize();

    /// How long one image may take, from the look-up of its host to its last byte.
    @WithDefault("10s")
    Duration timeout();

    /// How many images one request may name; Bedrock's own limit is 20.
    @WithDefault("20")
    int perRequest();

    /// How many images are fetched at once by the whole process, which bounds the memory they take. A request that
    /// finds no room is told to come back.
    @WithDefault("20")
    int concurrency();

    /// What is wrong with the values, if anything; the application does not start with a problem.
    default List<ConfigProblem> problems() {
        var problems = new ArrayList<ConfigProblem>();
        long bytes = maxSize().asLongValue();
        if (bytes < 1 || bytes > 64L << 20) {
            problems.add(problem("max-size", Long.toString(bytes), "give a size up to 64M, such as 4M"));
        }
        if (!timeout().isPositive()) {
            problems.add(problem("timeout", timeout().toString(), "give a duration such as 10s"));
        }
        if (perRequest() < 1) {
            problems.add(problem("per-request", Integer.toString(perRequest()), "give a number of at least 1"));
        }
        if (concurrency() < 1) {
            problems.add(problem("concurrency", Integer.toString(concurrency()), "give a number of at least 1"));
        }
        return problems;
    }

    private static ConfigProblem problem(String name, String value, String remedy) {
        return new ConfigProblem("relay.images." + name, value, "with this value no image could be fetched", remedy);
    }
}
