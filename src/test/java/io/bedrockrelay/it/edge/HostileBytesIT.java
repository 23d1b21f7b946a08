package io.bedrockrelay.it.edge;

import static io.bedrockrelay.it.Keyed.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.it.Keyed;
import io.bedrockrelay.it.edge.ApiDocument.Operation;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What no client sends: requests that two servers in a row could understand in two ways, and what else goes round the
/// door rather than through it. Byte for byte, over one connection each.
@Timeout(90)
class HostileBytesIT {
    private static final String KEY = "brk_bytes-0123456789";
    private static final String AUTHORIZED = "Authorization: Bearer " + KEY + "\r\n";
    private static final String CHAT =
            "{\"model\":\"nova-lite\",\"maxTokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    /// What an attacker would have the relay take for a request of somebody else's connection.
    private static final String HIDDEN = "GET /api/models/nova-lite HTTP/1.1\r\nHost: relay\r\n" + AUTHORIZED + "\r\n";

    @SuppressWarnings("NullAway.Init")
    private static Keyed keyed;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        var file = folder.resolve("keys.yaml");
        Keyed.write(file, entry("chat", KEY, ""));
        keyed = Keyed.start(Map.of("relay.access.keys-file", file.toString()));
    }

    @AfterAll
    static void stop() {
        keyed.close();
    }

    static Stream<Arguments> ambiguous() {
        return Stream.of(
                row("both lengths", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + HIDDEN),
                row(
                        "both lengths, the other way round",
                        "Transfer-Encoding: chunked\r\nContent-Length: " + (5 + HIDDEN.length()) + "\r\n\r\n0\r\n\r\n"
                                + HIDDEN),
                row("two lengths", "Content-Length: 0\r\nContent-Length: " + HIDDEN.length() + "\r\n\r\n" + HIDDEN),
                row("two lengths in one", "Content-Length: 0, " + HIDDEN.length() + "\r\n\r\n" + HIDDEN),
                row("a length with a sign", "Content-Length: +0\r\n\r\n" + HIDDEN),
                row("a negative length", "Content-Length: -1\r\n\r\n" + HIDDEN),
                row("a length in hex", "Content-Length: 0x0\r\n\r\n" + HIDDEN),
                row("an empty length", "Content-Length:\r\n\r\n" + HIDDEN),
                row("a length beyond all bounds", "Content-Length: 99999999999999999999\r\n\r\n" + HIDDEN),
                row("a name before a blank", "Content-Length : 0\r\n\r\n" + HIDDEN),
                row("an encoding before a blank", "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + HIDDEN),
                row("an encoding that is none", "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + HIDDEN),
                row("chunked, but not at last", "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + HIDDEN),
                row("an encoding after a control", "Transfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n" + HIDDEN),
                row("a folded line", "X-Fold: a\r\n Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + HIDDEN),
                row("a folded length", "Content-Length:\r\n 0\r\n\r\n" + HIDDEN),
                row("a line of LF alone", "X-A: b\nContent-Length: 0\r\n\r\n" + HIDDEN),
                row("a line of CR alone", "X-A: b\rContent-Length: 0\r\n\r\n" + HIDDEN),
                row("NUL in a header", "X-A: b\u0000c\r\nContent-Length: 0\r\n\r\n" + HIDDEN),
                row("a header without a colon", "X-A\r\nContent-Length: 0\r\n\r\n" + HIDDEN),
                row("a chunk size that is none", "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n" + HIDDEN),
                row("a negative chunk", "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n" + HIDDEN),
                row(
                        "a chunk beyond all bounds",
                        "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nx\r\n0\r\n\r\n" + HIDDEN),
                row("a chunk longer than it says", "Transfer-Encoding: chunked\r\n\r\n1\r\nxyz\r\n0\r\n\r\n" + HIDDEN),
                row("LF in a chunk's extension", "Transfer-Encoding: chunked\r\n\r\n0;a\n\r\n\r\n" + HIDDEN));
    }

    private static Arguments row(String name, String rest) {
        return Arguments.of(name, "POST /api/chat HTTP/1.1\r\nHost: relay\r\n" + AUTHORIZED + rest);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ambiguous")
    void whatCanBeUnderstoodInTwoWaysIsRefusedAndEndsTheConnection(String name, String bytes) throws IOException {
        var dialogue = Dialogue.of(keyed.port(), bytes);
        assertThat(dialogue.statuses()).as(name).doesNotContain(200).isSubsetOf(400, 501);
        assertThat(dialogue.closed()).as(name).isTrue();
    }

    @Test
    void theBodyOfARefusedRequestIsNoRequest() throws IOException {
        for (var refused : List.of("", "Authorization: Bearer brk_wrong\r\n")) {
            var head = "POST /api/chat HTTP/1.1\r\nHost: relay\r\n" + refused;
            var plain = head + "Content-Length: " + HIDDEN.length() + "\r\n\r\n" + HIDDEN;
            var chunked = head + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(HIDDEN.length()) + "\r\n"
                    + HIDDEN + "\r\n0\r\n\r\n";
            assertThat(Dialogue.of(keyed.port(), plain).statuses()).containsExactly(401);
            assertThat(Dialogue.of(keyed.port(), chunked).statuses()).containsExactly(401);
            assertThat(Dialogue.of(keyed.port(), plain + HIDDEN).statuses()).containsExactly(401, 200);
            assertThat(Dialogue.of(keyed.port(), chunked + HIDDEN).statuses()).containsExactly(401, 200);
        }
    }

    @Test
    void aKeyLastsForItsRequestOnly() throws IOException {
        var mine = "GET /api/regions HTTP/1.1\r\nHost: relay\r\n" + AUTHORIZED + "\r\n";
        var theirs = "GET /api/regions HTTP/1.1\r\nHost: relay\r\n\r\n";
        assertThat(Dialogue.of(keyed.port(), mine + theirs + mine + theirs).statuses())
                .containsExactly(200, 401, 200, 401);
    }

    @Test
    void nobodyIsAskedForABodyThatIsNotWanted() throws IOException {
        var head = "POST /api/chat HTTP/1.1\r\nHost: relay\r\nExpect: 100-continue\r\nContent-Length: " + CHAT.length()
                + "\r\n";
        try (var raw = new RawHttp(keyed.port(), 10_000)) {
            raw.send(head + "\r\n");
            var answer = raw.read(false);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.interim()).isZero();
        }
        try (var raw = new RawHttp(keyed.port(), 10_000)) {
            raw.send(head + AUTHORIZED + "\r\n" + CHAT);
            var answer = raw.read(false);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.interim()).isEqualTo(1);
        }
    }

    static Stream<Operation> operations() throws IOException {
        return ApiDocument.built().operations().stream()
                .filter(each -> !each.role().equals("nothing"));
    }

    @Test
    void whatIsOpenIsOpenToLookAlone() throws IOException {
        for (var path : List.of("/api/hello", "/protocol")) {
            for (var method : List.of("POST", "PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "get")) {
                assertThat(only(method + " " + path + " HTTP/1.1\r\nHost: relay\r\n\r\n")
                                .status())
                        .as(method + " " + path)
                        .isEqualTo(401);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void noMethodOpensAPathWithoutAKey(Operation operation) throws IOException {
        var path = operation.path().replaceAll("\\{[^}]*}", "nova-lite");
        for (var method :
                List.of("HEAD", "OPTIONS", "TRACE", "CONNECT", "PUT", "PATCH", "PROPFIND", "get", "POST", "GET")) {
            var answer = only(method + " " + path + " HTTP/1.1\r\nHost: relay\r\nX-Told: brk_secret\r\n\r\n");
            assertThat(answer.status())
                    .as(method + " " + path)
                    .isEqualTo(operation.api().equals("bedrock") ? 403 : 401);
            assertThat(answer.text()).as(method + " " + path).doesNotContain("brk_secret");
        }
    }

    @Test
    void noVersionOfHttpOpensAPathWithoutAKey() throws IOException {
        for (var version : List.of("HTTP/1.0", "HTTP/1.1", "HTTP/1.2", "HTTP/2.0", "http/1.1", "HTTP/0.9", "")) {
            var dialogue = Dialogue.of(keyed.port(), "GET /api/regions " + version + "\r\nHost: relay\r\n\r\n");
            assertThat(dialogue.statuses()).as(version).isSubsetOf(400, 401, 501, 505);
        }
        for (var target : List.of("relay:443", "/api/regions", "http://relay/api/regions", "*")) {
            var dialogue = Dialogue.of(keyed.port(), "CONNECT " + target + " HTTP/1.1\r\nHost: relay\r\n\r\n");
            assertThat(dialogue.statuses()).as(target).isSubsetOf(400, 401, 404, 405, 501);
        }
    }

    /// A proxy that forwards the wish for an upgrade no longer sees what is asked behind it.
    @Test
    void whoeverUpgradesToHttp2StandsBeforeTheSameDoor() throws Exception {
        var vertx = Vertx.vertx();
        try {
            var upgrading = vertx.createHttpClient(new HttpClientOptions()
                    .setProtocolVersion(HttpVersion.HTTP_2)
                    .setHttp2ClearTextUpgrade(true));
            for (var path : List.of("/api/regions", "/v1/models", "/api/regions")) {
                assertThat(statusOf(upgrading, path, "brk_none")).isEqualTo(401);
                assertThat(statusOf(upgrading, path, KEY)).isEqualTo(200);
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static int statusOf(HttpClient client, String path, String key) throws Exception {
        return client.request(HttpMethod.GET, keyed.port(), "localhost", path)
                .compose(request ->
                        request.putHeader("Authorization", "Bearer " + key).send())
                .map(HttpClientResponse::statusCode)
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @Test
    void whatIsTooLongIsRefusedBeforeItIsJudged() throws IOException {
        assertThat(only(get("/api/regions?q=" + "a".repeat(8_000), AUTHORIZED)).status())
                .isEqualTo(200);
        assertThat(only(get("/api/regions?q=" + "a".repeat(20_000), AUTHORIZED)).status())
                .isEqualTo(414);
        assertThat(only(get("/api/regions", AUTHORIZED + "a: b\r\n".repeat(3_000)))
                        .status())
                .isEqualTo(200);
        assertThat(only(get("/api/regions", AUTHORIZED + "a: b\r\n".repeat(10_000)))
                        .status())
                .isEqualTo(431);
        assertThat(only(get("/api/regions", AUTHORIZED + "X-A: " + "b".repeat(40_000) + "\r\n"))
                        .status())
                .isEqualTo(431);
    }

    static Stream<Arguments> dialects() {
        return Stream.of(
                        Arguments.of("/api/regions", "{\"status\":\"fail\",\"data\":{\"code\":\"too_large\""),
                        Arguments.of("/v1/models", "{\"error\":{\"message\":"),
                        Arguments.of("/v1/messages", "{\"type\":\"error\",\"error\":{\"type\":\"request_too_large\""),
                        Arguments.of("/foundation-models", "{\"message\":"))
                .flatMap(row -> Stream.of(HttpVersion.HTTP_1_1, HttpVersion.HTTP_2)
                        .map(version -> Arguments.of(version, row.get()[0], row.get()[1])));
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void aHeadThatIsTooLongIsToldInTheDialect(HttpVersion version, String path, String beginning) throws Exception {
        var vertx = Vertx.vertx();
        try {
            var client = vertx.createHttpClient(new HttpClientOptions()
                    .setProtocolVersion(version)
                    .setHttp2ClearTextUpgrade(false)
                    .setMaxInitialLineLength(64_000));
            assertThat(told(client, path, "b".repeat(40_000)))
                    .startsWith("431 " + beginning)
                    .contains("32768");
            assertThat(told(client, path + "?q=" + "a".repeat(20_000), "b"))
                    .startsWith("414 " + beginning)
                    .contains("16384");
            // One that is refused ends no connection of others' over HTTP/2, and the next one is served.
            assertThat(told(client, "/api/regions", "b".repeat(30_000))).startsWith("200 ");
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static String told(HttpClient client, String path, String wide) throws Exception {
        return client.request(HttpMethod.GET, keyed.port(), "localhost", path)
                .compose(request -> request.putHeader("Authorization", "Bearer " + KEY)
                        .putHeader("X-Wide", wide)
                        .send()
                        // Within the same step: what came before somebody listens would be lost.
                        .compose(answer -> answer.body().map(body -> answer.statusCode() + " " + body)))
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @Test
    void aTargetThatNamesItsHostIsThatOfItsPath() throws IOException {
        for (var path :
                List.of("/api/regions", "/v1/models/nova-lite", "/inference-profiles/us.amazon.nova-lite-v1:0")) {
            for (var host : List.of("http://relay", "http://other.example:81", "HTTPS://relay")) {
                assertThat(only(get(host + path, AUTHORIZED)).status())
                        .as(host + path)
                        .isEqualTo(200);
                assertThat(only(get(host + path, "")).status()).as(host + path).isIn(401, 403);
            }
        }
    }

    @Test
    void twoKeysAreNone() throws IOException {
        for (var second : List.of(
                "Authorization: Bearer brk_other\r\n",
                "authorization: bearer brk_other\r\n",
                "x-api-key: brk_other\r\n",
                "Authorization: Basic eDp5\r\n")) {
            assertThat(only(get("/api/regions", AUTHORIZED + second)).status())
                    .as(second)
                    .isEqualTo(401);
            assertThat(only(get("/api/regions", second + AUTHORIZED)).status())
                    .as(second)
                    .isEqualTo(401);
        }
    }

    private static String get(String target, String headers) {
        return "GET " + target + " HTTP/1.1\r\nHost: relay\r\n" + headers + "\r\n";
    }

    private static RawHttp.Answer only(String bytes) throws IOException {
        try (var raw = new RawHttp(keyed.port(), 10_000)) {
            raw.send(bytes);
            return raw.read(bytes.startsWith("HEAD "));
        }
    }
}
