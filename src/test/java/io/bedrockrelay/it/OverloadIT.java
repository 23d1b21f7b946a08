package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// New work is refused quickly and in its own dialect, and what is open goes on as if nothing had happened.
@Timeout(90)
class OverloadIT {

    @Test
    void beyondTheLimitOfOpenCallsNewOnesAreRefused() throws Exception {
        try (var relay = OwnRelay.start(Map.of("relay.stream.max-open", "6"))) {
            var client = Running.client(relay.vertx(), HttpVersion.HTTP_1_1);
            var open = new java.util.ArrayList<Running>();
            for (var lane : Lane.values()) {
                open.add(Running.open(client, relay.port(), lane, "gate=go gate-after=3", true)
                        .begun());
            }
            for (var lane : Lane.values()) {
                for (boolean streamed : List.of(true, false)) {
                    long start = System.nanoTime();
                    var refused = Running.open(client, relay.port(), lane, "text", streamed);
                    assertThat(refused.status()).as(lane.toString()).isEqualTo(lane.overloaded());
                    assertThat(refused.header("Retry-After"))
                            .as(lane.toString())
                            .isNotNull();
                    assertThat(refused.awaitEnd()).isTrue();
                    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
                    assertThat(new String(refused.body(), java.nio.charset.StandardCharsets.UTF_8))
                            .contains(refusal(lane), "limit of open calls");
                }
            }
            assertThat(relay.bedrock().inFlight()).isEqualTo(6);
            relay.bedrock().open("go");
            for (var stream : open) {
                assertThat(stream.awaitEnd()).isTrue();
                assertThat(stream.end()).as(stream.lane().toString()).isEqualTo(Lane.End.WHOLE);
            }
            var again = Running.open(client, relay.port(), Lane.RELAY, "text", true);
            assertThat(again.status()).as("there is room again").isEqualTo(200);
        }
    }

    /// The process is stopped twice for longer than the limit, as a machine does that has too little of everything; a
    /// request that waited through the second stop finds an event loop that is behind.
    @Test
    void whileTheEventLoopIsBehindNewCallsAreRefused() throws Exception {
        try (var relay = OwnRelay.start(Map.of("relay.overload.event-loop-lag", "300ms"))) {
            // One connection is one event loop.
            var client = Running.client(relay.vertx(), HttpVersion.HTTP_2);
            var open = Running.open(client, relay.port(), Lane.RELAY, "events=100000 delay=20ms", true)
                    .begun();
            assertThat(refusedBehindTime(relay, client)).isTrue();

            int before = open.length();
            Await.until("the open stream goes on", Duration.ofSeconds(5), () -> open.length() > before);
            assertThat(open.hasEnded()).isFalse();
            Await.until("the loop has caught up", Duration.ofSeconds(5), () -> {
                var next = Running.open(client, relay.port(), Lane.OPENAI, "text", false);
                return next.status() == 200;
            });
        }
    }

    private static boolean refusedBehindTime(OwnRelay relay, io.vertx.core.http.HttpClient client) throws Exception {
        return Stream.generate(() -> behind(relay, client)).limit(10).anyMatch(refused -> refused);
    }

    private static boolean behind(OwnRelay relay, io.vertx.core.http.HttpClient client) {
        try {
            signal(relay, "STOP");
            pause(500);
            signal(relay, "CONT");
            pause(30);
            signal(relay, "STOP");
            var late = Running.open(client, relay.port(), Lane.OPENAI, "text", false);
            pause(500);
            signal(relay, "CONT");
            if (late.status() != 503) {
                return false;
            }
            assertThat(late.awaitEnd()).isTrue();
            assertThat(late.header("Retry-After")).isNotNull();
            assertThat(late.said()).contains(refusal(Lane.OPENAI), "keep up");
            return true;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void signal(OwnRelay relay, String name) throws Exception {
        var kill = new ProcessBuilder(
                        "kill", "-" + name, Long.toString(relay.process().pid()))
                .start();
        assertThat(kill.waitFor()).isZero();
    }

    /// The time itself is what is wanted here.
    private static void pause(long millis) throws InterruptedException {
        new java.util.concurrent.CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }

    private static String refusal(Lane lane) {
        return switch (lane) {
            case RELAY -> "\"code\":\"overloaded\"";
            case OPENAI -> "\"code\":\"server_error\"";
            case CLAUDE, ANTHROPIC -> "\"type\":\"overloaded_error\"";
            case CONVERSE, INVOKE -> "\"message\"";
        };
    }
}
