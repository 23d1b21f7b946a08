package io.bedrockrelay.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.bedrockrelay.emulator.Emulator;
import io.bedrockrelay.emulator.EmulatorOptions;
import io.vertx.core.Vertx;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// SIGTERM under an open stream: not ready first, then no new call, and an error rather than a cut at the deadline.
@Timeout(90)
class DrainIT {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void whatIsStillOpenAtTheDeadlineGetsItsErrorAndNothingNewIsTaken() throws Exception {
        var vertx = Vertx.vertx();
        try (var bedrock = Emulator.start(vertx, EmulatorOptions.DEFAULTS);
                var port = new FreePort();
                var management = new FreePort()) {
            var settings = BedrockResource.settings(bedrock);
            settings.put("quarkus.http.port", port.release());
            settings.put("quarkus.management.port", management.release());
            settings.put("relay.regions", "us-east-1");
            settings.put("relay.drain.delay", "1s");
            settings.put("relay.drain.deadline", "4s");
            try (var relay = Packaged.start(settings)) {
                assertThat(relay.awaitLog("Catalogue of us-east-1"))
                        .as(relay.log())
                        .isTrue();
                var stream = open(port.number(), "Hello [[emulate: stall after=3]]");
                assertThat(stream.next()).isNotNull();

                relay.terminate();
                assertThat(relay.awaitLog("the last may go on for"))
                        .as(relay.log())
                        .isTrue();
                given().port(management.number()).get("/q/health/ready").then().statusCode(503);
                given().port(port.number())
                        .contentType("application/json")
                        .body(body("Hi"))
                        .post("/api/chat")
                        .then()
                        .statusCode(503)
                        .body("code", equalTo("overloaded"));

                var rest = stream.rest();
                assertThat(rest)
                        .extracting(Sse.Event::name)
                        .doesNotContain("stop")
                        .endsWith("error");
                assertThat(relay.awaitExit()).as("exit code").isZero();
                assertThat(relay.log()).contains("draining: done, 0 calls left").doesNotContain("\tat ");
                assertThat(bedrock.awaitIdle(Duration.ofSeconds(5))).isTrue();
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private Sse open(int port, String prompt) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/chat"))
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(body(prompt)))
                .build();
        var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return new Sse(response.body());
    }

    private static String body(String prompt) {
        return "{\"model\":\"nova-pro\",\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt + "\"}]}";
    }

    /// A port that nobody has at the moment.
    private static final class FreePort implements AutoCloseable {
        private final ServerSocket socket;
        private final int number;

        FreePort() throws java.io.IOException {
            socket = new ServerSocket(0);
            number = socket.getLocalPort();
        }

        int number() {
            return number;
        }

        String release() throws java.io.IOException {
            socket.close();
            return Integer.toString(number);
        }

        @Override
        public void close() throws java.io.IOException {
            socket.close();
        }
    }
}
