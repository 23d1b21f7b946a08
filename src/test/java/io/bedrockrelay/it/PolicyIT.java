package io.bedrockrelay.it;

import static io.bedrockrelay.it.Keyed.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.ValidatableResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a key may call, and that it sees nothing else.
@Timeout(90)
class PolicyIT {
    private static final String SONNET = "anthropic.claude-sonnet-4-5-20250929-v1:0";

    private static Keyed keyed;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        var file = folder.resolve("keys.yaml");
        Keyed.write(
                file,
                entry("all", "brk_all", ""),
                entry("nova", "brk_nova", "models: [\"amazon.nova*\"]"),
                entry("europe", "brk_europe", "regions: [\"eu-*\"]|defaultRegion: eu-west-2"),
                entry("stays", "brk_stays", "residency: [\"us-*\"]"),
                entry("in-region", "brk_inregion", "scopes: [in-region]"),
                entry("nowhere", "brk_nowhere", "regions: [ap-south-1]"),
                entry(
                        "booked",
                        "brk_booked",
                        "applicationProfiles:|  " + SONNET + ": k1c3lwu20lem|  amazon.nova-pro-v1:0: nosuchprofile"));
        keyed = Keyed.start(Map.of("relay.access.keys-file", file.toString()));
    }

    @AfterAll
    static void stop() {
        keyed.close();
    }

    @Test
    void aModelThatTheKeyMayNotCallIsForbiddenOnUseInEveryDialect() {
        keyed.as("brk_nova")
                .body(body("claude-sonnet-4-5").replace("Hi", "from a key of Nova's"))
                .post("/api/chat")
                .then()
                .statusCode(403)
                .body("data.code", equalTo("forbidden"));
        chat("brk_nova", "nova-pro").statusCode(200);
        keyed.as("brk_nova")
                .body(
                        "{\"model\":\"claude-sonnet-4-5\",\"messages\":[{\"role\":\"user\",\"content\":\"from a key of Nova's\"}]}")
                .post("/v1/chat/completions")
                .then()
                .statusCode(403)
                .body("error.code", equalTo("permission_denied"));
        keyed.as("brk_nova")
                .body("{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":9,"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"from a key of Nova's\"}]}")
                .post("/v1/messages")
                .then()
                .statusCode(403)
                .body("error.type", equalTo("permission_error"));
        keyed.as("brk_nova")
                .body("{\"model\":\"titan-embed-text-v2\",\"input\":\"from a key of Nova's\"}")
                .post("/v1/embeddings")
                .then()
                .statusCode(403);
        keyed.as("brk_nova")
                .body("{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"from a key of Nova's\"}]}]}")
                .post("/model/" + SONNET + "/converse")
                .then()
                .statusCode(403)
                .header("x-amzn-ErrorType", equalTo("AccessDeniedException"))
                .body("message", containsString("The key nova may not use"));
        assertThat(keyed.bedrock().lastRequests())
                .as("nothing of it reaches Bedrock")
                .noneMatch(request -> request.text().contains("from a key of Nova's"));
    }

    @Test
    void aHiddenModelLooksLikeAnUnknownOne() {
        for (var path : List.of("/api/models/", "/v1/models/", "/api/v1/models/")) {
            var hidden = keyed.as("brk_nova").header("X-Request-Id", "same").get(path + "claude-sonnet-4-5");
            var unknown = keyed.as("brk_nova").header("X-Request-Id", "same").get(path + "claude-nonsense");
            assertThat(hidden.statusCode()).as(path).isEqualTo(404).isEqualTo(unknown.statusCode());
            assertThat(hidden.asString()).as(path).isEqualTo(unknown.asString());
        }
        var hidden = keyed.as("brk_nova")
                .get("/api/models/claude-sonnet-4-5/resolution")
                .asString();
        var unknown = keyed.as("brk_nova")
                .get("/api/models/claude-nonsense/resolution")
                .asString();
        assertThat(hidden.replace("sonnet-4-5", "nonsense")).isEqualTo(unknown).contains("model_not_found");
        for (var name : List.of("claude-sonnet-4-5", SONNET, "us." + SONNET, "k1c3lwu20lem", "shared-name")) {
            var told = chat("brk_nova", name).statusCode(403).extract().<String>path("data.message");
            var ofUnknown = chat("brk_nova", "claude-nonsense")
                    .statusCode(403)
                    .extract()
                    .<String>path("data.message");
            assertThat(told.replace(name, "claude-nonsense")).as(name).isEqualTo(ofUnknown);
        }
        keyed.as("brk_nova").get("/foundation-models/" + SONNET).then().statusCode(404);
        keyed.as("brk_nova").get("/inference-profiles/us." + SONNET).then().statusCode(404);
        keyed.as("brk_all").get("/inference-profiles/us." + SONNET).then().statusCode(200);
    }

    @Test
    void everyListShowsWhatTheKeyMayCallAndNothingElse() {
        keyed.as("brk_nova")
                .get("/api/models?view=all")
                .then()
                .body("data.models.id", everyItem(startsWith("amazon.nova")))
                .body("data.models.id", hasItem("amazon.nova-pro-v1:0"));
        keyed.as("brk_nova").get("/v1/models").then().body("data.id", everyItem(startsWith("amazon.nova")));
        keyed.as("brk_nova")
                .header("anthropic-version", "2023-06-01")
                .get("/v1/models")
                .then()
                .body("data.id", empty());
        keyed.as("brk_nova")
                .get("/api/models/availability")
                .then()
                .body("data.models.id", everyItem(startsWith("amazon.nova")));
        keyed.as("brk_nova")
                .get("/api/models/statistics")
                .then()
                .body("data.providers.keySet()", everyItem(equalTo("Amazon")));
        keyed.as("brk_nova")
                .get("/api/inference-profiles")
                .then()
                .body("data.profiles.models.flatten()", everyItem(startsWith("amazon.nova")))
                .body("data.profiles.id", hasItem("mi1dadi0g15f"))
                .body("data.profiles.id", not(hasItem("k1c3lwu20lem")));
        keyed.as("brk_nova")
                .get("/foundation-models")
                .then()
                .body("modelSummaries.modelId", everyItem(startsWith("amazon.nova")))
                .body("modelSummaries.modelId", hasItem("amazon.nova-pro-v1:0"));
        keyed.as("brk_nova")
                .get("/inference-profiles")
                .then()
                .body("inferenceProfileSummaries.inferenceProfileId", not(hasItem("us." + SONNET)))
                .body("inferenceProfileSummaries.inferenceProfileId", hasItem("us.amazon.nova-pro-v1:0"));
        keyed.as("brk_all").get("/v1/models").then().body("data.id", hasItem(SONNET));
    }

    @Test
    void aKeyHasItsRegionsAndItsDefault() {
        keyed.as("brk_europe")
                .get("/api/regions")
                .then()
                .body("data.regions.region", hasSize(2))
                .body("data.regions.region", everyItem(startsWith("eu-")))
                .body("data.regions.find { it.byDefault }.region", equalTo("eu-west-2"));
        keyed.as("brk_europe").get("/api/models").then().body("data.region", equalTo("eu-west-2"));
        for (var path :
                List.of("/api/models?region=", "/api/models/nova-pro?region=", "/api/inference-profiles?region=")) {
            var served = keyed.as("brk_europe").header("X-Request-Id", "same").get(path + "us-east-1");
            var invented = keyed.as("brk_europe").header("X-Request-Id", "same").get(path + "mars-1");
            assertThat(served.statusCode()).as(path).isEqualTo(403).isEqualTo(invented.statusCode());
            assertThat(served.asString().replace("us-east-1", "mars-1"))
                    .as(path)
                    .isEqualTo(invented.asString());
        }
        keyed.as("brk_europe")
                .get("/api/models?region=eu-nowhere-9")
                .then()
                .statusCode(400)
                .body(containsString("eu-west-2"))
                .body(not(containsString("us-east-1")));
        keyed.as("brk_europe")
                .get("/api/models/availability")
                .then()
                .body("data.regions", everyItem(startsWith("eu-")));
        chat("brk_europe", "claude-sonnet-4-5").statusCode(200).header("X-Relay-Region", "eu-west-2");
        keyed.as("brk_europe")
                .header("X-Relay-Region", "us-east-1")
                .body(body("nova-pro"))
                .post("/api/chat")
                .then()
                .statusCode(403)
                .body("data.message", containsString("us-east-1"));
        chat("brk_europe", "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0")
                .statusCode(403);
        chat("brk_nowhere", "nova-pro").statusCode(403);
        keyed.as("brk_nowhere").get("/api/models").then().statusCode(403);
    }

    @Test
    void scopesAndResidencyAreNarrowedAndNeverWidened() {
        chat("brk_inregion", "nova-pro").statusCode(200).header("X-Relay-Scope", "in-region");
        chat("brk_stays", "claude-sonnet-4-5").statusCode(200).header("X-Relay-Scope", "geographic");
        keyed.as("brk_stays")
                .header("X-Relay-Scope", "global")
                .body(body("claude-sonnet-4-5"))
                .post("/api/chat")
                .then()
                .statusCode(400)
                .body("data.code", equalTo("model_unavailable"));
        keyed.as("brk_inregion")
                .header("X-Relay-Scope", "global")
                .body(body("nova-pro"))
                .post("/api/chat")
                .then()
                .statusCode(403)
                .body("data.code", equalTo("forbidden"));
        chat("brk_inregion", "us.amazon.nova-pro-v1:0").statusCode(400);
        keyed.as("brk_inregion")
                .get("/inference-profiles?type=SYSTEM_DEFINED")
                .then()
                .body("inferenceProfileSummaries", hasSize(0));
        keyed.as("brk_inregion").get("/api/models/" + SONNET).then().statusCode(404);
        keyed.as("brk_stays")
                .get("/api/models/" + SONNET)
                .then()
                .body("data.invocationId", equalTo("us." + SONNET))
                .body("data.profiles.scope", not(hasItem("global")));
    }

    @Test
    void aKeyBooksItsCallsOnItsApplicationProfile() {
        chat("brk_booked", "claude-sonnet-4-5")
                .statusCode(200)
                .header("X-Relay-Scope", "application")
                .header("X-Relay-Model", containsString("k1c3lwu20lem"))
                .body("data.model.requested", equalTo("claude-sonnet-4-5"))
                .body("data.model.id", equalTo(SONNET));
        chat("brk_booked", "q7w2e9r4t1yz").statusCode(200);
        chat("brk_booked", "nova-pro")
                .statusCode(400)
                .body("data.code", equalTo("model_unavailable"))
                .body("data.message", containsString("application profile"));
        chat("brk_booked", "nova-lite").statusCode(200).header("X-Relay-Scope", "geographic");
    }

    private static ValidatableResponse chat(String key, String model) {
        return keyed.as(key).body(body(model)).post("/api/chat").then();
    }

    private static String body(String model) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    }
}
