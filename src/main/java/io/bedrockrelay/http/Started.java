package io.bedrockrelay.http;

import io.bedrockrelay.catalogue.registry.RegionState;
import io.bedrockrelay.catalogue.registry.Registry;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/// Started once the settings are checked, the port is open and the catalogues are being loaded, which is when anybody
/// can ask. It does not wait for them: that is readiness, and a start that waited for Bedrock would be killed by its
/// probe for as long as Bedrock is down.
@Startup
class Started implements HealthCheck {
    private final Registry registry;

    Started(Registry registry) {
        this.registry = registry;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("process")
                .up()
                .withData(
                        "loading",
                        registry.regions().stream()
                                .filter(state -> state.phase() == RegionState.Phase.LOADING)
                                .count())
                .build();
    }
}
