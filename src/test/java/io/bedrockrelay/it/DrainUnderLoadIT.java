package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpVersion;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// SIGTERM under five hundred open streams of every dialect: nobody is told a lie, and the process ends with 0.
@Timeout(120)
class DrainUnderLoadIT {
    private static final int OF_EACH = 42;
    private static final int STREAMS = OF_EACH * 2 * Lane.values().length;

    @Test
    void whoEndsInTimeEndsWholeAndTheOthersGetTheirError() throws Exception {
        try (var relay = OwnRelay.start(Map.of("relay.drain.delay", "2s", "relay.drain.deadline", "6s"))) {
            var client = Running.client(relay.vertx(), HttpVersion.HTTP_1_1);
            var ending = new ArrayList<Running>();
            var staying = new ArrayList<Running>();
            for (var lane : Lane.values()) {
                for (int i = 0; i < OF_EACH; i++) {
                    ending.add(Running.open(client, relay.port(), lane, "gate=end gate-after=4", true));
                    staying.add(Running.open(client, relay.port(), lane, "stall after=4", true));
                }
            }
            for (var stream : all(ending, staying)) {
                stream.begun();
            }
            assertThat(relay.bedrock().openStreams()).isEqualTo(STREAMS);

            relay.process().terminate();
            Await.until("not ready", Duration.ofSeconds(2), () -> readiness(relay) == 503);
            assertThat(ask(client, relay)).as("a new call within the delay").isEqualTo(200);
            Await.until("new calls are refused", Duration.ofSeconds(5), () -> ask(client, relay) == 503);
            assertThat(relay.bedrock().openStreams()).as("open streams go on").isEqualTo(STREAMS);

            relay.bedrock().open("end");
            for (var stream : ending) {
                assertThat(stream.awaitEnd()).isTrue();
                assertThat(stream.end()).as(stream.lane().toString()).isEqualTo(Lane.End.WHOLE);
            }
            for (var stream : staying) {
                assertThat(stream.awaitEnd()).as("an error, not a cut").isTrue();
                assertThat(stream.end()).as(stream.lane().toString()).isEqualTo(Lane.End.FAILED);
            }
            assertThat(relay.process().awaitExit()).isZero();
            assertThat(relay.process().log())
                    .contains("draining: done, 0 calls left")
                    .doesNotContain("\tat ", " ERROR ");
            assertThat(relay.bedrock().awaitIdle(Duration.ofSeconds(5))).isTrue();
        }
    }

    private static List<Running> all(List<Running> some, List<Running> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private static int ask(HttpClient client, OwnRelay relay) throws Exception {
        return Running.open(client, relay.port(), Lane.OPENAI, "text", false).status();
    }

    private static int readiness(OwnRelay relay) throws Exception {
        var uri = URI.create("http://localhost:" + relay.management() + "/q/health/ready");
        try (var http = java.net.http.HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (ConnectException gone) {
            return -1;
        }
    }
}
