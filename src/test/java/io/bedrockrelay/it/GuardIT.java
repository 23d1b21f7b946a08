package io.bedrockrelay.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.bedrockrelay.emulator.Emulator;
import io.bedrockrelay.emulator.EmulatorOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What guards the port whatever is asked of it. The limits of time are a second here.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class GuardIT {
    private final Vertx vertx = Vertx.vertx();
    private final CountDownLatch never = new CountDownLatch(1);
    private Emulator bedrock;
    private Packaged relay;
    private int port;

    @BeforeAll
    void start() throws Exception {
        bedrock = Emulator.start(vertx, EmulatorOptions.DEFAULTS);
        var settings = BedrockResource.settings(bedrock);
        settings.put("quarkus.http.port", "0");
        settings.put("relay.regions", "us-east-1");
        settings.put("relay.connections.head-timeout", "1s");
        settings.put("relay.connections.body-timeout", "1s");
        settings.put("relay.connections.idle-timeout", "2s");
        settings.put("quarkus.http.cors.enabled", "true");
        settings.put("quarkus.http.cors.origins", "https://app.example");
        relay = Packaged.start(settings);
        assertThat(relay.awaitLog("Catalogue of us-east-1")).as(relay.log()).isTrue();
        assertThat(relay.awaitLog("Listening on")).as(relay.log()).isTrue();
        port = relay.port();
    }

    @AfterAll
    void stop() {
        relay.close();
        bedrock.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /// Sends a byte now and then; whether the relay loses its patience.
    private boolean closedWhileDripping(RawHttp connection, String drops) throws Exception {
        for (int i = 0; i < drops.length(); i++) {
            try {
                connection.send(drops.substring(i, i + 1));
            } catch (SocketException closed) {
                return true;
            }
            never.await(150, TimeUnit.MILLISECONDS);
        }
        return false;
    }

    @Test
    void whoSaysNothingIsNotWaitedFor() throws Exception {
        try (var silent = new RawHttp(port, 5_000)) {
            assertThat(silent.closed()).isTrue();
        }
    }

    @Test
    void aHeadThatDripsIsNotWaitedFor() throws Exception {
        try (var slow = new RawHttp(port, 5_000)) {
            slow.send("GET /api/regions HTTP/1.1\r\nHost: relay\r\n");
            assertThat(closedWhileDripping(slow, "X-Slow: " + "a".repeat(40))).isTrue();
        }
    }

    @Test
    void aBodyThatDripsIsNotWaitedFor() throws Exception {
        try (var slow = new RawHttp(port, 5_000)) {
            slow.send("POST /api/chat HTTP/1.1\r\nHost: relay\r\nContent-Length: 500\r\n\r\n");
            assertThat(closedWhileDripping(slow, "{\"model\":\"nova-lite\"," + " ".repeat(40)))
                    .isTrue();
        }
    }

    @Test
    void aSecondHeadIsNotWaitedForEither() throws Exception {
        try (var idle = new RawHttp(port, 8_000)) {
            idle.send("GET /api/regions HTTP/1.1\r\nHost: relay\r\n\r\n");
            assertThat(idle.read(false).status()).isEqualTo(200);
            idle.send("GET /api/regions HTTP/1.1\r\nHost: re");
            assertThat(idle.closed()).isTrue();
        }
    }

    @Test
    void anAnswerMayTakeAsLongAsItTakes() throws IOException {
        try (var patient = new RawHttp(port, 20_000)) {
            var body =
                    "{\"model\":\"nova-lite\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi [[emulate: head-delay=4s]]\"}]}";
            patient.send(
                    "POST /api/chat HTTP/1.1\r\nHost: relay\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            assertThat(patient.read(false).status()).isEqualTo(200);
            patient.send("GET /api/regions HTTP/1.1\r\nHost: relay\r\n\r\n");
            assertThat(patient.read(false).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/regions, 200",
        "GET, /api/nothing, 404",
        "POST, /api/chat, 400",
        "PUT, /api/chat, 405",
        "GET, /v1/models, 200",
        "POST, /v1/messages, 400",
        "POST, /model/nova-lite/converse, 400",
        "GET, /foundation-models, 200"
    })
    void everyAnswerTellsTheBrowserToMakeNothingOfIt(String method, String path, int status) {
        given().port(port)
                .request(method, path)
                .then()
                .statusCode(status)
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Referrer-Policy", equalTo("no-referrer"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("X-Request-Id", notNullValue())
                .header("Server", nullValue())
                .header("X-Powered-By", nullValue());
    }

    @Test
    void headAndRequestLineAreBounded() throws IOException {
        try (var wide = new RawHttp(port, 5_000)) {
            wide.send("GET /api/regions HTTP/1.1\r\nHost: relay\r\nX-Wide: " + "a".repeat(40_000) + "\r\n\r\n");
            assertThat(wide.read(false).status()).isEqualTo(431);
        }
        try (var wide = new RawHttp(port, 5_000)) {
            wide.send("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: relay\r\n\r\n");
            assertThat(wide.read(false).status()).isEqualTo(414);
        }
    }

    @Test
    void anotherOriginIsLetInOnlyWhereItIsNamed() {
        given().port(port)
                .header("Origin", "https://app.example")
                .header("Access-Control-Request-Method", "POST")
                .options("/api/chat")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", equalTo("https://app.example"))
                .header("Access-Control-Expose-Headers", containsString("X-Request-Id"))
                .header("Access-Control-Expose-Headers", containsString("X-Relay-Adapted"))
                .header("Access-Control-Expose-Headers", containsString("Retry-After"));
        given().port(port)
                .header("Origin", "https://evil.example")
                .get("/api/regions")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
    }
}
