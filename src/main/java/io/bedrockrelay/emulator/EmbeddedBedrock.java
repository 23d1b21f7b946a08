package io.bedrockrelay.emulator;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Runs an emulator beside the relay in dev mode, in tests and in the trial. Production has no class of this package.
@ApplicationScoped
@Startup
@IfBuildProfile(anyOf = {"dev", "test", "trial"})
public class EmbeddedBedrock {
    private final Vertx vertx;
    private @Nullable Emulator emulator;

    @Inject
    EmbeddedBedrock(Vertx vertx) {
        this.vertx = vertx;
    }

    @PostConstruct
    void start() {
        emulator = Emulator.start(vertx, EmulatorOptions.DEFAULTS);
    }

    @PreDestroy
    void stop() {
        emulator().close();
    }

    /// The running emulator, for tests that script it.
    @Produces
    @Dependent
    public Emulator emulator() {
        return Objects.requireNonNull(emulator, "not started");
    }

    /// Where it listens.
    @Produces
    @Named("embedded-bedrock")
    public URI uri() {
        return emulator().uri();
    }
}
