package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The packaged relay with the memory of a 512 MiB container, against callers who send it as much as they may and a
/// little more, while somebody else streams: it lives, that stream is whole, and who gets no room is told so.
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoundedIT {
    private static final int MB = 1 << 20;
    private static final int LARGEST = 24 * MB;
    /// How long a small request takes meanwhile: 95 of 100, and all of them, on a machine that also sends and judges
    /// hundreds of megabytes. That no event loop stands still for long is seen by the log, which would say so.
    private static final Duration USUAL = Duration.ofSeconds(1);

    private static final Duration LONGEST = Duration.ofSeconds(5);
    /// What lives after a collection: the relay itself and its caches.
    private static final long AT_REST = 100L * MB;
    /// `-Drelay.test.fuzz=2000` for a long run.
    private static final int FUZZ = Integer.getInteger("relay.test.fuzz", 200);

    private static final List<String> PATHS = List.of(
            "/api/chat",
            "/v1/chat/completions",
            "/v1/messages",
            "/v1/messages/count_tokens",
            "/v1/embeddings",
            "/model/nova-pro/converse",
            "/model/claude-sonnet-4-5/invoke",
            "/model/nova-pro/count-tokens");
    private static final Pattern TOTAL = Pattern.compile("Total +\\d+ +(\\d+)");

    private OwnRelay relay;
    private Running other;
    private Pulse pulse;

    @BeforeAll
    void start() throws Exception {
        relay = OwnRelay.start(
                Map.of("relay.stream.write-timeout", "5s"),
                "-Xmx256m",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError");
    }

    @AfterAll
    void stop() {
        relay.close();
    }

    private HttpClient somebodyElseStreams(HttpVersion version) throws Exception {
        var client = Running.client(relay.vertx(), version);
        other = Running.open(client, relay.port(), Lane.RELAY, "events=400 delay=50ms", true)
                .begun();
        pulse = Pulse.of(relay.url() + "/api/regions");
        return Running.client(relay.vertx(), version);
    }

    @AfterEach
    void everybodyElseIsServedAsBefore() throws Exception {
        pulse.close();
        assertThat(other.awaitEnd()).isTrue();
        assertThat(other.end()).isEqualTo(Lane.End.WHOLE);
        assertThat(pulse.percentile(95)).isLessThan(USUAL);
        assertThat(pulse.percentile(100)).isLessThan(LONGEST);
        Await.until("everything is given back", Duration.ofSeconds(20), () -> metric("relay_memory_used_bytes") == 0);
        assertThat(metric("relay_streams_open")).isZero();
        assertThat(relay.process().log()).doesNotContain("OutOfMemory", "Blocked", "\tat ");
        if (!Packaged.isNative()) {
            assertThat(heap()).isLessThan(AT_REST);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void aBodyOfManyValuesIsTooLargeWhateverTheyAre(HttpVersion version) throws Exception {
        var client = somebodyElseStreams(version);
        for (var path : PATHS) {
            for (var unit : List.of("{},", "[],", "\"a\",", "null,")) {
                for (var field : List.of("messages", "input", "unknown")) {
                    // Large enough to end the process if it were built, small enough to be sent a hundred times.
                    var body = LargeBodies.bytes("{\"model\":\"" + LargeBodies.model(path) + "\",\"" + field + "\":["
                            + unit.repeat(3 * MB / unit.length()) + "1]}");
                    var answer = Posted.await(Posted.to(client, relay.port(), path, body, unit.equals("[],")));
                    Posted.refused(answer, path, 413);
                }
            }
        }
        for (var path : PATHS) {
            Posted.refused(
                    Posted.await(Posted.to(client, relay.port(), path, LargeBodies.keys(LARGEST), false)), path, 413);
            Posted.refused(
                    Posted.await(Posted.to(client, relay.port(), path, LargeBodies.keys(LARGEST), true)), path, 413);
            var deep = LargeBodies.bytes("{\"model\":\"nova-pro\",\"messages\":" + "[".repeat(MB));
            Posted.refused(Posted.await(Posted.to(client, relay.port(), path, deep, false)), path, 413);
            var largest =
                    LargeBodies.bytes("{\"model\":\"nova-pro\",\"unknown\":[" + "{},".repeat(LARGEST / 3) + "1]}");
            Posted.refused(Posted.await(Posted.to(client, relay.port(), path, largest, false)), path, 413);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void largeBodiesAtOnceAreServedOrRefusedButNeverTheEnd(HttpVersion version) throws Exception {
        somebodyElseStreams(version);
        for (var path : PATHS) {
            var text = LargeBodies.bytes(LargeBodies.body(path, "word ".repeat(4 * MB)));
            served(together(12, version, path, text), path);
        }
        served(together(6, version, "/v1/chat/completions", LargeBodies.image(20 * MB)), "/v1/chat/completions");
        served(together(40, version, "/v1/chat/completions", LargeBodies.image(4 * MB)), "/v1/chat/completions");
        served(
                together(
                        12, version, "/api/chat", LargeBodies.bytes(LargeBodies.body("/api/chat", "東".repeat(8 * MB)))),
                "/api/chat");
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void largeAnswersAtOnceToo(HttpVersion version) throws Exception {
        somebodyElseStreams(version);
        var inputs =
                IntStream.range(0, 2_048).mapToObj(i -> "\"text " + i + "\"").collect(Collectors.joining(","));
        var embeddings = LargeBodies.bytes("{\"model\":\"titan-embed-text-v2\",\"input\":[" + inputs + "]}");
        var answers = served(together(4, version, "/v1/embeddings", embeddings), "/v1/embeddings");
        assertThat(answers).isEqualTo(4);
        for (var path : List.of("/api/chat", "/v1/chat/completions", "/model/nova-pro/converse")) {
            var prompt = LargeBodies.body(path, "Go on. [[emulate: events=400 size=50000]]");
            var large = LargeBodies.bytes(prompt.replace("\"max_tokens\":10,", ""));
            served(together(8, version, path, large), path);
        }
    }

    @Test
    void listsThatNobodyReadsAreBounded() throws Exception {
        somebodyElseStreams(HttpVersion.HTTP_2);
        var clients = new ArrayList<HttpClient>();
        for (int i = 0; i < 20; i++) {
            var client = relay.vertx()
                    .createHttpClient(
                            new HttpClientOptions()
                                    .setProtocolVersion(HttpVersion.HTTP_2)
                                    .setHttp2ClearTextUpgrade(false)
                                    .setInitialSettings(new Http2Settings().setInitialWindowSize(0)),
                            new PoolOptions().setHttp2MaxSize(1));
            clients.add(client);
            for (int stream = 0; stream < 100; stream++) {
                client.request(HttpMethod.GET, relay.port(), "localhost", "/api/models?view=all")
                        .compose(HttpClientRequest::send)
                        .onSuccess(list -> list.pause().exceptionHandler(_ -> {}));
            }
        }
        Await.until(
                "they have taken what they may",
                Duration.ofSeconds(10),
                () -> metric("relay_memory_refused_total") > 0);
        assertThat(metric("relay_memory_used_bytes")).isLessThanOrEqualTo(metric("relay_memory_limit_bytes"));
        // The write timeout ends them, so that others get their lists again.
        Await.until("there is room again", Duration.ofSeconds(15), () -> metric("relay_memory_used_bytes") == 0);
        assertThat(Posted.get(relay.url() + "/api/models?view=all").statusCode())
                .isEqualTo(200);
        clients.forEach(HttpClient::close);
    }

    @Test
    void whoLeavesInTheMiddleGivesBackWhatWasHeld() throws Exception {
        var client = somebodyElseStreams(HttpVersion.HTTP_1_1);
        var half = new byte[4 * MB];
        java.util.Arrays.fill(half, (byte) ' ');
        for (int round = 0; round < 30; round++) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), relay.port())) {
                socket.getOutputStream()
                        .write(LargeBodies.bytes("POST " + PATHS.get(round % PATHS.size())
                                + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: " + LARGEST
                                + "\r\n\r\n"));
                socket.getOutputStream().write(half);
            } catch (java.net.SocketException refused) {
                // There was no room, which is an answer too.
            }
        }
        for (int round = 0; round < 20; round++) {
            var left = Running.open(client, relay.port(), Lane.OPENAI, "events=1000 size=5000", round % 2 == 0);
            left.leave();
        }
    }

    @Test
    void whateverTheShapeOfTheBodyThereIsAnAnswer() throws Exception {
        var client = somebodyElseStreams(HttpVersion.HTTP_1_1);
        var statuses = new java.util.TreeMap<Integer, Integer>();
        for (int seed = 0; seed < FUZZ; seed++) {
            var random = new Random(seed);
            var path = PATHS.get(random.nextInt(PATHS.size()));
            var body = LargeBodies.shape(random, path);
            var answer = Posted.await(Posted.to(client, relay.port(), path, body, random.nextBoolean()));
            assertThat(answer.status()).as("seed %d: %s", seed, answer.text()).isIn(200, 400, 404, 413, 503);
            statuses.merge(answer.status(), 1, Integer::sum);
            if (other.hasEnded()) {
                everybodyElseIsServedAsBefore();
                somebodyElseStreams(HttpVersion.HTTP_1_1);
            }
        }
        assertThat(statuses).containsKeys(400, 413);
    }

    /// So many at the same time, each on a connection of its own.
    private List<Posted> together(int count, HttpVersion version, String path, byte[] body) throws Exception {
        var posts = new ArrayList<CompletableFuture<Posted>>();
        var clients = new ArrayList<HttpClient>();
        for (int i = 0; i < count; i++) {
            var client = Running.client(relay.vertx(), version);
            clients.add(client);
            posts.add(Posted.to(client, relay.port(), path, body, i % 3 == 2));
        }
        var answers = new ArrayList<Posted>();
        for (var post : posts) {
            answers.add(Posted.await(post));
        }
        clients.forEach(HttpClient::close);
        return answers;
    }

    /// How many got their answer. The others were told when to come again.
    private static int served(List<Posted> answers, String path) {
        int served = 0;
        int cut = 0;
        for (var answer : answers) {
            if (answer.status() == 503) {
                Posted.refused(answer, path, 503);
                assertThat(answer.retryAfter()).as(answer.text()).isNotNull();
            } else if (answer.status() == 0) {
                cut++;
            } else {
                assertThat(answer.status()).as(answer.text()).isIn(200, 400);
                served++;
            }
        }
        assertThat(served).as(path + " " + answers.size()).isPositive();
        // A client that goes on sending for five seconds what is not wanted loses its connection over HTTP/1.1.
        assertThat(cut).as(path + " " + answers.size()).isLessThanOrEqualTo(answers.size() / 3);
        return served;
    }

    private double metric(String name) {
        try {
            return Posted.get("http://localhost:" + relay.management() + "/q/metrics")
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + name));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /// Bytes that are in use after a full collection.
    private long heap() throws Exception {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var histogram = new ProcessBuilder(jcmd, Long.toString(relay.process().pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        var text = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var total = TOTAL.matcher(text);
        assertThat(total.find()).as(text).isTrue();
        return Long.parseLong(total.group(1));
    }
}
