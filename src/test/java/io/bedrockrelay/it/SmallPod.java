package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// The packaged relay with the flags of its image and the heap of a 512 MiB container, closed but for a few keys, and
/// somebody who streams from it all the time.
final class SmallPod implements AutoCloseable {
    static final int MB = 1 << 20;

    /// Without limits, for what comes by the hundred.
    static final String LOOSE = "brk_loose";

    /// Of these each may send two requests a minute.
    private static final int TIGHT = 400;

    /// What lives after a collection: the relay itself and its caches.
    private static final long AT_REST = 100L * MB;

    private static final Pattern TOTAL = Pattern.compile("Total +\\d+ +(\\d+)");

    private final Bystander bystander;
    private final OwnRelay relay;
    private final AtomicInteger sent = new AtomicInteger();

    private SmallPod(Bystander bystander, OwnRelay relay) {
        this.bystander = bystander;
        this.relay = relay;
    }

    static SmallPod start(Path folder) throws IOException, InterruptedException {
        var keys = new ArrayList<String>();
        keys.add(Keyed.entry("bystander", Bystander.KEY, ""));
        keys.add(Keyed.entry("loose", LOOSE, ""));
        for (int i = 0; i < TIGHT; i++) {
            keys.add(Keyed.entry(
                    "tight-" + i,
                    tight(i),
                    "limits: {requestsPerMinute: 2, tokensPerMinute: 20000000, concurrentStreams: 2}"));
        }
        var file = folder.resolve("keys.yaml");
        Keyed.write(file, keys.toArray(String[]::new));
        var bystander = new Bystander();
        var relay = OwnRelay.start(
                Map.of(
                        "relay.access.mode",
                        "keys",
                        "relay.access.open-admin",
                        "false",
                        "relay.access.keys-file",
                        file.toString(),
                        "relay.regions",
                        "us-east-1," + Bystander.REGION,
                        "relay.bedrock.endpoints.\"" + Bystander.REGION + "\".runtime",
                        bystander.bedrock(),
                        "relay.stream.write-timeout",
                        "5s"),
                "-Xmx256m",
                // Which the JVM chooses by itself where there is so little.
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError");
        return new SmallPod(bystander, relay);
    }

    private static String tight(int number) {
        return "brk_tight_" + number;
    }

    /// A key that has a request left, unless they come faster than they get new ones.
    String key() {
        return tight(sent.getAndIncrement() / 2 % TIGHT);
    }

    String log() throws IOException {
        return relay.process().log();
    }

    int port() {
        return relay.port();
    }

    Vertx vertx() {
        return relay.vertx();
    }

    void bystanderStreams() throws Exception {
        bystander.begin(relay.port());
    }

    /// That it lives, that the bystander noticed nothing, and that nothing is held any more.
    void isAsBefore() throws Exception {
        bystander.wasServed();
        Await.until("everything is given back", Duration.ofSeconds(20), () -> metric("relay_memory_used_bytes") == 0);
        assertThat(metric("relay_streams_open")).isZero();
        assertThat(relay.process().log()).doesNotContain("OutOfMemory", "Blocked", "\tat ");
        if (!Packaged.isNative()) {
            assertThat(heap()).as("bytes after a collection").isLessThan(AT_REST);
        }
    }

    Duration longestGap() {
        return bystander.longest();
    }

    double metric(String name) {
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
    private long heap() throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var histogram = new ProcessBuilder(jcmd, Long.toString(relay.process().pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        var text = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var total = TOTAL.matcher(text);
        assertThat(total.find()).as(text).isTrue();
        return Long.parseLong(total.group(1));
    }

    @Override
    public void close() {
        relay.close();
        bystander.close();
    }
}
