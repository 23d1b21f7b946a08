package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.emulator.Emulator;
import io.bedrockrelay.emulator.EmulatorOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Every call of the API with requests that are nearly right: a hundred thousand of them where `CI` is set, a few
/// thousand elsewhere. `-Dfuzz.requests` and `-Dfuzz.seed` choose others.
class FuzzIT {
    private static final int CONNECTIONS = 4;
    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    /// What a heap may differ by between two looks at a process that does the same all the time.
    private static final long SLACK_KILOBYTES = 16 * 1024;

    @Test
    @Timeout(400)
    void noRequestBreaksTheRelay() throws Exception {
        int requests = Integer.getInteger("fuzz.requests", "true".equals(System.getenv("CI")) ? 100_000 : 4_000);
        long seed = Long.getLong("fuzz.seed", 20261124L);
        var vertx = Vertx.vertx();
        try (var bedrock = Emulator.start(vertx, EmulatorOptions.DEFAULTS)) {
            var settings = BedrockResource.settings(bedrock);
            settings.put("quarkus.http.port", "0");
            settings.put("relay.regions", "us-east-1");
            settings.put("relay.checks.max-models", "1000");
            try (var relay = Packaged.start(settings)) {
                assertThat(relay.awaitLog("Catalogue of us-east-1"))
                        .as(relay.log())
                        .isTrue();
                assertThat(relay.awaitLog("Listening on")).as(relay.log()).isTrue();
                var complaints = new ConcurrentLinkedQueue<String>();
                // A fifth of them to warm up caches and compiled code.
                run(relay, requests / 5, seed, complaints);
                long before = usedKilobytes(relay.pid());
                var statuses = run(relay, requests - requests / 5, seed + 1000, complaints);
                assertThat(bedrock.awaitIdle(Duration.ofSeconds(20))).isTrue();
                long after = usedKilobytes(relay.pid());
                System.out.printf(
                        "%d requests of seed %d: heap %d K, then %d K; statuses %s%n",
                        requests, seed, before, after, statuses);
                assertThat(complaints).as("seed " + seed).isEmpty();
                assertThat(after).isLessThan(before + SLACK_KILOBYTES);
                assertThat(statuses).containsKeys(200, 400, 404);
                assertThat(relay.log()).doesNotContain("\tat ", "by a defect", "Unhandled exception", "OutOfMemory");
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static Map<Integer, Integer> run(
            Packaged relay, int requests, long seed, ConcurrentLinkedQueue<String> complaints) throws Exception {
        var document = ApiDocument.built();
        int port = relay.port();
        var statuses = new TreeMap<Integer, Integer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var runs = new ArrayList<Future<Map<Integer, Integer>>>();
            for (int i = 0; i < CONNECTIONS; i++) {
                var fuzzer = new Fuzzer(port, document, seed + i, complaints);
                runs.add(threads.submit(() -> fuzzer.run(requests / CONNECTIONS)));
            }
            for (var run : runs) {
                run.get().forEach((status, count) -> statuses.merge(status, count, Integer::sum));
            }
        }
        return statuses;
    }

    /// What is left on the heap after a full collection.
    private static long usedKilobytes(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        jcmd(pid, "GC.run");
        return jcmd(pid, "GC.heap_info")
                .lines()
                .filter(line -> !line.contains("Metaspace") && !line.contains("class space"))
                .map(USED::matcher)
                .filter(java.util.regex.Matcher::find)
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
