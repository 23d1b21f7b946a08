package io.bedrockrelay.http;

import io.bedrockrelay.catalogue.registry.CatalogueSettings;
import io.bedrockrelay.catalogue.registry.Registry;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// What a developer, or who tries the relay, sees once the relay can answer: where it is, and what to try.
@ApplicationScoped
@IfBuildProfile(anyOf = {"dev", "trial"})
class Banner {
    private static final Logger LOG = Logger.getLogger(Banner.class);

    private final int port;
    private final Registry registry;
    private final CatalogueSettings settings;

    Banner(@ConfigProperty(name = "quarkus.http.port") int port, Registry registry, CatalogueSettings settings) {
        this.port = port;
        this.registry = registry;
        this.settings = settings;
    }

    /// Joins the loading of the default Region, without which the first call to try would be refused.
    void await(@Observes StartupEvent event) {
        var loaded = registry.refresh(settings.regions().getFirst());
        Uni.createFrom().completionStage(loaded).subscribe().with(_ -> show());
    }

    private void show() {
        LOG.infof("""
                Bedrock Relay is ready on http://localhost:%1$d, on its embedded Bedrock. Try:

                    curl -N localhost:%1$d/api/chat -H 'Accept: text/event-stream' -H 'Content-Type: application/json' \\
                      -d '{"model":"claude-sonnet-4-5","messages":[{"role":"user","content":"Why is the sky blue?"}]}'

                    curl -s localhost:%1$d/api/models?region=eu-west-2
                    curl -s localhost:%1$d/api/models/claude-sonnet-4-6/resolution?region=eu-west-2
                """, port);
    }
}
