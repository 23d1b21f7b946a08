package io.bedrockrelay.it;

import static io.bedrockrelay.it.Keyed.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.startsWith;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tokens of an identity provider beside keys: which are taken, and what their bearers may do.
@Timeout(90)
class TokensIT {
    private static final String KEY = "brk_beside-tokens";

    private static TokenIssuer issuer;
    private static Keyed keyed;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        issuer = TokenIssuer.start();
        var file = folder.resolve("keys.yaml");
        Files.writeString(file, "keys:\n" + entry("beside", KEY, "") + """
                tokens:
                  - name: operators
                    claims: {realm_access/roles: [bedrock-admin]}
                    roles: [chat, admin]
                  - name: team-a
                    claims: {groups: team-a}
                    models: ["amazon.nova*"]
                    limits: {requestsPerMinute: 2}
                """);
        keyed = Keyed.start(Map.of(
                "relay.access.mode", "keys,oidc",
                "relay.access.keys-file", file.toString(),
                "relay.access.oidc.issuer", issuer.url(),
                "relay.access.oidc.audience", "bedrock-relay",
                "relay.access.oidc.keys-refresh", "1s",
                "quarkus.log.category.\"io.bedrockrelay\".level", "DEBUG"));
    }

    @AfterAll
    static void stop() throws Exception {
        var log = keyed.relay().log();
        keyed.close();
        issuer.close();
        assertThat(log).contains("a token that is not valid").doesNotContain("eyJ", "brk_", "\tat ");
    }

    @Test
    void aValidTokenIsWhatItsClaimsMakeOfItsBearer() throws Exception {
        var member = issuer.sign(claims("ann", "\"groups\":[\"staff\",\"team-a\"]"));
        keyed.as(member).get("/v1/models").then().statusCode(200).body("data.id", everyItem(startsWith("amazon.nova")));
        keyed.as(member).post("/api/registry/refresh").then().statusCode(403);
        keyed.anonymous().header("x-api-key", member).get("/api/models").then().statusCode(200);
        var operator = issuer.sign(claims("olga", "\"realm_access\":{\"roles\":[\"bedrock-admin\"]}"));
        keyed.as(operator).post("/api/registry/refresh?region=us-east-1").then().statusCode(200);
        keyed.as(operator)
                .body("{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}]}")
                .post("/model/nova-pro/converse")
                .then()
                .statusCode(200);
        keyed.as(KEY).get("/api/models").then().statusCode(200);
    }

    @Test
    void limitsHoldForEachBearerAlone() throws Exception {
        for (var name : new String[] {"ben", "carla"}) {
            var token = issuer.sign(claims(name, "\"groups\":[\"team-a\"]"));
            for (int i = 0; i < 3; i++) {
                keyed.as(token)
                        .body("{\"model\":\"nova-pro\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}")
                        .post("/v1/chat/completions")
                        .then()
                        .statusCode(i < 2 ? 200 : 429);
            }
        }
    }

    @Test
    void whatIsNotValidIsRefused() throws Exception {
        var extra = "\"groups\":[\"team-a\"]";
        var good = claims("eve", extra);
        refused(issuer.sign(good.replace("\"exp\":", "\"exp\":1,\"old\":")), "expired");
        refused(issuer.sign(good.replace("bedrock-relay", "another-service")), "another audience");
        refused(issuer.sign(good.replace(issuer.url(), "https://login.example.com")), "another issuer");
        refused(issuer.unsigned(good), "no signature");
        refused(issuer.signWithPublicKeyAsSecret(good), "the public key as a secret");
        var signed = issuer.sign(good);
        refused(signed.substring(0, signed.length() - 8) + "AAAAAAAA", "a signature that does not fit");
        try (var stranger = TokenIssuer.start()) {
            refused(stranger.sign(good), "the key of somebody else");
        }
        keyed.as(issuer.sign(claims("fred", "\"groups\":[\"team-b\"]")))
                .get("/api/models")
                .then()
                .statusCode(401)
                .body("data.message", containsString("nothing is granted"));
        keyed.as(signed).get("/api/models").then().statusCode(200);
    }

    @Test
    void aNewKeyOfTheProviderIsFetchedAndTheOldOneForgotten() throws Exception {
        try (var rotating = TokenIssuer.start()) {
            var file = Files.createTempFile("tokens", ".yaml");
            Files.writeString(file, "tokens:\n  - name: all\n");
            try (var relay = Keyed.start(Map.of(
                    "relay.regions", "us-east-1",
                    "relay.access.mode", "oidc",
                    "relay.access.keys-file", file.toString(),
                    "relay.access.oidc.issuer", rotating.url(),
                    "relay.access.oidc.audience", "bedrock-relay",
                    "relay.access.oidc.keys-refresh", "1s"))) {
                var claims = claims("gina", "\"x\":1").replace(issuer.url(), rotating.url());
                var before = rotating.sign(claims);
                relay.as(before).get("/api/models").then().statusCode(200);
                relay.as(KEY).get("/api/models").then().statusCode(401);
                rotating.rotate();
                var after = rotating.sign(claims);
                Keyed.await(() -> relay.as(after).get("/api/models").statusCode() == 200);
                relay.as(before).get("/api/models").then().statusCode(401);
                assertThat(rotating.fetches()).isLessThan(20);
            } finally {
                Files.delete(file);
            }
        }
    }

    @Test
    void aProviderThatIsDownHarmsNobodyWithAKey(@TempDir Path folder) throws Exception {
        var file = folder.resolve("keys.yaml");
        Files.writeString(file, "keys:\n" + entry("beside", KEY, "") + "tokens:\n  - name: all\n");
        try (var relay = Keyed.start(Map.of(
                "relay.regions", "us-east-1",
                "relay.access.mode", "keys,oidc",
                "relay.access.keys-file", file.toString(),
                "relay.access.oidc.issuer", "http://127.0.0.1:1",
                "relay.access.oidc.audience", "bedrock-relay"))) {
            relay.as(KEY).get("/api/models").then().statusCode(200);
            relay.as(issuer.sign(claims("hugo", "\"x\":1")))
                    .get("/api/models")
                    .then()
                    .statusCode(503)
                    .body("code", equalTo("overloaded"));
        }
    }

    private static void refused(String token, String because) {
        var answer = keyed.as(token).get("/api/models");
        assertThat(answer.statusCode()).as(because).isEqualTo(401);
        assertThat(answer.<String>path("data.code")).as(because).isEqualTo("unauthenticated");
    }

    private static String claims(String name, String more) {
        long now = Instant.now().getEpochSecond();
        return "{\"iss\":\"%s\",\"aud\":\"bedrock-relay\",\"sub\":\"%s\",\"iat\":%d,\"exp\":%d,%s}"
                .formatted(issuer.url(), name, now, now + 300, more);
    }
}
