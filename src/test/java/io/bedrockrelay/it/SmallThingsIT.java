package io.bedrockrelay.it;

import static io.bedrockrelay.it.Keyed.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a request may look like before anybody reads what it asks.
@Timeout(90)
class SmallThingsIT {
    private static Keyed keyed;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        var file = folder.resolve("keys.yaml");
        Keyed.write(file, entry("all", "brk_all", ""), entry("old", "brk_old", "expires: 2020-01-01"));
        keyed = Keyed.start(Map.of(
                "relay.access.keys-file", file.toString(), "relay.connections.trusted-proxies", "127.0.0.0/8,::1"));
    }

    @AfterAll
    static void stop() {
        keyed.close();
    }

    @ParameterizedTest
    @EnumSource
    void aBodyInAnUnknownEncodingIsRefusedInTheDialect(Lane lane) {
        var told = keyed.as("brk_all")
                .header("Content-Encoding", "br")
                .header("anthropic-version", "2023-06-01")
                .body(lane.body("Hi", false))
                .post(lane.path(false));
        assertThat(told.statusCode()).as(told.asString()).isEqualTo(415);
        assertThat(told.asString()).contains("Content-Encoding", "gzip");
    }

    @ParameterizedTest
    @EnumSource
    void aZippedBodyIsRead(Lane lane) throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(zipped)) {
            out.write(lane.body("Hi", false).getBytes(StandardCharsets.UTF_8));
        }
        var told = keyed.as("brk_all")
                .contentType("application/json")
                .header("Content-Encoding", "gzip")
                .header("anthropic-version", "2023-06-01")
                .body(zipped.toByteArray())
                .post(lane.path(false));
        assertThat(told.statusCode()).as(told.asString()).isEqualTo(200);
    }

    @Test
    void anthropicsClientsGetTheirRequestId() {
        var told =
                keyed.as("brk_all").header("X-Request-Id", "mine-1").body("{}").post("/v1/messages");
        assertThat(told.header("request-id")).isEqualTo("mine-1").isEqualTo(told.header("X-Request-Id"));
        assertThat(keyed.as("brk_all").get("/api/models").header("request-id")).isNull();
    }

    @Test
    void twoHostsAreNone() throws Exception {
        try (var http = new RawHttp(keyed.port(), 5_000)) {
            http.send("GET /v1/models HTTP/1.1\r\nHost: a\r\nHost: b\r\nAuthorization: Bearer brk_all\r\n\r\n");
            assertThat(http.read(false).status()).isEqualTo(400);
        }
    }

    @Test
    void anotherVersionOfHttpIsRefusedInTheWordsOfTheApi() throws Exception {
        for (var version : List.of("HTTP/3.0", "HTTP/2.0", "HTTP/1.2", "HTTP/0.9")) {
            try (var http = new RawHttp(keyed.port(), 5_000)) {
                http.send("GET /v1/models " + version + "\r\nHost: a\r\nAuthorization: Bearer brk_all\r\n\r\n");
                var refused = http.read(false);
                assertThat(refused.status()).as(version).isEqualTo(400);
                assertThat(refused.text()).contains("\"error\":{\"message\"", "send HTTP/1.1 or HTTP/2");
            }
        }
        assertThat(keyed.relay().log()).doesNotContain("IllegalStateException", "\tat ");
    }

    @Test
    void headersMayBeAsLongOverHttp2() throws Exception {
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            for (int length : new int[] {7_000, 12_000, 20_000, 25_000, 30_000}) {
                var request = HttpRequest.newBuilder(URI.create("http://localhost:" + keyed.port() + "/v1/models"))
                        .header("Authorization", "Bearer brk_all")
                        .header("X-Long", "x".repeat(length))
                        .build();
                var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(length + " bytes").isEqualTo(200);
                assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            }
        }
    }

    @Test
    void theAccessLineNamesTheClientAndWhyItWasTurnedAway() throws Exception {
        keyed.as("brk_old")
                .header("X-Request-Id", "expired-1")
                .header("X-Forwarded-For", "198.51.100.7, 127.0.0.1")
                .get("/v1/models")
                .then()
                .statusCode(401);
        assertThat(keyed.relay().awaitLog("requestId=expired-1")).isTrue();
        assertThat(keyed.relay().log().lines().filter(line -> line.contains("requestId=expired-1")))
                .singleElement()
                .asString()
                .contains("client=198.51.100.7", "reason=\"the key old expired at 2020-01-01T00:00:00Z\"");
    }
}
