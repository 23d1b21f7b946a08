package io.bedrockrelay.http.intake;

import io.bedrockrelay.catalogue.ConfigProblem;
import io.bedrockrelay.dialect.JsonBounds;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a request may bring along, and what all of them together may take. Immutable, read once at start.
@ConfigMapping(prefix = "relay.limits")
public interface RequestLimits {

    /// The largest body, images and documents in base64 included.
    @WithDefault("25M")
    MemorySize body();

    /// The bytes that requests and whole answers may take of the memory together; beyond it they are refused as
    /// `overloaded`. Empty: half of the largest heap.
    Optional<MemorySize> memory();

    /// The most values in the JSON of one body: each is an object while it is read.
    @WithDefault("200000")
    int jsonValues();

    /// The most members of one object in it.
    @WithDefault("2000")
    int jsonKeys();

    /// How deep objects and arrays may be nested in it.
    @WithDefault("100")
    int jsonDepth();

    default JsonBounds json() {
        return new JsonBounds(jsonValues(), jsonKeys(), jsonDepth());
    }

    /// The budget in bytes.
    default long budget() {
        return memory().map(MemorySize::asLongValue)
                .orElseGet(() -> Runtime.getRuntime().maxMemory() / 2);
    }

    /// What is wrong with the values, if anything; the application does not start with a problem.
    default List<ConfigProblem> problems() {
        var problems = new ArrayList<ConfigProblem>();
        long bytes = body().asLongValue();
        if (bytes < 1024 || bytes > 1L << 30) {
            problems.add(new ConfigProblem(
                    "relay.limits.body",
                    Long.toString(bytes),
                    "a body must have room, and has to fit into memory",
                    "give a size from 1K to 1G, such as 25M"));
        }
        if (budget() < 1024 * 1024) {
            problems.add(new ConfigProblem(
                    "relay.limits.memory",
                    Long.toString(budget()),
                    "with less than a megabyte hardly anything could be served",
                    "leave it out, or give a size such as 128M, well below the largest heap"));
        }
        range(problems, "values", jsonValues(), 100, 10_000_000);
        range(problems, "keys", jsonKeys(), 16, 1_000_000);
        // Jackson's own bound, by which the stack is safe.
        range(problems, "depth", jsonDepth(), 8, 200);
        return problems;
    }

    private static void range(List<ConfigProblem> problems, String name, int value, int least, int most) {
        if (value < least || value > most) {
            problems.add(new ConfigProblem(
                    "relay.limits.json-" + name,
                    Integer.toString(value),
                    "a body has to be readable, and must not fill the memory",
                    "give a number from " + least + " to " + most));
        }
    }
}
