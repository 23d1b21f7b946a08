package io.bedrockrelay.it;

import static io.restassured.RestAssured.given;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// A real Keycloak with one realm, from the distribution that KEYCLOAK_HOME names.
final class Keycloak implements AutoCloseable {
    private static final String REALM = """
            {"realm":"relay","enabled":true,"sslRequired":"none",
             "groups":[{"name":"team-a"}],
             "users":[{"username":"ann","enabled":true,"email":"ann@example.com","firstName":"Ann","lastName":"A",
                       "credentials":[{"type":"password","value":"secret","temporary":false}],"groups":["team-a"]}],
             "clients":[
               {"clientId":"cli","enabled":true,"publicClient":true,"directAccessGrantsEnabled":true,
                "protocolMappers":[%1$s,%2$s]},
               {"clientId":"short","enabled":true,"publicClient":true,"directAccessGrantsEnabled":true,
                "attributes":{"access.token.lifespan":"1"},"protocolMappers":[%1$s,%2$s]},
               {"clientId":"other","enabled":true,"publicClient":true,"directAccessGrantsEnabled":true,
                "protocolMappers":[%2$s]}]}""".formatted("""
            {"name":"aud","protocol":"openid-connect","protocolMapper":"oidc-audience-mapper",
             "config":{"included.custom.audience":"bedrock-relay","access.token.claim":"true"}}""", """
            {"name":"groups","protocol":"openid-connect","protocolMapper":"oidc-group-membership-mapper",
             "config":{"claim.name":"groups","full.path":"false","access.token.claim":"true"}}""");

    private final Process process;
    private final int port;

    private Keycloak(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Keycloak start() throws IOException, InterruptedException {
        var home = System.getenv("KEYCLOAK_HOME");
        Assumptions.assumeTrue(home != null, "KEYCLOAK_HOME names no distribution of Keycloak");
        var imports = Files.createDirectories(Path.of(home, "data", "import"));
        Files.writeString(imports.resolve("relay-realm.json"), REALM);
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var builder = new ProcessBuilder(
                        Path.of(home, "bin", "kc.sh").toString(),
                        "start-dev",
                        "--db=dev-mem",
                        "--import-realm",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(Path.of(home, "relay-test.log").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", "admin");
        var keycloak = new Keycloak(builder.start(), port);
        keycloak.await();
        return keycloak;
    }

    private void await() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!answers()) {
            if (System.nanoTime() > end || process.waitFor(500, TimeUnit.MILLISECONDS)) {
                close();
                throw new AssertionError("Keycloak does not start; relay-test.log in its home says why");
            }
        }
    }

    private boolean answers() {
        try {
            return given().get(issuer() + "/.well-known/openid-configuration").statusCode() == 200;
        } catch (Exception notYet) {
            return false;
        }
    }

    String issuer() {
        return "http://127.0.0.1:" + port + "/realms/relay";
    }

    String token(String client) {
        return token("relay", client, "ann", "secret");
    }

    private String token(String realm, String client, String user, String password) {
        return given().formParams(
                        Map.of("grant_type", "password", "client_id", client, "username", user, "password", password))
                .post("http://127.0.0.1:" + port + "/realms/" + realm + "/protocol/openid-connect/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    /// Makes a new key that signs from now on, beside the old one.
    void rotate() {
        given().header("Authorization", "Bearer " + token("master", "admin-cli", "admin", "admin"))
                .contentType("application/json")
                .body("""
                        {"name":"next","providerId":"rsa-generated","providerType":"org.keycloak.keys.KeyProvider",
                         "config":{"priority":["500"],"enabled":["true"],"active":["true"],"algorithm":["RS256"]}}""")
                .post("http://127.0.0.1:" + port + "/admin/realms/relay/components")
                .then()
                .statusCode(201);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
