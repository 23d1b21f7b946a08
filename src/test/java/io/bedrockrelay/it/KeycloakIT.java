package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.startsWith;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The relay and a real Keycloak. Skipped without its distribution, which is large: set KEYCLOAK_HOME to run it.
@Timeout(240)
class KeycloakIT {

    @Test
    void tokensOfKeycloakAreTakenAndJudged(@TempDir Path folder) throws Exception {
        var file = folder.resolve("keys.yaml");
        Files.writeString(file, """
                tokens:
                  - name: team-a
                    claims: {groups: team-a}
                    models: ["amazon.nova*"]
                """);
        try (var keycloak = Keycloak.start();
                var relay = Keyed.start(Map.of(
                        "relay.regions", "us-east-1",
                        "relay.access.mode", "oidc",
                        "relay.access.keys-file", file.toString(),
                        "relay.access.oidc.issuer", keycloak.issuer(),
                        "relay.access.oidc.audience", "bedrock-relay",
                        "relay.access.oidc.name-claim", "preferred_username",
                        "relay.access.oidc.keys-refresh", "1s"))) {
            var token = keycloak.token("cli");
            relay.as(token)
                    .get("/v1/models")
                    .then()
                    .statusCode(200)
                    .body("data.id", everyItem(startsWith("amazon.nova")));
            relay.as(token).post("/api/registry/refresh").then().statusCode(403);
            relay.as(token.substring(0, token.length() - 6) + "AAAAAA")
                    .get("/v1/models")
                    .then()
                    .statusCode(401);
            relay.as(keycloak.token("other")).get("/v1/models").then().statusCode(401);
            var brief = keycloak.token("short");
            Keyed.await(() -> relay.as(brief).get("/v1/models").statusCode() == 401);

            keycloak.rotate();
            var renewed = keycloak.token("cli");
            assertThat(header(renewed)).as("signed by another key").isNotEqualTo(header(token));
            Keyed.await(() -> relay.as(renewed).get("/v1/models").statusCode() == 200);
            relay.as(token).get("/v1/models").then().statusCode(200);
        }
    }

    private static String header(String token) {
        return token.substring(0, token.indexOf('.'));
    }
}
