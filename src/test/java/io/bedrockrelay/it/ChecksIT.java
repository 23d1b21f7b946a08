package io.bedrockrelay.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.bedrockrelay.emulator.Emulator;
import io.bedrockrelay.emulator.EmulatorOptions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.vertx.core.Vertx;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Which models really answer, found out by calling them.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
@Timeout(90)
class ChecksIT {
    Emulator bedrock;

    @BeforeEach
    void loaded() throws Exception {
        BedrockResource.awaitCatalogue();
    }

    @Test
    void aModelThatAnswersIsVerifiedAndTheListingSaysSo() {
        given().get("/api/models/nova-lite?region=us-west-2").then().body("data.check", nullValue());
        given().post("/api/models/nova-lite/check?region=us-west-2")
                .then()
                .statusCode(200)
                .body("data.model", equalTo("amazon.nova-lite-v1:0"))
                .body("data.region", equalTo("us-west-2"))
                .body("data.check.verified", is(true))
                .body("data.check.invocationId", equalTo("us.amazon.nova-lite-v1:0"))
                .body("data.check.firstTokenMs", greaterThanOrEqualTo(0))
                .body("data.check.at", notNullValue());
        given().get("/api/models?region=us-west-2")
                .then()
                .body("data.models.find { it.id == 'amazon.nova-lite-v1:0' }.check.verified", is(true));
        given().get("/api/models/nova-lite?region=eu-west-1").then().body("data.check", nullValue());
        var asked = bedrock.lastRequests().getLast();
        assertThat(asked.toString()).contains("Hello").contains("maxTokens");
    }

    @Test
    void anIdMayBeWrittenWithItsColonsAndSlashesInAnyEncoding() {
        for (var id :
                new String[] {"us.amazon.nova-lite-v1:0", "us.amazon.nova-lite-v1%3A0", "us.amazon.nova-lite-v1%253A0"
                }) {
            given().urlEncodingEnabled(false)
                    .post("/api/models/" + id + "/check?region=us-east-1")
                    .then()
                    .statusCode(200)
                    .body("data.check.verified", is(true));
        }
    }

    @Test
    void aModelThatRefusesIsToldInPlainWords() {
        given().post("/api/models/writer.palmyra-x4-v1:0/check?region=us-east-1")
                .then()
                .statusCode(200)
                .body("data.check.verified", is(false))
                .body("data.check.reason", equalTo("no-access"))
                .body("data.check.error", containsString("no access"))
                .body("data.check.detail", containsString("Bedrock console"));
        given().post("/api/models/no-such-model/check").then().statusCode(404);
        given().post("/api/models/nova-lite/check?region=mars-north-1")
                .then()
                .statusCode(400)
                .body("data.field", equalTo("region"));
    }

    @Test
    void aRunOverAllRecommendedModelsTellsItsProgress() throws Exception {
        try (var events = run(RestAssured.port, "?region=us-east-1&provider=anthropic")) {
            var start = Objects.requireNonNull(events.next());
            assertThat(start.name()).isEqualTo("start");
            var total = JsonPath.from(start.data()).getInt("total");
            var rest = events.rest();
            assertThat(rest).hasSize(total + 1);
            var checked = new HashSet<String>();
            for (var event : rest.subList(0, total)) {
                assertThat(event.name()).isEqualTo("check");
                checked.add(JsonPath.from(event.data()).getString("model"));
            }
            assertThat(checked).hasSize(total);
            var stop = JsonPath.from(rest.getLast().data());
            assertThat(rest.getLast().name()).isEqualTo("stop");
            assertThat(stop.getInt("verified") + stop.getInt("failed")).isEqualTo(total);
            assertThat(stop.getInt("verified")).isPositive();
        }
        given().get("/api/models?region=us-east-1&provider=anthropic")
                .then()
                .body("data.models.findAll { it.check == null }.size()", equalTo(0));
    }

    @Test
    void oneRunAtATimeFewModelsAtATimeAndNoMoreOnceTheClientHasGone() throws Exception {
        var vertx = Vertx.vertx();
        try (var slow = Emulator.start(vertx, EmulatorOptions.DEFAULTS)) {
            var settings = BedrockResource.settings(slow);
            settings.put("quarkus.http.port", "0");
            settings.put("relay.regions", "us-east-1");
            settings.put("relay.checks.prompt", "Hello [[emulate: gate=check]]");
            settings.put("relay.checks.concurrency", "2");
            settings.remove("relay.profiles.enabled");
            try (var relay = Packaged.start(settings)) {
                assertThat(relay.awaitLog("Catalogue of us-east-1"))
                        .as(relay.log())
                        .isTrue();
                assertThat(relay.awaitLog("Listening on")).as(relay.log()).isTrue();
                int port = relay.port();
                var first = run(port, "");
                await(() -> slow.waitingAt("check") == 2);
                given().port(port)
                        .post("/api/checks")
                        .then()
                        .statusCode(429)
                        .header("Retry-After", notNullValue())
                        .body("message", containsString("under way"));
                assertThat(slow.inFlight()).isEqualTo(2);
                first.close();
                assertThat(slow.awaitIdle(Duration.ofSeconds(10))).isTrue();
                slow.open("check");
                try (var second = run(port, "?q=nova")) {
                    assertThat(second.rest().getLast().name()).isEqualTo("stop");
                }
                given().port(port)
                        .body("{\"name\":\"x\",\"source\":\"nova-lite\"}")
                        .post("/api/inference-profiles")
                        .then()
                        .statusCode(403)
                        .body("data.message", containsString("relay.profiles.enabled"));
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static Sse run(int port, String query) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/checks" + query))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<InputStream> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
        return new Sse(response.body());
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        var never = new CountDownLatch(1);
        for (int tries = 0; tries < 400 && !condition.getAsBoolean(); tries++) {
            never.await(25, TimeUnit.MILLISECONDS);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
