package io.bedrockrelay.it;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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

    private static RequestSpecification signedFor(String region) {
        return given().contentType("application/json")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261122/" + region
                                + "/bedrock/aws4_request, SignedHeaders=host;x-amz-date, Signature=00");
    }
}
