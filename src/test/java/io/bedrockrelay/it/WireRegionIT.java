package io.bedrockrelay.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An AWS client is served in the Region that it signs for, since that is where its user expects the data to go.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
@Timeout(60)
class WireRegionIT {
    private static final String BODY = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}]}";

    @BeforeEach
    void ready() throws InterruptedException {
        BedrockResource.awaitCatalogue();
    }

    @Test
    void theSignedRegionIsTheOneThatIsCalled() {
        signedFor("eu-west-1")
                .body(BODY)
                .post("/model/claude-sonnet-4-5/converse")
                .then()
                .statusCode(200)
                .header("X-Relay-Region", "eu-west-1")
                .header("X-Relay-Model", "eu.anthropic.claude-sonnet-4-5-20250929-v1:0");
        signedFor("ap-northeast-1")
                .get("/foundation-models")
                .then()
                .statusCode(200)
                .body("modelSummaries.modelArn", everyItem(containsString(":ap-northeast-1:")));
    }

    @Test
    void theHeaderComesBeforeTheSignature() {
        signedFor("eu-west-1")
                .header("X-Relay-Region", "us-west-2")
                .body(BODY)
                .post("/model/claude-sonnet-4-5/converse")
                .then()
                .statusCode(200)
                .header("X-Relay-Region", "us-west-2");
    }

    @Test
    void aRegionThatIsNotServedIsRefusedRatherThanReplaced() {
        signedFor("eu-north-1")
                .body(BODY)
                .post("/model/claude-sonnet-4-5/converse")
                .then()
                .statusCode(400)
                .header("x-amzn-ErrorType", "ValidationException")
                .body("message", containsString("us-east-1"));
    }

    /// Every path that invokes × the signing names of AWS's and the vendors' clients × Regions: what is signed for one
    /// Region is served there, or not at all.
    @ParameterizedTest
    @CsvSource({
        "/api/chat, nova-pro",
        "/v1/chat/completions, nova-pro",
        "/api/v1/chat/completions, nova-pro",
        "/v1/messages, claude-sonnet-4-5",
        "/v1/messages, nova-pro",
        "/v1/messages/count_tokens, claude-sonnet-4-5",
        "/v1/embeddings, titan-embed-text-v2",
        "/api/v1/embeddings, titan-embed-text-v2",
        "/model/nova-pro/converse,",
        "/model/nova-pro/converse-stream,",
        "/model/claude-sonnet-4-5/invoke,",
        "/model/claude-sonnet-4-5/invoke-with-response-stream,",
        "/model/claude-sonnet-4-5/count-tokens,"
    })
    void holdsOnEveryPathForEverySigningName(String path, @Nullable String model) {
        for (var service : List.of("bedrock", "bedrock-mantle", "bedrock-runtime")) {
            for (var region : List.of("us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1")) {
                var answer = signedFor(region, service).body(body(path, model)).post(path);
                var named = path + " by " + service + " in " + region + answer.asString();
                if (answer.statusCode() == 200) {
                    assertThat(answer.header("X-Relay-Region")).as(named).isEqualTo(region);
                } else {
                    // Not every model is everywhere; what must not be is that another Region answers.
                    assertThat(answer.header("X-Relay-Region")).as(named).isIn(null, region);
                    assertThat(answer.asString()).as(named).contains(region);
                }
            }
            var unserved =
                    signedFor("eu-north-1", service).body(body(path, model)).post(path);
            assertThat(unserved.statusCode()).as(path + " by " + service).isEqualTo(400);
            assertThat(unserved.asString()).contains("eu-north-1", "us-east-1");
            var told = signedFor("eu-north-1", service)
                    .header("X-Relay-Region", "us-east-1")
                    .body(body(path, model))
                    .post(path);
            assertThat(told.header("X-Relay-Region"))
                    .as(path + " by " + service + told.asString())
                    .isEqualTo("us-east-1");
        }
    }

    private static String body(String path, @Nullable String model) {
        if (path.endsWith("/embeddings")) {
            return "{\"model\":\"" + model + "\",\"input\":\"Hi\"}";
        }
        var plain = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";
        var claude = "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":9," + plain + "}";
        if (path.endsWith("/count-tokens")) {
            return "{\"input\":{\"converse\":" + BODY + "}}";
        }
        if (path.contains("/invoke")) {
            return claude;
        }
        var limit = path.startsWith("/api/chat") ? "maxTokens" : "max_tokens";
        return path.startsWith("/model") ? BODY : "{\"model\":\"" + model + "\",\"" + limit + "\":9," + plain + "}";
    }

    private static RequestSpecification signedFor(String region) {
        return signedFor(region, "bedrock");
    }

    private static RequestSpecification signedFor(String region, String service) {
        return given().contentType("application/json")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261122/" + region + "/" + service
                                + "/aws4_request, SignedHeaders=host;x-amz-date, Signature=00");
    }
}
