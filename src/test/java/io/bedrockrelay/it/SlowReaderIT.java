package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Clients that stop reading while Bedrock offers each of them 200 MB: the relay keeps next to nothing for them, serves
/// the others as before, and closes them at the write timeout.
@Timeout(120)
class SlowReaderIT {
    /// Of the heap, for each reader that is stuck: 64 KiB of one write and what is encoded of one piece read ahead,
    /// the rest is room for the collector's own accounts.
    private static final long EACH = 512 * 1024;
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(10);
    /// Between two events that Bedrock sends every 20 ms: 95 of 100, and all of them, on a machine that does other
    /// things too and collects all garbage in between. A loop that waited for a stuck reader would wait for the
    /// write timeout.
    private static final Duration GAP = Duration.ofMillis(200);
    private static final Duration LONGEST_GAP = Duration.ofSeconds(3);

    private static final Pattern USED = Pattern.compile("Total +\\d+ +(\\d+)");

    @Test
    void keepNothingInMemoryAndNobodyElseWaiting() throws Exception {
        assumeThat(Packaged.isNative())
                .as("a native image has no jcmd to look at its heap")
                .isFalse();
        var settings = Map.of("relay.stream.write-timeout", WRITE_TIMEOUT.toSeconds() + "s");
        try (var relay = OwnRelay.start(settings, "-Xmx128m", "-XX:MaxDirectMemorySize=64m")) {
            for (var version : List.of(HttpVersion.HTTP_1_1, HttpVersion.HTTP_2)) {
                var client = Running.client(relay.vertx(), HttpVersion.HTTP_1_1);
                var others = new ArrayList<Running>();
                for (var lane : Lane.values()) {
                    others.add(Running.open(client, relay.port(), lane, "events=100000 delay=20ms", true)
                            .begun());
                }
                stuck(relay, version, others);
                for (var other : others) {
                    other.leave();
                }
                assertThat(relay.bedrock().awaitIdle(Duration.ofSeconds(5))).isTrue();
            }
            assertThat(relay.process().log()).doesNotContain("OutOfMemory", "\tat ", " ERROR ");
        }
    }

    @Test
    void aWholeAnswerIsNotKeptForThemEither() throws Exception {
        try (var relay = OwnRelay.start(Map.of("relay.stream.write-timeout", "2s"))) {
            for (var version : List.of(HttpVersion.HTTP_1_1, HttpVersion.HTTP_2)) {
                int before = timeouts(relay);
                for (var lane : Lane.values()) {
                    var client = Running.client(relay.vertx(), version);
                    // More than the sockets on the way hold.
                    Running.open(client, relay.port(), lane, "events=400 size=50000", false)
                            .begun()
                            .stopReading();
                }
                Await.until(
                        "each call is over",
                        Duration.ofSeconds(20),
                        () -> timeouts(relay) == before + Lane.values().length);
            }
        }
    }

    /// Calls that ended since a reader did not read.
    private static int timeouts(OwnRelay relay) throws IOException {
        return relay.process().log().split(" 200 timeout ", -1).length - 1;
    }

    private static void stuck(OwnRelay relay, HttpVersion version, List<Running> others) throws Exception {
        long before = heap(relay);
        long cancelled = relay.bedrock().cancelled();
        var readers = new ArrayList<Running>();
        for (var lane : Lane.values()) {
            for (int i = 0; i < 2; i++) {
                // A connection each, so that over HTTP/2 too each is stuck by itself.
                var client = Running.client(relay.vertx(), version);
                readers.add(Running.open(client, relay.port(), lane, "events=4000 size=50000", true));
            }
        }
        for (var reader : readers) {
            reader.begun().stopReading();
        }
        // Until everything on the way is full, Bedrock's own machine has more to do than usual: it is this one.
        goOn(others);
        long during = heap(relay);
        long from = System.nanoTime();
        goOn(others);
        during = Math.max(during, heap(relay));
        assertThat((during - before) / readers.size())
                .as("bytes of heap for each stuck reader")
                .isLessThan(EACH);

        Await.until(
                "the stuck readers are closed",
                WRITE_TIMEOUT.plusSeconds(10),
                () -> relay.bedrock().openStreams() == others.size());
        long to = System.nanoTime();
        assertThat(relay.bedrock().cancelled()).as("none was read to its end").isEqualTo(cancelled + readers.size());
        for (var other : others) {
            assertThat(other.hasEnded()).isFalse();
            var gaps = gaps(other, from, to);
            assertThat(gaps.get(gaps.size() * 95 / 100))
                    .as(other.lane().toString())
                    .isLessThan(GAP);
            assertThat(gaps.getLast()).as(other.lane().toString()).isLessThan(LONGEST_GAP);
        }
    }

    /// Waits until each of them has received another fifty events.
    private static void goOn(List<Running> others) throws Exception {
        var goals = others.stream().map(other -> other.arrivals().size() + 50).toList();
        for (int i = 0; i < goals.size(); i++) {
            int goal = goals.get(i);
            var other = others.get(i);
            Await.until(
                    "it goes on", Duration.ofSeconds(10), () -> other.arrivals().size() >= goal);
        }
    }

    /// The times between the parts that arrived, shortest first.
    private static List<Duration> gaps(Running stream, long from, long to) {
        var gaps = new ArrayList<Duration>();
        long last = from;
        for (long arrival : stream.arrivals()) {
            if (arrival >= from && arrival <= to) {
                gaps.add(Duration.ofNanos(arrival - last));
                last = arrival;
            }
        }
        gaps.add(Duration.ofNanos(to - last));
        gaps.sort(Comparator.naturalOrder());
        return gaps;
    }

    /// Bytes that are in use after a full collection.
    private static long heap(OwnRelay relay) throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var histogram = new ProcessBuilder(jcmd, Long.toString(relay.process().pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        var text = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(histogram.waitFor()).as(text).isZero();
        var total = USED.matcher(text);
        assertThat(total.find()).as(text).isTrue();
        return Long.parseLong(total.group(1));
    }
}
