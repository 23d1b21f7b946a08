package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every fault × every dialect and lane × streamed and not, with the vendors' own clients: the right kind of error,
/// never a clean end, within the time limit, and nothing left behind. All cells are asked at once, and judged one by
/// one.
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultMatrixIT {
    /// The longest limit of the settings below, and room for a slow machine.
    private static final Duration IN_TIME = Duration.ofSeconds(18);

    private static final Map<String, String> SETTINGS = Map.of(
            "relay.stream.first-event-patience", "1s",
            "relay.stream.first-event-timeout", "6s",
            "relay.stream.idle-timeout", "2s",
            "relay.stream.total-timeout", "9s",
            "relay.stream.keep-alive", "500ms",
            "relay.retry.attempts", "2",
            "relay.bedrock.max-frame-size", "4M",
            "relay.drain.delay", "0s");

    private static final Map<Cell, CompletableFuture<Seen>> SEEN = new ConcurrentHashMap<>();

    private static OwnRelay relay;
    private static Official clients;
    private static ExecutorService asking;

    record Cell(Fault fault, Lane lane, boolean streamed) {
        @Override
        public String toString() {
            return fault.words() + " × " + lane + (streamed ? " × streamed" : " × whole");
        }
    }

    static Stream<Cell> cells() {
        return Fault.all().stream().flatMap(fault -> Stream.of(Lane.values())
                .flatMap(lane -> Stream.of(true, false).map(streamed -> new Cell(fault, lane, streamed))));
    }

    @BeforeAll
    static void askAll() throws Exception {
        relay = OwnRelay.start(SETTINGS);
        clients = new Official(relay.url());
        for (var lane : Lane.values()) {
            // What is loaded and compiled at the first call is nobody's delay.
            clients.ask(lane, "text", true);
            clients.ask(lane, "text", false);
        }
        asking = Executors.newFixedThreadPool(32);
        cells().forEach(cell -> SEEN.put(cell, CompletableFuture.supplyAsync(() -> ask(cell), asking)));
    }

    private static Seen ask(Cell cell) {
        try {
            return clients.ask(cell.lane(), cell.fault().words(), cell.streamed());
        } catch (Exception e) {
            throw new AssertionError(cell + " gave no answer that its client understands", e);
        }
    }

    @AfterAll
    static void close() {
        asking.shutdownNow();
        clients.close();
        relay.close();
        SEEN.clear();
    }

    @ParameterizedTest
    @MethodSource("cells")
    @Order(1)
    void theClientSeesWhatHappened(Cell cell) throws Exception {
        var seen = SEEN.get(cell).get(90, TimeUnit.SECONDS);
        var expected = cell.fault().expected(cell.streamed());
        assertThat(seen.whole()).as(seen.toString()).isEqualTo(expected.kind() == Fault.Kind.NONE);
        if (cell.lane().sse() || !expected.inside()) {
            // AWS's client makes up a status for what it reads inside a stream.
            assertThat(seen.status()).as(seen.toString()).isEqualTo(expected.status(cell.lane()));
        }
        assertThat(seen.code()).as(seen.toString()).isEqualToIgnoringCase(expected.code(cell.lane()));
        assertThat(seen.said()).isNotBlank().doesNotContain("\tat ", "Exception:", "io.bedrockrelay", "io.vertx");
        assertThat(seen.took()).isLessThan(IN_TIME);
        if (cell.fault().words().contains("after=3") && expected.inside()) {
            assertThat(seen.before())
                    .as("what came before the failure was delivered")
                    .isTrue();
        }
    }

    @Test
    @Order(2)
    void nothingIsLeftOpenAndNothingIsLoggedWithoutCause() throws Exception {
        CompletableFuture.allOf(SEEN.values().toArray(CompletableFuture[]::new))
                .exceptionally(failed -> null)
                .get(90, TimeUnit.SECONDS);
        assertThat(relay.bedrock().awaitIdle(Duration.ofSeconds(2)))
                .as("calls at Bedrock")
                .isTrue();
        relay.process().terminate();
        assertThat(relay.process().awaitLog("draining: done")).isTrue();
        assertThat(relay.process().log())
                .contains("draining: 0 calls are open")
                .doesNotContain(" ERROR ", " FATAL ", "\tat ", "Exception");
    }
}
