package io.bedrockrelay.http;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// What a developer sees once dev mode is up: where the relay is, and what to try.
@ApplicationScoped
@IfBuildProfile("dev")
class Banner {
    private static final Logger LOG = Logger.getLogger(Banner.class);

    private final int port;

    Banner(@ConfigProperty(name = "quarkus.http.port") int port) {
        this.port = port;
    }

    void show(@Observes StartupEvent event) {
        LOG.infof("""
                Bedrock Relay is ready on http://localhost:%1$d, on its embedded Bedrock. Try:

                    curl -N localhost:%1$d/api/chat -H 'Accept: text/event-stream' -H 'Content-Type: application/json' \\
                      -d '{"model":"claude-sonnet-4-5","messages":[{"role":"user","content":"Why is the sky blue?"}]}'

                    curl -s localhost:%1$d/api/models?region=eu-west-2
                    curl -s localhost:%1$d/api/models/claude-sonnet-4-6/resolution?region=eu-west-2
                """, port);
    }
}
