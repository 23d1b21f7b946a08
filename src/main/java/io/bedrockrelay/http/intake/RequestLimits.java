package io.bedrockrelay.http.intake;

import io.bedrockrelay.catalogue.ConfigProblem;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/// What a request may bring along. Immutable, read once at start.
@ConfigMapping(prefix = "relay.limits")
public interface RequestLimits {

    /// The largest body, images and documents in base64 included.
    @WithDefault("25M")
    MemorySize body();

    /// What is wrong with the values, if anything; the application does not start with a problem.
    default List<ConfigProblem> problems() {
        long bytes = body().asLongValue();
        return bytes >= 1024 && bytes <= 1L << 30
                ? List.of()
                : List.of(new ConfigProblem(
                        "relay.limits.body",
                        Long.toString(bytes),
                        "a body must have room, and has to fit into memory",
                        "give a size from 1K to 1G, such as 25M"));
    }
}
