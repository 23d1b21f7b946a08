package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Retries do not multiply an outage: counted at Bedrock.
@Timeout(60)
class RetryIT {
    private static final List<String> OPERATIONS =
            List.of("Converse", "ConverseStream", "InvokeModel", "InvokeModelWithResponseStream");
    /// Retries that a quiet relay may make before the share counts.
    private static final int RESERVE = 10;

    @Test
    void whileBedrockFailsAsAWholeRetriesStayWithinTheBudget() throws Exception {
        try (var relay = OwnRelay.start(Map.of("relay.retry.attempts", "5", "relay.retry.budget", "0.1"))) {
            var client = Running.client(relay.vertx(), HttpVersion.HTTP_1_1);
            var calls = new ArrayList<Running>();
            for (int round = 0; round < 20; round++) {
                for (var lane : Lane.values()) {
                    calls.add(Running.open(client, relay.port(), lane, "busy", round % 2 == 0));
                }
            }
            for (var call : calls) {
                assertThat(call.status()).isIn(503, 529);
            }
            assertThat(seen(relay))
                    .as("calls at Bedrock for %d calls of clients", calls.size())
                    .isBetween((long) calls.size() + 1, calls.size() + RESERVE + Math.round(calls.size() * 0.1));
        }
    }

    @Test
    void aPassingFailureIsMendedByARetryAndALongWaitIsLeftToTheClient() throws Exception {
        try (var relay = OwnRelay.start(Map.of())) {
            var client = Running.client(relay.vertx(), HttpVersion.HTTP_1_1);
            for (var lane : Lane.values()) {
                for (boolean streamed : List.of(true, false)) {
                    var mended =
                            Running.open(client, relay.port(), lane, "busy times=1 key=" + lane + streamed, streamed);
                    assertThat(mended.status()).as(lane.toString()).isEqualTo(200);
                    assertThat(relay.bedrock().attempts(lane.toString() + streamed))
                            .isEqualTo(2);

                    long before = seen(relay);
                    long start = System.nanoTime();
                    var told = Running.open(client, relay.port(), lane, "throttle retry-after=30", streamed);
                    assertThat(told.status()).as(lane.toString()).isEqualTo(429);
                    assertThat(told.header("Retry-After")).as(lane.toString()).isEqualTo("30");
                    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
                    assertThat(seen(relay)).as("asked once").isEqualTo(before + 1);
                }
            }
        }
    }

    private static long seen(OwnRelay relay) {
        return OPERATIONS.stream().mapToLong(relay.bedrock()::requests).sum();
    }
}
