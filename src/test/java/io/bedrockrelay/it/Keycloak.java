package io.bedrockrelay.it;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// A real Keycloak on a free port, with the realms of `src/test/resources/keycloak` and nothing kept on disk.
final class Keycloak implements AutoCloseable {
    private static final Path REALMS = Path.of("src", "test", "resources", "keycloak");
    private static final Path UNPACKED = Path.of("target", "keycloak");
    /// Its administrator's name and password, on the loopback for a minute.
    private static final String ADMIN = "it-admin";

    private final Process process;
    private final Path log;
    private final int port;

    private Keycloak(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /// Answers for both realms when it returns.
    ///
    /// @param folder empty; for its log
    static Keycloak start(Path folder) throws Exception {
        var home = home();
        var realms = Files.createDirectories(home.resolve("data").resolve("import"));
        for (var realm : List.of("relay.json", "strangers.json")) {
            Files.write(realms.resolve(realm), Files.readAllBytes(REALMS.resolve(realm)));
        }
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var log = folder.resolve("keycloak.log");
        var builder = new ProcessBuilder(
                        home.resolve("bin").resolve("kc.sh").toString(),
                        "start-dev",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--db=dev-mem",
                        "--import-realm")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("KC_") || name.startsWith("QUARKUS_"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN);
        environment.put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
        var keycloak = new Keycloak(builder.start(), log, port);
        try {
            keycloak.awaitRealms();
        } catch (Exception | AssertionError failed) {
            keycloak.close();
            throw failed;
        }
        return keycloak;
    }

    /// Where it is: the folder that KEYCLOAK_HOME names, else what `.ci/programs` unpacks. Without it the test is
    /// skipped; on CI that is a failure.
    private static Path home() throws IOException {
        var named = System.getenv("KEYCLOAK_HOME");
        if (named != null) {
            return Path.of(named);
        }
        if (Files.isDirectory(UNPACKED)) {
            try (Stream<Path> versions = Files.list(UNPACKED)) {
                var found = versions.filter(version -> Files.isRegularFile(version.resolve("bin/kc.sh")))
                        .findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        var message = "Keycloak is not there; .ci/programs unpacks it, or KEYCLOAK_HOME names its folder";
        return "true".equals(System.getenv("CI")) ? fail(message) : abort(message);
    }

    private void awaitRealms() throws Exception {
        Await.until("Keycloak answers", Duration.ofMinutes(2), () -> {
            if (!process.isAlive()) {
                throw new AssertionError(Files.readString(log));
            }
            return Files.readString(log).contains("Listening on:");
        });
        given().get(issuer("relay") + "/.well-known/openid-configuration")
                .then()
                .statusCode(200);
        given().get(issuer("strangers") + "/.well-known/openid-configuration")
                .then()
                .statusCode(200);
    }

    String issuer(String realm) {
        return "http://127.0.0.1:" + port + "/realms/" + realm;
    }

    /// The same place under another name, which then stands in the tokens.
    String otherName(String realm) {
        return issuer(realm).replace("127.0.0.1", "localhost");
    }

    /// An access token.
    ///
    /// @param issuer by the name that the token shall have in it
    /// @param user whose password is the name once more
    static String token(String issuer, String client, String user) {
        return given().formParams(
                        Map.of("grant_type", "password", "client_id", client, "username", user, "password", user))
                .post(issuer + "/protocol/openid-connect/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    /// The public key that the realm's tokens in RS256 are signed with, as everybody can read it.
    Map<String, String> publicKey() {
        List<Map<String, String>> keys = given().get(issuer("relay") + "/protocol/openid-connect/certs")
                .then()
                .statusCode(200)
                .extract()
                .path("keys.findAll { it.alg == 'RS256' && it.use == 'sig' }");
        return keys.getFirst();
    }

    /// Signs with a new key from now on; the old one stays published.
    void addKey() {
        var component = new HashMap<String, Object>();
        component.put("name", "next");
        component.put("providerId", "rsa-generated");
        component.put("providerType", "org.keycloak.keys.KeyProvider");
        component.put(
                "config",
                Map.of(
                        "priority", List.of("200"),
                        "enabled", List.of("true"),
                        "active", List.of("true"),
                        "algorithm", List.of("RS256"),
                        "keySize", List.of("2048")));
        given().auth()
                .oauth2(administrator())
                .contentType("application/json")
                .body(component)
                .post(components())
                .then()
                .statusCode(201);
    }

    /// Withdraws the key that the realm began with.
    void removeFirstKey() {
        String id = given().auth()
                .oauth2(administrator())
                .get(components() + "?type=org.keycloak.keys.KeyProvider")
                .then()
                .statusCode(200)
                .extract()
                .path("find { it.providerId == 'rsa-generated' && it.name != 'next' }.id");
        given().auth()
                .oauth2(administrator())
                .delete(components() + "/" + Objects.requireNonNull(id))
                .then()
                .statusCode(204);
    }

    private String administrator() {
        return token(issuer("master"), "admin-cli", ADMIN);
    }

    private String components() {
        return "http://127.0.0.1:" + port + "/admin/realms/relay/components";
    }

    /// The script's child is the server.
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}
