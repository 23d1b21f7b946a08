package io.bedrockrelay.it.edge;

import static io.bedrockrelay.it.Keyed.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.it.Keyed;
import io.bedrockrelay.it.OwnRelay;
import io.bedrockrelay.it.Packaged;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Every call of the API with requests that are nearly right: a few thousand, or as many as `-Dfuzz.requests` says,
/// which `.ci/run` sets to a hundred thousand. `-Dfuzz.seed` chooses others.
class FuzzIT {
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 5_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20261124L);
    private static final int CONNECTIONS = 8;
    private static final String KEY = "brk_fuzz-0123456789";
    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    /// What a heap may differ by between two looks at a process that does the same all the time.
    private static final long SLACK_KILOBYTES = 12 * 1024;

    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

    @Test
    @Timeout(400)
    void noRequestBreaksTheRelay(@TempDir Path folder) throws Exception {
        var keys = folder.resolve("keys.yaml");
        Keyed.write(keys, entry("fuzzer", KEY, "roles: [chat, admin]"));
        var settings = Map.of(
                "relay.access.mode", "keys",
                "relay.access.keys-file", keys.toString(),
                "relay.access.open-admin", "false");
        try (var relay = OwnRelay.start(settings, "-Xmx256m")) {
            // Fills caches and compiles code, so that the rest runs in a process as it will stay.
            send(relay.port(), REQUESTS / 5, SEED);
            long before = usedKilobytes(relay);
            long began = System.nanoTime();
            var statuses = send(relay.port(), REQUESTS - REQUESTS / 5, SEED + CONNECTIONS);
            long took = Duration.ofNanos(System.nanoTime() - began).toSeconds();
            assertThat(relay.bedrock().awaitIdle(Duration.ofSeconds(20))).isTrue();
            long after = usedKilobytes(relay);
            System.out.printf(
                    "%d requests of seed %d, the last four fifths in %d s: heap %d K, then %d K; statuses %s%n",
                    REQUESTS, SEED, took, before, after, statuses);
            assertThat(complaints).as("of seed " + SEED).isEmpty();
            assertThat(statuses).containsKeys(200, 400, 401, 404);
            assertThat(relay.process().log().lines())
                    .noneMatch(line -> line.startsWith("\tat ")
                            || line.contains("by a defect")
                            || line.contains("Unhandled exception")
                            || line.contains("OutOfMemory"));
            assertThat(after).as("kilobytes of heap").isLessThan(before + SLACK_KILOBYTES);
        }
    }

    private Map<Integer, Integer> send(int port, int requests, long seed) throws Exception {
        var document = ApiDocument.built();
        var statuses = new TreeMap<Integer, Integer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var runs = new ArrayList<Future<Map<Integer, Integer>>>();
            for (int i = 0; i < CONNECTIONS; i++) {
                var fuzzer = new Fuzzer(port, KEY, document, seed + i, complaints);
                runs.add(threads.submit(() -> fuzzer.run(requests / CONNECTIONS)));
            }
            for (var run : runs) {
                run.get().forEach((status, count) -> statuses.merge(status, count, Integer::sum));
            }
        }
        return statuses;
    }

    /// What is left on the heap after full collections. A native executable has no such look: nothing, then.
    private static long usedKilobytes(OwnRelay relay) throws IOException, InterruptedException {
        if (Packaged.isNative()) {
            return 0;
        }
        long pid = relay.process().pid();
        jcmd(pid, "GC.run");
        jcmd(pid, "GC.run");
        return jcmd(pid, "GC.heap_info")
                .lines()
                .filter(line -> !line.contains("Metaspace") && !line.contains("class space"))
                .map(USED::matcher)
                .filter(Matcher::find)
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
