package io.bedrockrelay.it;

import static io.bedrockrelay.it.Keyed.entry;
import static io.bedrockrelay.it.Keyed.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.restassured.specification.RequestSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The door: who is let in, in every dialect, and what is told to who is not.
@Timeout(90)
class KeysIT {
    static final String CHAT = "brk_test-chat-0123456789";
    static final String ADMIN = "brk_test-admin-0123456789";
    static final String OLD = "brk_test-old-0123456789";
    static final String NEW = "brk_test-new-0123456789";
    static final String EXPIRED = "brk_test-expired-0123456789";
    static final String DISABLED = "brk_test-disabled-0123456789";
    static final String WRONG = "brk_test-wrong-0123456789";

    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";
    private static final String TURN = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}]}";

    private static Keyed keyed;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        var file = folder.resolve("keys.yaml");
        Keyed.write(
                file,
                entry("chat", CHAT, ""),
                entry("admin", ADMIN, "roles: [admin]"),
                "  - name: rotating%n    sha256: [%s, %s]%n".formatted(sha256(OLD), sha256(NEW)),
                entry("expired", EXPIRED, "expires: 2026-01-01"),
                entry("disabled", DISABLED, "enabled: false"));
        keyed = Keyed.start(Map.of(
                "relay.access.keys-file", file.toString(), "quarkus.log.category.\"io.bedrockrelay\".level", "DEBUG"));
    }

    @AfterAll
    static void stop() throws Exception {
        var log = keyed.relay().log();
        keyed.close();
        assertThat(log).as("the log tells who was turned away").contains("is turned away: the key expired expired");
        assertThat(log)
                .as("and holds no key")
                .doesNotContain("brk_test", "0123456789")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST | /api/chat                    | {"model":"nova-pro",%s}                | 401 | data.code      | unauthenticated
            GET  | /api/models                  |                                        | 401 | data.code      | unauthenticated
            POST | /api/registry/refresh        |                                        | 401 | data.code      | unauthenticated
            GET  | /api/nothing                 |                                        | 401 | data.code      | unauthenticated
            POST | /v1/chat/completions         | {"model":"nova-pro",%s}                | 401 | error.code     | invalid_api_key
            POST | /api/v1/chat/completions     | {"model":"nova-pro",%s}                | 401 | error.code     | invalid_api_key
            GET  | /v1/models                   |                                        | 401 | error.code     | invalid_api_key
            POST | /v1/messages                 | {"model":"nova-pro","max_tokens":9,%s} | 401 | error.type     | authentication_error
            POST | /v1/messages/count_tokens    | {"model":"claude-sonnet-4-5",%s}       | 401 | error.type     | authentication_error
            POST | /model/nova-pro/converse     | TURN                                   | 403 | message        | -
            GET  | /foundation-models           |                                        | 403 | message        | -
            GET  | /inference-profiles          |                                        | 403 | message        | -
            """)
    void whoIsNotKnownIsTurnedAwayInTheWordsOfThePath(
            String method, String path, String body, int status, String field, String word) {
        for (var request : List.of(
                keyed.anonymous(), keyed.as(WRONG), keyed.as(EXPIRED), keyed.as(DISABLED), keyed.as("sk-something"))) {
            var answer = send(request, method, path, body).then().statusCode(status);
            if (status == 403) {
                answer.header("x-amzn-ErrorType", equalTo("AccessDeniedException"))
                        .body(field, containsString("key"));
            } else {
                answer.body(field, equalTo(word)).header("WWW-Authenticate", equalTo("Bearer"));
            }
        }
        for (var secret : List.of(CHAT, OLD, NEW)) {
            for (var request : List.of(
                    keyed.as(secret),
                    keyed.anonymous().header("x-api-key", secret),
                    keyed.as(secret).header("x-api-key", secret))) {
                int answered = send(request, method, path, body).statusCode();
                assertThat(answered)
                        .isEqualTo(
                                path.equals("/api/nothing") ? 404 : path.equals("/api/registry/refresh") ? 403 : 200);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            chat  | POST   | /api/registry/refresh?region=us-west-2 | 403
            admin | POST   | /api/registry/refresh?region=us-west-2 | 200
            admin | POST   | /api/chat                              | 403
            admin | POST   | /v1/chat/completions                   | 403
            admin | POST   | /v1/messages                           | 403
            admin | POST   | /model/nova-pro/converse               | 403
            admin | GET    | /api/models                            | 200
            chat  | DELETE | /api/models                            | 405
            chat  | POST   | /api/models/nova-pro/check             | 403
            chat  | POST   | /api/models/nova-pro%2Fcheck           | 404
            chat  | GET    | /API/models                            | 404
            chat  | POST   | /api/registry;a=1/refresh              | 404
            chat  | POST   | /api//registry/./refresh/              | 403
            chat  | POST   | /api/x/../registry/refresh             | 403
            chat  | POST   | /api/registry%2Frefresh                | 404
            """)
    void aCallWantsItsRole(String key, String method, String path, int status) {
        assertThat(send(keyed.as(key.equals("chat") ? CHAT : ADMIN), method, path, null)
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void aSignatureOfAwsIsNoKeyHereAndItsUserIsToldWhatToSend() {
        keyed.anonymous()
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261122/us-east-1/bedrock/aws4_request,"
                                + " SignedHeaders=host, Signature=00")
                .body(TURN)
                .post("/model/nova-pro/converse")
                .then()
                .statusCode(403)
                .header("x-amzn-ErrorType", equalTo("AccessDeniedException"))
                .body("message", containsString("AWS_BEARER_TOKEN_BEDROCK"));
    }

    @Test
    void theReasonIsToldToWhoOnceHadAKey() {
        keyed.as(EXPIRED)
                .get("/api/models")
                .then()
                .statusCode(401)
                .body("data.message", containsString("expired at 2026-01-01"));
        keyed.as(DISABLED).get("/api/models").then().statusCode(401).body("data.message", containsString("disabled"));
        keyed.as(CHAT)
                .header("x-api-key", NEW)
                .get("/api/models")
                .then()
                .statusCode(401)
                .body("data.message", containsString("different keys"));
    }

    @Test
    void aBigBodyOfAStrangerIsNotReadIntoMemoryAndStillAnswered() {
        keyed.anonymous()
                .body("x".repeat(20_000_000))
                .post("/api/chat")
                .then()
                .statusCode(401)
                .body("data.code", equalTo("unauthenticated"));
    }

    @Test
    void thePageNeedsNoKey() {
        assertThat(keyed.anonymous().get("/").statusCode()).isIn(200, 404);
        keyed.anonymous().get("/?a=1").then().body(not(containsString("unauthenticated")));
        keyed.anonymous().get("/api").then().statusCode(401);
        keyed.anonymous().get("/page/../api/models").then().statusCode(401);
    }

    @Test
    void aKeyThatTheCommandMakesWorks(@TempDir Path folder) throws Exception {
        var out = folder.resolve("out").toFile();
        var made = new ProcessBuilder(Packaged.command(List.of(), List.of("make-key", "--name", "new-team")))
                .redirectErrorStream(true)
                .redirectOutput(out)
                .start();
        assertThat(made.waitFor()).isZero();
        var printed = Files.readString(out.toPath());
        var secret = printed.lines()
                .filter(line -> line.startsWith("brk_"))
                .findFirst()
                .orElseThrow();
        assertThat(printed.indexOf(secret)).isEqualTo(printed.lastIndexOf(secret));
        assertThat(printed).contains("name: \"new-team\"", "sha256: \"" + sha256(secret) + "\"");
    }

    private static io.restassured.response.Response send(
            RequestSpecification request, String method, String path, String body) {
        if (body != null) {
            request.body(body.equals("TURN") ? TURN : body.formatted(MESSAGES));
        }
        return request.urlEncodingEnabled(false).request(method, path);
    }
}
