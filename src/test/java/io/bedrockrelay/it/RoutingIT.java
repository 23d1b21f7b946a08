package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The packaged relay before three Regions, each a Bedrock of its own, in every dialect, whole and streamed.
@Timeout(120)
class RoutingIT {
    private static final List<String> REGIONS = List.of("us-east-1", "us-west-2", "eu-west-1");

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, StandIn> regions = new LinkedHashMap<>();
    private HttpClient client;

    @BeforeEach
    void start() {
        REGIONS.forEach(region -> regions.put(region, StandIn.start(vertx)));
        client = Running.client(vertx, HttpVersion.HTTP_1_1);
    }

    @AfterEach
    void stop() {
        regions.values().forEach(StandIn::close);
        vertx.close();
    }

    @Test
    void conversationsHaveAHomeEachAndAllRegionsHaveSome() throws Exception {
        try (var relay = relay(Map.of())) {
            var homes = new HashMap<String, Integer>();
            for (var lane : Lane.values()) {
                for (int conversation = 0; conversation < 10; conversation++) {
                    var words = "text=number-" + conversation;
                    var home = answered(relay, lane, words, true).header("X-Relay-Region");
                    assertThat(answered(relay, lane, words, false).header("X-Relay-Region"))
                            .as("%s, whole", lane)
                            .isEqualTo(home);
                    homes.merge(Objects.requireNonNull(home), 1, Integer::sum);
                }
            }
            assertThat(homes.keySet()).containsExactlyInAnyOrderElementsOf(REGIONS);
            assertThat(homes.values()).allSatisfy(some -> assertThat(some).isGreaterThan(8));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = StandIn.Mode.class,
            names = {"THROTTLES", "FAILS", "BREAKS", "DENIES"})
    void whatOneRegionDoesNotAnswerAnotherDoes(StandIn.Mode mode) throws Exception {
        var ill = "us-east-1";
        try (var relay = relay(Map.of())) {
            var conversations = new LinkedHashMap<String, Lane>();
            for (var lane : Lane.values()) {
                conversations.put(wordsAtHomeIn(ill, relay, lane, true), lane);
                conversations.put(wordsAtHomeIn(ill, relay, lane, false), lane);
            }
            standIn(ill).does(mode);
            int moved = 0;
            for (var each : conversations.entrySet()) {
                var after = answered(
                        relay, each.getValue(), each.getKey(), each.getKey().endsWith("true"));
                assertThat(after.header("X-Relay-Region")).isNotEqualTo(ill);
                var attempts = after.header("X-Relay-Attempts");
                if (attempts != null) {
                    moved++;
                    assertThat(attempts)
                            .startsWith(ill + ";" + word(mode))
                            .endsWith(after.header("X-Relay-Region") + ";ok");
                }
            }
            assertThat(moved).as("calls that moved").isGreaterThanOrEqualTo(2);
            var log = relay.process().log();
            assertThat(log).contains(":" + word(mode) + ">").contains("affinity=prefix");
            var metrics = metrics(relay);
            assertThat(metrics)
                    .contains("relay_route_tries_total{account=\"own\",outcome=\"" + word(mode) + "\"")
                    .contains("relay_route_moves_total{")
                    .contains("relay_route_home_total{home=\"yes\"}")
                    .contains("relay_route_state{");
        }
    }

    /// The runtime of this Region is a port that nobody listens on.
    @Test
    void aRegionThatRefusesConnectionsIsLeftAloneAfterThreeTries() throws Exception {
        try (var relay = relay(Map.of("relay.routing.choice", "first"))) {
            standIn("us-east-1").deaf();
            int moved = 0;
            for (int i = 0; i < 20; i++) {
                var call = answered(relay, Lane.OPENAI, "text=hi", i % 2 == 0);
                assertThat(call.header("X-Relay-Region")).isEqualTo("us-west-2");
                moved += call.header("X-Relay-Attempts") == null ? 0 : 1;
            }
            assertThat(moved).isBetween(3, 6);
            var route = resolution(relay, "nova-pro", "").getJsonArray("route");
            var first = route.getJsonObject(0);
            assertThat(first.getString("region")).isEqualTo("us-east-1");
            assertThat(first.getString("state")).isEqualTo("dark");
            assertThat(first.getString("reason")).isNotBlank();
            assertThat(Instant.parse(first.getString("until"))).isAfter(Instant.now());
            assertThat(route.getJsonObject(1).getString("state")).isEqualTo("ok");
        }
    }

    @Test
    void theResolutionTellsWhereASessionGoesBeforeItDoes() throws Exception {
        try (var relay = relay(Map.of())) {
            for (int session = 0; session < 10; session++) {
                var told = resolution(relay, "nova-pro", "?session=s" + session);
                var route = told.getJsonArray("route");
                assertThat(told.getString("pinned")).isNull();
                assertThat(route.stream()
                                .mapToDouble(step -> ((JsonObject) step).getDouble("share"))
                                .sum())
                        .isCloseTo(1, Offset.offset(1e-9));
                var home = route.getJsonObject(0);
                var answer = java.net.http.HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(relay.url() + "/v1/chat/completions"))
                                        .header("X-Relay-Session", "s" + session)
                                        .POST(HttpRequest.BodyPublishers.ofString(
                                                Lane.OPENAI.body("nova-pro", "Hi", false)))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
                assertThat(answer.headers().firstValue("X-Relay-Region")).hasValue(home.getString("region"));
                assertThat(answer.headers().firstValue("X-Relay-Model")).hasValue(home.getString("invocationId"));
            }
            assertThat(resolution(relay, "nova-pro", "?region=us-west-2").getString("pinned"))
                    .isEqualTo("the request names its Region");
        }
    }

    @Test
    void anotherModelStandsInWhereTheOperatorNamesOne() throws Exception {
        var settings = Map.of(
                "relay.routing.failover", "models",
                "relay.routing.regions", "us-east-1",
                "relay.routing.scopes", "geographic",
                "relay.fallbacks.\"amazon.nova-pro-v1:0\"", "nova-lite");
        try (var relay = relay(settings)) {
            regions.values().forEach(each -> each.does(StandIn.Mode.FAILS, "nova-pro"));
            for (var lane : List.of(Lane.OPENAI, Lane.CONVERSE)) {
                for (boolean streamed : List.of(true, false)) {
                    var call = answered(relay, lane, "text=" + lane + streamed, streamed);
                    assertThat(call.header("X-Relay-Fallback"))
                            .as(lane.toString())
                            .isEqualTo("amazon.nova-pro-v1:0");
                    assertThat(call.header("X-Relay-Model")).contains("amazon.nova-lite");
                    assertThat(call.header("X-Relay-Attempts")).endsWith(";ok");
                }
            }
            assertThat(resolution(relay, "nova-pro", "").getJsonArray("route").stream()
                            .map(step -> ((JsonObject) step).getString("fallbackOf")))
                    .contains("amazon.nova-pro-v1:0");
        }
    }

    @Test
    void aTargetWithoutRoomInItsQuotaIsAskedAfterItsEquals(@TempDir Path folder) throws Exception {
        var ledger = folder.resolve("ledger.yaml");
        Files.writeString(ledger, "- {region: us-east-1, model: \"*nova*\", bucket: cross-region, tokens: 10}");
        var settings = Map.of("relay.routing.choice", "first", "relay.routing.ledger", ledger.toString());
        try (var relay = relay(settings)) {
            assertThat(answered(relay, Lane.OPENAI, "text=one", true).header("X-Relay-Region"))
                    .isEqualTo("us-east-1");
            for (var lane : List.of(Lane.OPENAI, Lane.RELAY, Lane.CONVERSE)) {
                var call = answered(relay, lane, "text=two", false);
                assertThat(call.header("X-Relay-Region")).as(lane.toString()).isEqualTo("us-west-2");
                assertThat(call.header("X-Relay-Attempts")).isNull();
            }
            assertThat(answered(relay, Lane.CLAUDE, "text=three", true).header("X-Relay-Region"))
                    .isEqualTo("us-east-1");
        }
    }

    private static JsonObject resolution(OwnRelay relay, String model, String query) throws Exception {
        var answer = java.net.http.HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(relay.url() + "/api/models/" + model + "/resolution" + query))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return new JsonObject(answer.body()).getJsonObject("data");
    }

    @Test
    void aHeadThatIsOutIsNotTakenBackAndWhatHasBegunIsNotSentAgain() throws Exception {
        try (var relay = relay(Map.of("relay.routing.choice", "first"))) {
            var cut = Running.open(client, relay.port(), Lane.OPENAI, "cut after=3", true);
            assertThat(cut.status()).isEqualTo(200);
            assertThat(cut.awaitEnd()).isTrue();
            assertThat(cut.end()).isEqualTo(Lane.End.FAILED);
            assertThat(regions.get("us-east-1").calls()).isEqualTo(1);
            assertThat(regions.get("us-west-2").calls()).isZero();
        }
    }

    @Test
    void whereNobodyAnswersTheCallerIsToldAtOnceAndBedrockIsLeftAlone() throws Exception {
        try (var relay = relay(Map.of())) {
            regions.values().forEach(each -> each.does(StandIn.Mode.FAILS));
            int calls = 0;
            for (int round = 0; round < 10; round++) {
                for (var lane : Lane.values()) {
                    calls++;
                    var call = Running.open(client, relay.port(), lane, "text=a" + round, round % 2 == 0);
                    assertThat(call.status())
                            .as(lane.toString())
                            .isEqualTo(lane == Lane.CLAUDE || lane == Lane.ANTHROPIC ? 529 : 503);
                }
            }
            int asked = regions.values().stream().mapToInt(StandIn::calls).sum();
            assertThat(asked).isLessThanOrEqualTo(calls * 12 / 10 + 10);
            regions.values().forEach(each -> each.does(StandIn.Mode.ANSWERS));
            for (int i = 0; i < 3; i++) {
                Running.open(client, relay.port(), Lane.OPENAI, "text=back" + i, true)
                        .awaitEnd();
            }
            assertThat(Running.open(client, relay.port(), Lane.OPENAI, "text=back", true)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aRequestThatNamesItsRegionStaysThere() throws Exception {
        try (var relay = relay(Map.of())) {
            regions.get("us-west-2").does(StandIn.Mode.FAILS);
            var answer = java.net.http.HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(relay.url() + "/v1/chat/completions"))
                                    .header("X-Relay-Region", "us-west-2")
                                    .POST(HttpRequest.BodyPublishers.ofString(Lane.OPENAI.body("Hi", false)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(regions.get("us-east-1").calls()
                            + regions.get("eu-west-1").calls())
                    .isZero();
        }
    }

    @Test
    void switchedOffNothingMovesAndNothingIsTold() throws Exception {
        try (var relay = relay(Map.of("relay.routing.failover", "off"))) {
            regions.get("us-east-1").does(StandIn.Mode.DENIES);
            for (var lane : Lane.values()) {
                var call = Running.open(client, relay.port(), lane, "text=hi", true);
                assertThat(call.status()).isEqualTo(403);
                assertThat(call.header("X-Relay-Attempts")).isNull();
            }
            assertThat(regions.get("us-west-2").calls()).isZero();
            assertThat(metrics(relay)).doesNotContain("relay_route_tries_total{");
            assertThat(resolution(relay, "nova-pro", "").fieldNames()).doesNotContain("route", "pinned");
        }
    }

    private OwnRelay relay(Map<String, String> more) throws Exception {
        var settings = new HashMap<String, String>();
        settings.put("relay.regions", String.join(",", REGIONS));
        settings.put("relay.routing.failover", "regions");
        settings.put("relay.routing.choice", "affine");
        regions.forEach((region, standIn) -> {
            settings.put("relay.bedrock.endpoints.\"" + region + "\".control", standIn.control());
            settings.put("relay.bedrock.endpoints.\"" + region + "\".runtime", standIn.runtime());
        });
        settings.putAll(more);
        var relay = OwnRelay.start(settings);
        for (var region : REGIONS) {
            assertThat(relay.process().awaitLog("Catalogue of " + region)).isTrue();
        }
        return relay;
    }

    private Running answered(OwnRelay relay, Lane lane, String words, boolean streamed) throws Exception {
        var call = Running.open(client, relay.port(), lane, words, streamed);
        assertThat(call.status()).as("%s %s %s", lane, words, streamed).isEqualTo(200);
        assertThat(call.awaitEnd()).isTrue();
        return call;
    }

    /// What a conversation begins with that goes to this Region if all is well.
    private String wordsAtHomeIn(String region, OwnRelay relay, Lane lane, boolean streamed) throws Exception {
        for (int i = 0; i < 50; i++) {
            var words = "text=%s-%d-%s".formatted(lane, i, streamed);
            if (region.equals(answered(relay, lane, words, streamed).header("X-Relay-Region"))) {
                return words;
            }
        }
        throw new AssertionError("no conversation of fifty is at home in " + region);
    }

    private StandIn standIn(String region) {
        return Objects.requireNonNull(regions.get(region));
    }

    private static String word(StandIn.Mode mode) {
        return switch (mode) {
            case ANSWERS -> "ok";
            case THROTTLES -> "throttled";
            case FAILS, BREAKS -> "failed";
            case DENIES -> "denied";
        };
    }

    private static String metrics(OwnRelay relay) throws Exception {
        return java.net.http.HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + relay.management() + "/q/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
