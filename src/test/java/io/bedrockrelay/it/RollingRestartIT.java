package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.emulator.Emulator;
import io.bedrockrelay.emulator.EmulatorOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two relays behind an nginx that is set up as the Ingress of `k8s/` sets it up, as during a rolling restart: one is
/// told to go while 200 streams run, and readiness alone decides who gets new calls.
@Timeout(120)
class RollingRestartIT {
    private static final int STREAMS = 200;
    private static final String READY = "/q/health/ready";
    private static final Pattern OPEN = Pattern.compile("draining: (\\d+) calls are open");

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();
    private Emulator bedrock;
    private Pod old;
    private Pod young;

    private record Pod(Packaged process, int port, int management) {}

    @BeforeEach
    void start() throws Exception {
        bedrock = Emulator.start(vertx, EmulatorOptions.DEFAULTS);
        old = pod();
        young = pod();
        for (var pod : List.of(old, young)) {
            assertThat(pod.process().awaitLog("Catalogue of us-east-1"))
                    .as(pod.process().log())
                    .isTrue();
        }
    }

    @AfterEach
    void stop() {
        old.process().close();
        young.process().close();
        threads.shutdownNow();
        bedrock.close();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void noStreamIsCutAndNoCallIsRefused() throws Exception {
        try (var nginx = Nginx.start(folder, IngressSettings.directives(), List.of(old.port(), young.port()))) {
            var begun = new CountDownLatch(STREAMS);
            var streams = new ArrayList<Future<List<Sse.Event>>>();
            for (int i = 0; i < STREAMS; i++) {
                streams.add(threads.submit(stream(nginx.port(), begun)));
            }
            assertThat(begun.await(30, TimeUnit.SECONDS)).as(nginx.log()).isTrue();

            var restarting = new AtomicBoolean(true);
            var fresh = threads.submit(freshCalls(nginx.port(), restarting));
            awaitReadiness(200);
            old.process().terminate();
            awaitReadiness(503);
            nginx.use(List.of(young.port()));

            for (var stream : streams) {
                assertWhole(stream.get(60, TimeUnit.SECONDS));
            }
            assertThat(old.process().awaitExit()).isNotEqualTo(-1);
            restarting.set(false);
            assertThat(fresh.get(30, TimeUnit.SECONDS)).isGreaterThan(5);
            assertThat(old.process().log()).contains("draining: done, 0 calls left");
            var open = OPEN.matcher(old.process().log());
            assertThat(open.find()).isTrue();
            assertThat(Integer.parseInt(open.group(1)))
                    .as("streams that the old relay still had")
                    .isGreaterThan(STREAMS / 4);
        }
    }

    private Pod pod() throws IOException {
        int port;
        int management;
        try (var one = new ServerSocket(0);
                var two = new ServerSocket(0)) {
            port = one.getLocalPort();
            management = two.getLocalPort();
        }
        var settings = BedrockResource.settings(bedrock);
        settings.put("relay.regions", "us-east-1");
        settings.put("quarkus.http.port", Integer.toString(port));
        settings.put("quarkus.management.port", Integer.toString(management));
        settings.put("relay.drain.delay", "5s");
        settings.put("relay.drain.deadline", "1m");
        return new Pod(Packaged.start(settings), port, management);
    }

    /// A stream of some ten seconds.
    private Callable<List<Sse.Event>> stream(int port, CountDownLatch begun) {
        return () -> {
            var response = call(port, "events=50 delay=200ms numbered", true);
            assertThat(response.statusCode()).isEqualTo(200);
            try (var events = new Sse(response.body())) {
                var all = new ArrayList<Sse.Event>();
                all.add(java.util.Objects.requireNonNull(events.next()));
                begun.countDown();
                all.addAll(events.rest());
                return all;
            }
        };
    }

    /// Small calls one after the other for as long as the restart takes; how many they were.
    private Callable<Integer> freshCalls(int port, AtomicBoolean going) {
        return () -> {
            int calls = 0;
            for (; going.get(); calls++) {
                var response = call(port, "events=2 delay=20ms", false);
                assertThat(response.statusCode()).as("call " + calls).isEqualTo(200);
                response.body().close();
            }
            return calls;
        };
    }

    private HttpResponse<InputStream> call(int port, String directive, boolean stream) throws Exception {
        var body = "{\"model\":\"nova-pro\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi [[emulate: " + directive
                + "]]\"}]}";
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/chat"))
                .header("Content-Type", "application/json")
                .header("Accept", stream ? "text/event-stream" : "application/json")
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    private static void assertWhole(List<Sse.Event> events) {
        assertThat(events).extracting(Sse.Event::name).doesNotContain("error").endsWith("stop", "usage");
        var text = events.stream()
                .filter(event -> event.name().equals("text"))
                .map(Sse.Event::data)
                .reduce("", String::concat);
        for (int i = 1; i <= 50; i++) {
            assertThat(text).contains("n=" + i + ";");
        }
    }

    /// What a kubelet does, with the probe of the Deployment.
    private void awaitReadiness(int status) throws Exception {
        assertThat(Files.readString(Path.of("k8s/base/deployment.yaml"))).contains("path: " + READY);
        var probe = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + old.management() + READY))
                .build();
        var never = new CountDownLatch(1);
        for (int tries = 0;
                http.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() != status;
                tries++) {
            assertThat(tries).as("readiness is not " + status).isLessThan(250);
            never.await(20, TimeUnit.MILLISECONDS);
        }
    }
}
