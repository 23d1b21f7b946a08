package io.bedrockrelay.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.bedrockrelay.emulator.Emulator;
import io.bedrockrelay.emulator.control.ControlFault;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The read side of `/api` of the packaged application.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
@Timeout(60)
class CatalogueIT {
    @BeforeEach
    void ready() throws InterruptedException {
        BedrockResource.awaitCatalogue();
    }

    @SuppressWarnings("NullAway.Init")
    Emulator bedrock;

    @Test
    void regionsTellTheirAgeAndWhatIsWrong() {
        given().get("/api/regions")
                .then()
                .statusCode(200)
                .body("status", equalTo("success"))
                .body("data.regions.region", hasItems("us-east-1", "eu-west-2", "me-south-1"))
                .body("data.regions.find { it.region == 'us-east-1' }.state", equalTo("fresh"))
                .body("data.regions.find { it.region == 'us-east-1' }.models", greaterThan(0))
                .body("data.regions.find { it.region == 'us-east-1' }.refreshedAt", notNullValue())
                .body("data.regions.find { it.region == 'me-south-1' }.lastError.kind", equalTo("not-enabled"));
    }

    @Test
    void theRecommendedModelsAreTheDefaultView() {
        given().get("/api/models?region=eu-west-2")
                .then()
                .statusCode(200)
                .body("data.region", equalTo("eu-west-2"))
                .body("data.stale", is(false))
                .body("data.models.recommended", everyItem(is(true)))
                .body("data.models.invocationId", everyItem(notNullValue()))
                .body(
                        "data.models.find { it.id == 'anthropic.claude-sonnet-4-6' }.invocationId",
                        equalTo("eu.anthropic.claude-sonnet-4-6"))
                .body(
                        "data.models.find { it.id == 'anthropic.claude-sonnet-4-6' }.profileSupport",
                        equalTo("OPTIONAL"));
    }

    @Test
    void viewsAndFiltersNarrowTheListing() {
        int all = count("view=all");
        int usable = count("view=usable");
        int recommended = count("view=recommended");
        assertThat(all).isGreaterThan(usable);
        assertThat(usable).isGreaterThan(recommended);
        assertThat(recommended).isPositive();
        given().get("/api/models?region=us-east-1&view=all&provider=anthropic")
                .then()
                .body("data.models.provider", everyItem(equalTo("Anthropic")))
                .body("data.totalCount", greaterThan(0));
        given().get("/api/models?region=us-east-1&view=all&q=sonnet")
                .then()
                .body("data.models.id", everyItem(containsString("sonnet")));
        given().get("/api/models?view=pretty")
                .then()
                .statusCode(400)
                .body("data.field", equalTo("view"))
                .body("data.message", containsString("recommended"));
    }

    @Test
    void oneModelIsFoundUnderAnyOfItsNames() {
        for (var name :
                new String[] {"claude-sonnet-4-6", "anthropic.claude-sonnet-4-6", "eu.anthropic.claude-sonnet-4-6"}) {
            given().get("/api/models/{id}?region=eu-west-2", name)
                    .then()
                    .statusCode(200)
                    .body("data.id", equalTo("anthropic.claude-sonnet-4-6"))
                    .body("data.contextWindow", greaterThan(0));
        }
        given().get("/api/models/claude-sonet?region=eu-west-2")
                .then()
                .statusCode(404)
                .body("data.code", equalTo("model_not_found"))
                .body("data.nearest", hasItem(containsString("claude")));
    }

    @Test
    void aDecisionIsExplained() {
        given().get("/api/models/claude-sonnet-4-6/resolution?region=eu-west-2")
                .then()
                .statusCode(200)
                .body("data.requested", equalTo("claude-sonnet-4-6"))
                .body("data.model", equalTo("anthropic.claude-sonnet-4-6"))
                .body("data.matchedAs", equalTo("short-name"))
                .body("data.chosen.invocationId", equalTo("eu.anthropic.claude-sonnet-4-6"))
                .body("data.candidates.verdict", contains("chosen", "allowed", "allowed"))
                .body("data.candidates.scope", contains("geographic", "in-region", "global"));
    }

    @Test
    void aRefusedDecisionIsExplainedWithStatus200() {
        given().get("/api/models/us.anthropic.claude-sonnet-4-5-20250929-v1:0/resolution?region=eu-west-1")
                .then()
                .statusCode(200)
                .body("data", hasKey("chosen"))
                .body("data.chosen", nullValue())
                .body("data.refusal.code", equalTo("model_unavailable"))
                .body("data.refusal.worksIn.region", hasItem("us-east-1"));
        given().get("/api/models/no-such-model/resolution")
                .then()
                .statusCode(200)
                .body("data.refusal.code", equalTo("model_not_found"));
        given().get("/api/models/claude-sonnet-4-5/resolution?region=us-east-1&scope=global")
                .then()
                .body("data.chosen.scope", equalTo("global"));
    }

    @Test
    void theMatrixHasACellForEveryRegion() {
        given().get("/api/models/availability?q=claude-sonnet-4-5")
                .then()
                .statusCode(200)
                .body("data.regions", hasItems("us-east-1", "sa-east-1"))
                .body("data.models", hasSize(1))
                .body(
                        "data.models[0].regions.'sa-east-1'.invocationId",
                        equalTo("global.anthropic.claude-sonnet-4-5-20250929-v1:0"));
    }

    @Test
    void statisticsAddUp() {
        var totals = given().get("/api/models/statistics?region=us-east-1")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(totals.getInt("data.totals.models"))
                .isEqualTo(totals.getInt("data.listed") + totals.getInt("data.remote"))
                .isEqualTo(count("view=all"));
        assertThat(totals.getInt("data.totals.current")).isEqualTo(count("view=recommended"));
    }

    @Test
    void profilesAreListedByType() {
        given().get("/api/inference-profiles?region=us-east-1&type=APPLICATION")
                .then()
                .statusCode(200)
                .body("data.profiles.type", everyItem(equalTo("APPLICATION")))
                .body("data.totalCount", greaterThan(0));
        given().get("/api/inference-profiles?region=ap-northeast-1&type=SYSTEM_DEFINED")
                .then()
                .body("data.profiles.geography", hasItems("jp", "apac"))
                .body("data.profiles.type", not(hasItem("APPLICATION")));
    }

    @Test
    void aRefreshAsksBedrockAgainAndOneDeadRegionHarmsNoOther() {
        long before = bedrock.requests("ListFoundationModels");
        given().post("/api/registry/refresh?region=eu-west-1")
                .then()
                .statusCode(200)
                .body("data.regions.region", contains("eu-west-1"))
                .body("data.regions.state", contains("fresh"));
        assertThat(bedrock.requests("ListFoundationModels")).isEqualTo(before + 1);
        bedrock.failControlPlane("eu-west-1", ControlFault.BROKEN);
        try {
            given().post("/api/registry/refresh?region=eu-west-1")
                    .then()
                    .statusCode(200)
                    .body("data.regions.state", contains("stale"))
                    .body("data.regions[0].lastError.message", notNullValue());
        } finally {
            bedrock.healControlPlane("eu-west-1");
        }
        // The last good catalogue is served on, and says that it is not fresh.
        given().get("/api/models?region=eu-west-1")
                .then()
                .statusCode(200)
                .body("data.stale", is(true))
                .body("data.totalCount", greaterThan(0));
        given().get("/api/models?region=us-east-1").then().body("data.stale", is(false));
        given().post("/api/registry/refresh?region=eu-west-1").then().body("data.regions.state", contains("fresh"));
        given().post("/api/registry/refresh?region=mars-north-1").then().statusCode(400);
    }

    @Test
    void productionDescribesItselfAndNoMore() {
        given().get("/q/openapi").then().statusCode(200).body("openapi", is("3.1.0"));
        given().get("/q/openapi?format=yaml").then().statusCode(400);
        given().get("/q/swagger-ui").then().statusCode(404);
    }

    @Test
    void theEmulatorIsAskedForEveryPage() {
        assertThat(bedrock.requests("ListInferenceProfiles")).isGreaterThan(bedrock.requests("ListFoundationModels"));
    }

    private static int count(String query) {
        return given().get("/api/models?region=us-east-1&" + query)
                .then()
                .statusCode(200)
                .extract()
                .path("data.totalCount");
    }
}
