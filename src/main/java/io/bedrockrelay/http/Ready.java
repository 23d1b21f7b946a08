package io.bedrockrelay.http;

import io.bedrockrelay.catalogue.registry.Registry;
import io.bedrockrelay.http.drain.Drain;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready while at least one Region's catalogue is loaded, fresh or last known good, and the process is not going away.
@Readiness
class Ready implements HealthCheck {
    private final Registry registry;
    private final Drain drain;

    Ready(Registry registry, Drain drain) {
        this.registry = registry;
        this.drain = drain;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("catalogue")
                .status(registry.ready() && !drain.begun())
                .withData("draining", drain.begun())
                .build();
    }
}
