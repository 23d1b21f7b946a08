package io.bedrockrelay.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What somebody meets who has just pointed a client at the relay: names, lists, and base URLs that are off.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
@Timeout(60)
class FirstHourIT {
    @BeforeEach
    void ready() throws InterruptedException {
        BedrockResource.awaitCatalogue();
    }

    @Test
    void namesOfOtherGatewaysAreAnswered() {
        for (var name : List.of("bedrock/claude-sonnet-4-5", "anthropic/claude-sonnet-4.5", "Claude Sonnet 4.5")) {
            given().contentType("application/json")
                    .body("{\"model\":\"" + name + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}")
                    .post("/v1/chat/completions")
                    .then()
                    .statusCode(200)
                    .header("X-Relay-Model", containsString("anthropic.claude-sonnet-4-5-20250929-v1:0"));
        }
    }

    @Test
    void whatANameCouldMeanIsSaidInsteadOfGuessed() {
        given().contentType("application/json")
                .body("{\"model\":\"gpt-oss\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}")
                .post("/v1/chat/completions")
                .then()
                .statusCode(404)
                .body("error.code", equalTo("model_not_found"))
                .body("error.message", containsString("openai.gpt-oss-20b-1:0, openai.gpt-oss-120b-1:0"));
    }

    @Test
    void aBaseUrlThatIsOffIsToldInTheWordsOfItsClient() {
        for (var path : List.of("/messages", "/v1/v1/messages", "/api/messages")) {
            given().post(path)
                    .then()
                    .statusCode(404)
                    .body("error.type", equalTo("not_found_error"))
                    .body("error.message", containsString("without a path"));
        }
        for (var path : List.of("/chat/completions", "/api/chat/completions", "/embeddings", "/v1/v1/embeddings")) {
            given().post(path).then().statusCode(404).body("error.message", containsString("with /v1 behind it"));
        }
        given().get("/models").then().statusCode(404).body("error.message", containsString("with /v1 behind it"));
        given().post("/v1/completions")
                .then()
                .statusCode(404)
                .body("error.message", containsString("use /v1/chat/completions"));
        given().post("/v1/model/nova-lite/converse")
                .then()
                .statusCode(404)
                .header("x-amzn-ErrorType", "UnknownOperationException")
                .body("message", containsString("without a path"));
    }

    @Test
    void aClientOfAwsReadsAwssErrorsOnEveryPathOfAws() {
        for (var path : List.of("/guardrails", "/custom-models", "/async-invoke", "/prompt-routers", "/flows/x")) {
            given().header("amz-sdk-invocation-id", "5f2c")
                    .get(path)
                    .then()
                    .statusCode(404)
                    .header("x-amzn-ErrorType", "UnknownOperationException")
                    .body("message", containsString("no such operation"));
        }
        given().get("/guardrails").then().statusCode(404).body("status", equalTo("fail"));
        given().get("/foundation-models/no-such")
                .then()
                .statusCode(404)
                .header("x-amzn-ErrorType", "ResourceNotFoundException");
    }

    @Test
    void openAisListHasWhatOpenAisCallsTake() {
        List<String> owners = given().get("/v1/models")
                .then()
                .statusCode(200)
                .body("data.id", hasItem("anthropic.claude-sonnet-4-5-20250929-v1:0"))
                .body("data.id", not(hasItem(containsString("canvas"))))
                .body("data.id", not(hasItem(containsString("rerank"))))
                .body("data.find { it.id == 'anthropic.claude-sonnet-4-5-20250929-v1:0' }.created", greaterThan(0))
                .body(
                        "data.find { it.id == 'anthropic.claude-sonnet-4-5-20250929-v1:0' }.capabilities",
                        hasItem("tools"))
                .extract()
                .path("data.owned_by");
        assertThat(owners).isSortedAccordingTo(Comparator.comparing(owner -> owner.toLowerCase(Locale.ROOT)));
        List<String> all = given().get("/v1/models?view=all")
                .then()
                .statusCode(200)
                .extract()
                .path("data.id");
        assertThat(all.size()).isGreaterThan(owners.size());
        given().get("/v1/models?view=nonsense")
                .then()
                .statusCode(400)
                .body("error.message", containsString("recommended, usable, all"));
    }

    @Test
    void aParameterThatFitsNothingIsAMistakeAndNoEmptyList() {
        given().get("/api/models?profile=true")
                .then()
                .statusCode(400)
                .body("data.message", containsString("any, required"));
        given().get("/api/models?view=all&provider=Antropic")
                .then()
                .statusCode(400)
                .body("data.message", containsString("Anthropic"));
        given().get("/api/models?view=all&profile=any")
                .then()
                .statusCode(200)
                .body("data.models.profiles", everyItem(not(equalTo(List.of()))))
                .body("data.totalCount", greaterThan(5));
        given().get("/api/models?view=all&provider=anthropic")
                .then()
                .statusCode(200)
                .body("data.models.provider.unique()", contains("Anthropic"));
    }
}
