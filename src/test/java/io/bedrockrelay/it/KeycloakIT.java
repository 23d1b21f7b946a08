package io.bedrockrelay.it;

import static io.bedrockrelay.it.Keyed.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.startsWith;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tokens of a real Keycloak, as its users get them, beside keys.
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeycloakIT {
    private static final String KEY = "brk_beside-keycloak";

    private static Keycloak keycloak;
    private static Keyed relay;
    private static String issuer;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        keycloak = Keycloak.start(folder);
        issuer = keycloak.issuer("relay");
        var file = folder.resolve("keys.yaml");
        Files.writeString(file, "keys:\n" + entry("beside", KEY, "") + """
                tokens:
                  - name: operators
                    claims: {realm_access/roles: [bedrock-admin]}
                    roles: [chat, admin]
                  - name: team-a
                    claims: {groups: team-a}
                    models: ["amazon.nova*"]
                """);
        relay = Keyed.start(Map.of(
                "relay.regions", "us-east-1",
                "relay.access.mode", "keys,oidc",
                "relay.access.keys-file", file.toString(),
                "relay.access.oidc.issuer", issuer,
                "relay.access.oidc.audience", "bedrock-relay",
                "relay.access.oidc.keys-refresh", "1s",
                "relay.access.oidc.keys-lifetime", "2s"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (relay != null) {
            var log = relay.relay().log();
            relay.close();
            assertThat(log).doesNotContain("eyJ", "brk_", "\tat ");
        }
        if (keycloak != null) {
            keycloak.close();
        }
    }

    @Test
    @Order(1)
    void theClaimsSayWhatTheBearerMayDo() {
        var ann = Keycloak.token(issuer, "frontend", "ann");
        relay.as(ann).get("/v1/models").then().statusCode(200).body("data.id", everyItem(startsWith("amazon.nova")));
        relay.as(ann)
                .body("{\"model\":\"nova-lite\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}")
                .post("/v1/chat/completions")
                .then()
                .statusCode(200);
        relay.as(ann)
                .body("{\"model\":\"claude-sonnet-4-5\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}")
                .post("/api/chat")
                .then()
                .statusCode(403);
        relay.as(ann).post("/api/registry/refresh?region=us-east-1").then().statusCode(403);
        var olga = Keycloak.token(issuer, "frontend", "olga");
        relay.as(olga).post("/api/registry/refresh?region=us-east-1").then().statusCode(200);
        var profile = "{\"name\":\"mine\",\"source\":\"nova-lite\"}";
        for (var chatter : new String[] {ann, KEY}) {
            relay.as(chatter)
                    .body(profile)
                    .post("/api/inference-profiles")
                    .then()
                    .statusCode(403);
            relay.as(chatter).delete("/api/inference-profiles/any").then().statusCode(403);
            relay.as(chatter).post("/api/checks").then().statusCode(403);
            relay.as(chatter).post("/api/models/nova-lite/check").then().statusCode(403);
        }
        relay.as(olga).body(profile).post("/api/inference-profiles").then().statusCode(201);
        relay.as(Keycloak.token(issuer, "frontend", "fred"))
                .get("/api/models")
                .then()
                .statusCode(401)
                .body("data.message", containsString("nothing is granted"));
    }

    @Test
    @Order(2)
    void keysAndTokensAreTakenTogether() {
        relay.as(KEY).get("/api/models").then().statusCode(200);
        relay.as(Keycloak.token(issuer, "frontend", "ann"))
                .get("/api/models")
                .then()
                .statusCode(200);
        relay.as(KEY + "x").get("/api/models").then().statusCode(401);
    }

    @Test
    @Order(3)
    void aTokenEndsWithItsTime() throws Exception {
        var lasting = Keycloak.token(issuer, "frontend", "ann");
        var shortLived = Keycloak.token(issuer, "short-lived", "ann");
        Await.until("its second is over", Duration.ofSeconds(20), () -> status(shortLived) == 401);
        assertThat(status(lasting)).isEqualTo(200);
    }

    @Test
    @Order(4)
    void aTokenForAnotherServiceIsRefused() {
        refused(Keycloak.token(issuer, "elsewhere", "ann"), "another audience");
    }

    @Test
    @Order(5)
    void aTokenOfAnotherIssuerIsRefused() {
        refused(Keycloak.token(keycloak.issuer("strangers"), "frontend", "ann"), "another realm");
        refused(Keycloak.token(keycloak.otherName("relay"), "frontend", "ann"), "another issuer with the same key");
    }

    @Test
    @Order(6)
    void aTokenSignedInAnotherWayIsRefused() throws Exception {
        refused(Keycloak.token(issuer, "symmetric", "ann"), "HS256 of Keycloak's own");
        var parts = Keycloak.token(issuer, "frontend", "ann").split("\\.", -1);
        var key = keycloak.publicKey();
        refused(header("none", key) + "." + parts[1] + ".", "no signature");
        refused(header("none", key) + "." + parts[1] + "." + parts[2], "a signature that is said to be none");
        var forged = header("HS256", key) + "." + parts[1];
        refused(forged + "." + publicKeyAsSecret(forged, key), "the public key as a secret");
        refused(parts[0] + "." + parts[1] + "." + parts[2].substring(8) + "AAAAAAAA", "a signature that does not fit");
        // What is published under another algorithm is as good. The provider makes that key for its first token.
        var elliptic = Keycloak.token(issuer, "elliptic", "ann");
        Await.until("the other key is fetched", Duration.ofSeconds(20), () -> status(elliptic) == 200);
    }

    @Test
    @Order(7)
    void newKeysAreTakenAndWithdrawnOnesRefused() throws Exception {
        var before = Keycloak.token(issuer, "frontend", "ann");
        keycloak.addKey();
        var after = Keycloak.token(issuer, "frontend", "ann");
        assertThat(keyOf(after)).isNotEqualTo(keyOf(before));
        Await.until("the new key is fetched", Duration.ofSeconds(20), () -> status(after) == 200);
        assertThat(status(before)).as("the old key is still published").isEqualTo(200);
        keycloak.removeFirstKey();
        Await.until("the old key is forgotten", Duration.ofSeconds(20), () -> status(before) == 401);
        assertThat(status(after)).isEqualTo(200);
    }

    private static int status(String token) {
        return relay.as(token).get("/api/models").statusCode();
    }

    private static void refused(String token, String because) {
        var answer = relay.as(token).get("/api/models");
        assertThat(answer.statusCode()).as(because).isEqualTo(401);
        assertThat(answer.<String>path("data.code")).as(because).isEqualTo("unauthenticated");
    }

    private static String keyOf(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]), StandardCharsets.UTF_8);
    }

    private static String header(String algorithm, Map<String, String> key) {
        return base64("{\"alg\":\"%s\",\"typ\":\"JWT\",\"kid\":\"%s\"}"
                .formatted(algorithm, key.get("kid"))
                .getBytes(StandardCharsets.UTF_8));
    }

    private static String publicKeyAsSecret(String text, Map<String, String> key) throws GeneralSecurityException {
        var known = KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e")))
                .getEncoded();
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(known, "HmacSHA256"));
        return base64(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static BigInteger number(Map<String, String> key, String member) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.getOrDefault(member, "")));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
