package io.bedrockrelay.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.bedrockrelay.emulator.Emulator;
import io.bedrockrelay.emulator.control.ControlFault;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Application inference profiles, made and deleted through the relay.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
@Timeout(60)
class ProfilesIT {
    Emulator bedrock;

    @BeforeEach
    void loaded() throws Exception {
        BedrockResource.awaitCatalogue();
    }

    private static Response make(Map<String, Object> body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/inference-profiles");
    }

    @Test
    void aProfileIsResolvableAtOnceAndGoneAtOnce() {
        var asked = Map.<String, Object>of(
                "name", "at-once", "source", "nova-lite", "region", "us-east-1", "tags", Map.of("team", "red"));
        var made = make(asked)
                .then()
                .statusCode(201)
                .body("status", equalTo("success"))
                .body("data.source", equalTo("us.amazon.nova-lite-v1:0"))
                .body("data.type", equalTo("APPLICATION"))
                .extract();
        String id = made.path("data.id");
        String arn = made.path("data.arn");
        var sent = bedrock.lastRequests().stream()
                .filter(request -> request.operation().equals("CreateInferenceProfile"))
                .toList()
                .getLast();
        assertThat(sent.text())
                .contains("{\"key\":\"team\",\"value\":\"red\"}", "inference-profile/us.amazon.nova-lite");
        for (var name : new String[] {"at-once", id, arn}) {
            given().get("/api/models/{name}/resolution?region=us-east-1", name)
                    .then()
                    .body("data.chosen.invocationId", equalTo(arn));
        }
        given().contentType(ContentType.JSON)
                .body(Map.of("model", "at-once", "messages", new Object[] {Map.of("role", "user", "content", "Hi")}))
                .post("/api/chat")
                .then()
                .statusCode(200)
                .body("data.model.invocationId", equalTo(arn));
        given().get("/api/inference-profiles?type=APPLICATION").then().body("data.profiles.id", hasItem(id));
        // A refresh keeps it.
        given().post("/api/registry/refresh?region=us-east-1").then().statusCode(200);
        given().get("/api/inference-profiles?type=APPLICATION").then().body("data.profiles.id", hasItem(id));

        given().delete("/api/inference-profiles/{arn}", arn)
                .then()
                .statusCode(200)
                .body("data.id", equalTo(id));
        given().get("/api/inference-profiles?type=APPLICATION").then().body("data.profiles.id", not(hasItem(id)));
        given().get("/api/models/at-once/resolution?region=us-east-1").then().body("data.chosen", nullValue());
        given().delete("/api/inference-profiles/{id}", id)
                .then()
                .statusCode(404)
                .body("data.code", equalTo("not_found"));
    }

    @Test
    void oneTokenMakesOneProfile() {
        var asked = Map.<String, Object>of("name", "once", "source", "nova-lite", "idempotencyToken", "it-token-1");
        String first = make(asked).then().statusCode(201).extract().path("data.id");
        make(asked).then().statusCode(201).body("data.id", equalTo(first));
        make(Map.of("name", "twice", "source", "nova-lite", "idempotencyToken", "it-token-1"))
                .then()
                .statusCode(400)
                .body("data.upstreamType", equalTo("ConflictException"))
                .body("data.message", containsString("new token"));
        given().delete("/api/inference-profiles/{id}", first).then().statusCode(200);
    }

    @Test
    void whatIsWrongIsNamed() {
        make(Map.of("source", "nova-lite")).then().statusCode(400).body("data.field", equalTo("name"));
        make(Map.of("name", "x", "source", "nova-lite", "tag", "y"))
                .then()
                .statusCode(400)
                .body("data.field", equalTo("tag"));
        make(Map.of("name", "x", "source", "no-such-model"))
                .then()
                .statusCode(404)
                .body("data.code", equalTo("model_not_found"));
        make(Map.of("name", "x", "source", "nova-lite", "region", "mars-north-1"))
                .then()
                .statusCode(400)
                .body("data.field", equalTo("region"));
        make(Map.of("name", "what?", "source", "nova-lite"))
                .then()
                .statusCode(400)
                .body("data.upstreamType", equalTo("ValidationException"))
                .body("data.message", containsString("inferenceProfileName"));
        make(Map.of("name", "x", "source", "nova-lite", "tags", tags(201)))
                .then()
                .statusCode(400)
                .body("data.upstreamType", equalTo("TooManyTagsException"))
                .body("data.message", containsString("fewer tags"));
        given().body("[".repeat(100_000)).post("/api/inference-profiles").then().statusCode(413);
        given().body("x".repeat(600_000)).post("/api/inference-profiles").then().statusCode(413);
    }

    private static Map<String, String> tags(int count) {
        return IntStream.range(0, count)
                .boxed()
                .collect(Collectors.toMap(number -> "tag" + number, number -> "value" + number));
    }

    @ParameterizedTest
    @CsvSource({"THROTTLED,429,throttled", "BROKEN,503,upstream_unavailable", "MALFORMED,503,upstream_unavailable"})
    void whatAwsCannotDoAtTheMomentIsTold(ControlFault fault, int status, String code) {
        bedrock.failControlPlane("eu-west-1", fault);
        try {
            make(Map.of("name", "x", "source", "nova-lite", "region", "eu-west-1"))
                    .then()
                    .statusCode(status)
                    .body("code", equalTo(code))
                    .body("message", not(containsString("awssdk")));
        } finally {
            bedrock.healControlPlane("eu-west-1");
        }
    }

    @Test
    void aMissingPermissionIsTold() {
        bedrock.failControlPlane("eu-west-2", ControlFault.DENIED);
        try {
            make(Map.of("name", "x", "source", "nova-lite", "region", "eu-west-2"))
                    .then()
                    .statusCode(403)
                    .body("data.code", equalTo("model_access_denied"))
                    .body("data.message", containsString("bedrock:CreateInferenceProfile"));
        } finally {
            bedrock.healControlPlane("eu-west-2");
        }
    }
}
