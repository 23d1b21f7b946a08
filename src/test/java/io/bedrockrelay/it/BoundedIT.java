package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A small pod against callers who send it as much as they may and a little more, by keys that may send two requests a
/// minute: it lives, a bystander's streams are whole and never stand still, who gets no room is told so in the words
/// of his API, and afterwards nothing is held.
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoundedIT {
    private static final int MB = SmallPod.MB;
    private static final int LARGEST = 24 * MB;

    /// Bodies of random shape, as many of them as this machine takes in the time; `-Drelay.test.fuzz-seconds=…`.
    private static final int FUZZ = 2_000;

    private static final Duration FUZZ_TIME = Duration.ofSeconds(Integer.getInteger("relay.test.fuzz-seconds", 90));

    private static final Pattern CAPACITY = Pattern.compile("\\| (an image|a body) of (\\d+) Mi?B[^|]*\\| (\\d+) \\|");

    private SmallPod pod;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        pod = SmallPod.start(folder);
    }

    @AfterAll
    void stop() {
        pod.close();
    }

    @BeforeEach
    void somebodyElseStreams() throws Exception {
        pod.bystanderStreams();
    }

    @AfterEach
    void everybodyElseIsServedAsBefore() throws Exception {
        pod.isAsBefore();
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void aBodyOfManyValuesIsTooLargeWhateverTheyAre(HttpVersion version) throws Exception {
        var client = Running.client(pod.vertx(), version);
        for (var path : LargeBodies.PATHS) {
            for (var unit : List.of("{},", "[],", "\"a\",", "null,")) {
                var field = List.of("messages", "input", "unknown").get((unit.length() + path.length()) % 3);
                // Large enough to end the process if it were built, small enough to be sent a hundred times.
                var body = LargeBodies.bytes("{\"model\":\"" + LargeBodies.model(path) + "\",\"" + field + "\":["
                        + unit.repeat(3 * MB / unit.length()) + "1]}");
                tooLarge(client, path, body, unit.equals("[],"));
            }
            tooLarge(client, path, LargeBodies.keys(LARGEST), false);
            tooLarge(client, path, LargeBodies.keys(LARGEST), true);
            tooLarge(client, path, LargeBodies.bytes("{\"model\":\"nova-pro\",\"messages\":" + "[".repeat(MB)), false);
            tooLarge(
                    client,
                    path,
                    LargeBodies.bytes("{\"model\":\"nova-pro\",\"unknown\":[" + "{},".repeat(LARGEST / 3) + "1]}"),
                    false);
        }
        client.close();
    }

    private void tooLarge(HttpClient client, String path, byte[] body, boolean chunked) throws Exception {
        var answer = Posted.await(Posted.to(client, pod.port(), path, pod.key(), body, chunked));
        Posted.refused(answer, path, 413);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void largeBodiesAtOnceAreServedOrRefusedButNeverTheEnd(HttpVersion version) throws Exception {
        for (var path : LargeBodies.PATHS) {
            var text = LargeBodies.bytes(LargeBodies.body(path, "word ".repeat(4 * MB)));
            served(together(12, version, path, text), path);
        }
        var openAi = "/v1/chat/completions";
        served(together(6, version, openAi, LargeBodies.image(20 * MB, "What is this?")), openAi);
        served(together(40, version, openAi, LargeBodies.image(4 * MB, "What is this?")), openAi);
        var wide = LargeBodies.bytes(LargeBodies.body("/api/chat", "東".repeat(8 * MB)));
        served(together(12, version, "/api/chat", wide), "/api/chat");
        var escaped = LargeBodies.bytes(LargeBodies.body("/v1/messages", "\\u0041".repeat(4 * MB)));
        served(together(12, version, "/v1/messages", escaped), "/v1/messages");
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void largeAnswersAtOnceToo(HttpVersion version) throws Exception {
        var inputs =
                IntStream.range(0, 2_048).mapToObj(i -> "\"text " + i + "\"").collect(Collectors.joining(","));
        var embeddings = LargeBodies.bytes("{\"model\":\"titan-embed-text-v2\",\"input\":[" + inputs + "]}");
        var answers = served(together(4, version, "/v1/embeddings", embeddings), "/v1/embeddings");
        assertThat(answers).isEqualTo(4);
        for (var path : LargeBodies.CHATS) {
            var prompt = LargeBodies.body(path, "Go on. [[emulate: events=400 size=50000]]");
            served(together(8, version, path, LargeBodies.bytes(LargeBodies.unbounded(prompt))), path);
        }
    }

    @Test
    void listsThatNobodyReadsAreBounded() throws Exception {
        var clients = new ArrayList<HttpClient>();
        for (int i = 0; i < 20; i++) {
            var client = pod.vertx()
                    .createHttpClient(
                            new HttpClientOptions()
                                    .setProtocolVersion(HttpVersion.HTTP_2)
                                    .setHttp2ClearTextUpgrade(false)
                                    .setInitialSettings(new Http2Settings().setInitialWindowSize(0)),
                            new PoolOptions().setHttp2MaxSize(1));
            clients.add(client);
            for (int stream = 0; stream < 100; stream++) {
                client.request(HttpMethod.GET, pod.port(), "localhost", "/api/models?view=all")
                        .compose(request -> request.putHeader("Authorization", "Bearer " + SmallPod.LOOSE)
                                .send())
                        .onSuccess(list -> list.pause().exceptionHandler(_ -> {}));
            }
        }
        Await.until(
                "they have taken what they may",
                Duration.ofSeconds(10),
                () -> pod.metric("relay_memory_refused_total") > 0);
        assertThat(pod.metric("relay_memory_used_bytes")).isLessThanOrEqualTo(pod.metric("relay_memory_limit_bytes"));
        // The write timeout ends them, so that others get their lists again.
        Await.until("there is room again", Duration.ofSeconds(15), () -> pod.metric("relay_memory_used_bytes") == 0);
        clients.forEach(HttpClient::close);
    }

    @Test
    void whoLeavesInTheMiddleGivesBackWhatWasHeld() throws Exception {
        var half = new byte[4 * MB];
        Arrays.fill(half, (byte) ' ');
        for (int round = 0; round < 30; round++) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), pod.port())) {
                socket.getOutputStream()
                        .write(LargeBodies.bytes("POST " + LargeBodies.PATHS.get(round % LargeBodies.PATHS.size())
                                + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                                + pod.key() + "\r\nContent-Length: " + LARGEST + "\r\n\r\n"));
                socket.getOutputStream().write(half);
            } catch (SocketException refused) {
                // There was no room, which is an answer too.
            }
        }
        // These leave while their bodies are read, written for Bedrock, signed or sent, and their answers come.
        for (var path : LargeBodies.PATHS) {
            for (int round = 0; round < 6; round++) {
                var client = Running.client(pod.vertx(), HttpVersion.HTTP_1_1);
                var body = LargeBodies.bytes(LargeBodies.body(path, "word ".repeat(round % 2 == 0 ? 4 * MB : 1_000)));
                var posted = Posted.to(client, pod.port(), path, pod.key(), body, false);
                posted.orTimeout(20L << round, TimeUnit.MILLISECONDS)
                        .exceptionally(_ -> Posted.BROKEN)
                        .join();
                client.close();
            }
        }
    }

    @Test
    void whateverTheShapeOfTheBodyThereIsAnAnswer() throws Exception {
        var client = Running.client(pod.vertx(), HttpVersion.HTTP_1_1);
        var statuses = new TreeMap<Integer, Integer>();
        long end = System.nanoTime() + FUZZ_TIME.toNanos();
        int seed = 0;
        for (; seed < FUZZ && System.nanoTime() < end; seed++) {
            var random = new Random(seed);
            var path = LargeBodies.PATHS.get(random.nextInt(LargeBodies.PATHS.size()));
            var body = LargeBodies.shape(random, path);
            var answer = Posted.await(Posted.to(client, pod.port(), path, SmallPod.LOOSE, body, random.nextBoolean()));
            assertThat(answer.status()).as("seed %d: %s", seed, answer.text()).isIn(200, 400, 404, 413, 503, 529);
            statuses.merge(answer.status(), 1, Integer::sum);
        }
        assertThat(statuses).containsKeys(400, 413);
        System.out.printf(
                "%d bodies of random shape: %s; the bystander waited %d ms at most%n",
                seed, statuses, pod.longestGap().toMillis());
        client.close();
    }

    /// The numbers of docs/operations.md, measured: how many are served of more than there is room for.
    @Test
    void theCapacityIsWhatTheDocumentationSays() throws Exception {
        var path = "/v1/chat/completions";
        var table = Files.readString(Path.of("docs", "operations.md"));
        for (var row : CAPACITY.matcher(table).results().toList()) {
            int megabytes = Integer.parseInt(row.group(2));
            var body = row.group(1).equals("an image")
                    ? LargeBodies.image(megabytes * MB / 3 * 4, "[[emulate: first-delay=5s]]")
                    : LargeBodies.bytes(
                            LargeBodies.body(path, "[[emulate: first-delay=5s]]" + " ".repeat(megabytes * MB - 500)));
            int documented = Integer.parseInt(row.group(3));
            assertThat(served(together(documented + 4, HttpVersion.HTTP_1_1, path, body), path))
                    .as(row.group())
                    .isEqualTo(documented);
            Await.until("room again", Duration.ofSeconds(20), () -> pod.metric("relay_memory_used_bytes") == 0);
        }
    }

    /// So many at the same time, each on a connection of its own, two by each key.
    private List<Posted> together(int count, HttpVersion version, String path, byte[] body) throws Exception {
        var posts = new ArrayList<CompletableFuture<Posted>>();
        var clients = new ArrayList<HttpClient>();
        for (int i = 0; i < count; i++) {
            var client = Running.client(pod.vertx(), version);
            clients.add(client);
            posts.add(Posted.to(client, pod.port(), path, pod.key(), body, i % 3 == 2));
        }
        var answers = new ArrayList<Posted>();
        for (var post : posts) {
            answers.add(Posted.await(post));
        }
        clients.forEach(HttpClient::close);
        return answers;
    }

    /// How many got their answer. The others were told when to come again.
    private int served(List<Posted> answers, String path) throws IOException {
        int served = 0;
        int cut = 0;
        for (var answer : answers) {
            int overloaded = path.startsWith("/v1/messages") ? 529 : 503;
            if (answer.status() == overloaded) {
                Posted.refused(answer, path, overloaded);
                assertThat(answer.retryAfter()).as(answer.text()).isNotNull();
            } else if (answer.status() == 0) {
                cut++;
            } else {
                assertThat(answer.status())
                        .as("%s%n%s", answer.text(), answer.status() == 500 ? pod.log() : "")
                        .isIn(200, 400);
                served++;
            }
        }
        assertThat(served).as(path + " " + answers.size()).isPositive();
        // A client that goes on sending for five seconds what is not wanted loses its connection over HTTP/1.1.
        assertThat(cut).as(path + " " + answers.size()).isLessThanOrEqualTo(answers.size() / 3);
        return served;
    }
}
