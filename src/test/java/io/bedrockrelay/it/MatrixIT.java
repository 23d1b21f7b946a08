package io.bedrockrelay.it;

import static io.bedrockrelay.it.Keyed.entry;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.it.ApiDocument.Operation;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every call of the API with every kind of credential. The calls come from the description that the build left
/// behind, so a new one that states no role, or keeps to another one than it states, fails here.
@Timeout(90)
class MatrixIT {
    private static final String CHAT = "brk_matrix-chat-0123456789";
    private static final String ADMIN = "brk_matrix-admin-0123456789";
    private static final String EXPIRED = "brk_matrix-expired-0123456789";
    private static final String WRONG = "brk_matrix-wrong-0123456789";
    private static final String OTHER_MODEL = "brk_matrix-other-model-0123456789";
    private static final String OTHER_REGION = "brk_matrix-other-region-0123456789";
    /// A part of every id that calls the model of the samples.
    private static final String ITS_MODEL = "us.amazon.nova-lite";
    private static final String ITS_REGION = "us-east-1";
    private static final Set<String> NAMES_OF_MODELS =
            Set.of("id", "modelId", "modelIdentifier", "inferenceProfileIdentifier", "profileId");

    private static Keyed keyed;
    private static Samples samples;

    static Stream<Operation> operations() throws IOException {
        return ApiDocument.built().operations().stream();
    }

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        var file = folder.resolve("keys.yaml");
        Keyed.write(
                file,
                entry("chat", CHAT, "roles: [chat]"),
                entry("admin", ADMIN, "roles: [admin]"),
                entry("expired", EXPIRED, "roles: [chat, admin]|expires: 2026-01-01"),
                entry("other-model", OTHER_MODEL, "roles: [chat, admin]|models: [\"cohere.*\"]"),
                entry("other-region", OTHER_REGION, "roles: [chat, admin]|regions: [eu-west-1]"));
        keyed = Keyed.start(Map.of("relay.access.keys-file", file.toString()));
        samples = new Samples(ApiDocument.built(), null);
    }

    @AfterAll
    static void stop() {
        keyed.close();
    }

    @Test
    void thereAreCallsAndEachStatesARole() throws IOException {
        assertThat(operations()).hasSizeGreaterThan(25).allSatisfy(operation -> assertThat(operation.role())
                .as(operation.toString())
                .isIn("caller", "chat", "admin"));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whoIsNotKnownIsTurnedAway(Operation operation) {
        for (var secret : new String[] {null, WRONG, EXPIRED}) {
            var answer = send(operation, secret);
            assertThat(answer.statusCode())
                    .as(operation + " with " + secret + ": " + answer.asString())
                    .isEqualTo(operation.isWire() ? 403 : 401);
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aRoleOpensItsCallsAndNoOther(Operation operation) {
        judge(operation, CHAT, !operation.role().equals("admin"));
        judge(operation, ADMIN, !operation.role().equals("chat"));
    }

    private static void judge(Operation operation, String secret, boolean open) {
        var answer = send(operation, secret);
        var described = operation + " with " + secret + ": " + answer.asString();
        if (!open) {
            assertThat(answer.statusCode()).as(described).isEqualTo(403);
            assertThat(answer.asString()).as(described).contains("wants the role");
        } else if (operation.path().startsWith("/api/inference-profiles") && answer.statusCode() == 403) {
            // Bedrock's own refusals may be such; the relay's speak of roles.
            assertThat(answer.asString()).as(described).doesNotContain("wants the role");
        } else {
            assertThat(answer.statusCode()).as(described).isNotIn(401, 403, 405, 500);
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aModelThatIsNotTheKeysIsNeitherCalledNorShown(Operation operation) {
        long before = calls();
        var answer = send(operation, OTHER_MODEL);
        var described = operation + ": " + answer.statusCode() + " " + answer.asString();
        if (answer.statusCode() < 300) {
            assertThat(answer.asString()).as(described).doesNotContain(ITS_MODEL);
            assertThat(namesAModel(operation) && !operation.path().endsWith("/resolution"))
                    .as(described)
                    .isFalse();
        }
        if (namesAModel(operation)) {
            assertThat(calls()).as(described).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aRegionThatIsNotTheKeysIsNeitherCalledNorShown(Operation operation) {
        long before = keyed.bedrock().requests("ListFoundationModels") + calls();
        var answer = send(operation, OTHER_REGION);
        var described = operation + ": " + answer.statusCode() + " " + answer.asString();
        if (takesARegion(operation)) {
            assertThat(answer.statusCode()).as(described).isGreaterThanOrEqualTo(400);
            assertThat(keyed.bedrock().requests("ListFoundationModels") + calls())
                    .as(described)
                    .isEqualTo(before);
        } else if (answer.statusCode() < 300) {
            assertThat(answer.asString()).as(described).doesNotContain("\"" + ITS_REGION + "\"");
        }
    }

    private static long calls() {
        return Stream.of("Converse", "ConverseStream", "InvokeModel", "InvokeModelWithResponseStream", "CountTokens")
                .mapToLong(keyed.bedrock()::requests)
                .sum();
    }

    private static boolean namesAModel(Operation operation) {
        var body = operation.body();
        return operation.parameters().stream()
                        .anyMatch(each -> each.in().equals("path") && NAMES_OF_MODELS.contains(each.name()))
                || (body != null
                        && (body.path("properties").has("model")
                                || body.path("properties").has("source")));
    }

    private static boolean takesARegion(Operation operation) {
        return operation.parameters().stream().anyMatch(each -> isRegion(each.name()))
                || (operation.body() != null
                        && operation.body().path("properties").has("region"));
    }

    private static boolean isRegion(String name) {
        return name.equals("region") || name.equals("X-Relay-Region");
    }

    /// The smallest request that fits the description, in the Region of the samples wherever it can say so.
    private static Response send(Operation operation, @Nullable String secret) {
        var request = given().port(keyed.port()).urlEncodingEnabled(false);
        if (secret != null) {
            request.header("Authorization", "Bearer " + secret);
        }
        for (var parameter : operation.parameters()) {
            if (isRegion(parameter.name()) && parameter.in().equals("header")) {
                request.header(parameter.name(), ITS_REGION);
            } else if (isRegion(parameter.name())) {
                request.queryParam(parameter.name(), ITS_REGION);
            }
        }
        samples.body(operation).ifPresent(body -> {
            if (operation.body() != null && operation.body().path("properties").has("region")) {
                ((ObjectNode) body).put("region", ITS_REGION);
            }
            request.contentType("application/json").body(body.toString());
        });
        return request.request(operation.method(), samples.path(operation));
    }
}
