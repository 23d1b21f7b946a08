package io.bedrockrelay.it.edge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.it.Keyed;
import io.bedrockrelay.it.edge.ApiDocument.Operation;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every call of the API by every kind of caller. The calls come from the description that the build left behind, and
/// what is due to each caller from the rules, so a new call that states no role, or keeps to another one than it
/// states, or shows more than it may, fails here.
@Timeout(120)
class EndpointMatrixIT {
    private static final String ITS_REGION = "us-east-1";
    /// What the ids of the models of the samples hold.
    private static final String[] ITS_MODELS = {"amazon.nova", "amazon.titan", "anthropic.claude"};

    /// What a client asks for before it has signed in: nothing else is told to those without a key.
    private static final Set<String> OPEN = Set.of("GET /api/hello", "GET /protocol");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Keyed keyed;

    @SuppressWarnings("NullAway.Init")
    private static Samples samples;

    static Stream<Arguments> everyCallByEveryCaller() throws IOException {
        return ApiDocument.built().operations().stream().flatMap(operation -> Stream.of(Credential.values())
                .map(credential -> Arguments.of(operation, credential)));
    }

    @BeforeAll
    static void start() throws Exception {
        var file = folder.resolve("keys.yaml");
        Credential.write(file);
        keyed = Keyed.start(Map.of("relay.access.keys-file", file.toString()));
        samples = new Samples(ApiDocument.built(), null);
    }

    @AfterAll
    static void stop() {
        keyed.close();
    }

    @Test
    void thereAreCallsAndEachStatesARole() throws IOException {
        assertThat(ApiDocument.built().operations()).hasSizeGreaterThan(25).allSatisfy(operation -> assertThat(
                        operation.role())
                .as(operation.toString())
                .isIn(OPEN.contains(operation.toString()) ? List.of("nothing") : List.of("caller", "chat", "admin")));
    }

    @ParameterizedTest
    @MethodSource("everyCallByEveryCaller")
    void getsWhatIsDue(Operation operation, Credential credential) throws IOException {
        boolean deletes =
                operation.method().equals("DELETE") && operation.path().contains("profile");
        var path = deletes ? made(operation) : samples.path(operation);
        long before = calls();
        var answer = send(operation, path, credential.secret());
        var verdict = credential.verdict(operation);
        var asked = operation + " by " + credential;
        verdict.check(operation, answer, asked);
        if (verdict != Verdict.SERVED) {
            assertThat(calls()).as("calls of Bedrock for " + asked).isEqualTo(before);
        } else if (credential == Credential.OTHER_MODEL) {
            assertThat(answer.asString()).as(asked).doesNotContain(ITS_MODELS);
        } else if (credential == Credential.OTHER_REGION) {
            assertThat(answer.asString()).as(asked).doesNotContain("\"" + ITS_REGION + "\"");
        }
    }

    private static long calls() {
        return Stream.of(
                        "Converse",
                        "ConverseStream",
                        "InvokeModel",
                        "InvokeModelWithResponseStream",
                        "CountTokens",
                        "ListFoundationModels",
                        "ListInferenceProfiles",
                        "CreateInferenceProfile",
                        "DeleteInferenceProfile")
                .mapToLong(keyed.bedrock()::requests)
                .sum();
    }

    /// What can be deleted has to be made first.
    private static String made(Operation operation) {
        var id = given().port(keyed.port())
                .header("Authorization", "Bearer " + Credential.ADMIN_KEY.secret())
                .contentType("application/json")
                .body("{\"name\":\"edge\",\"source\":\"nova-lite\",\"region\":\"" + ITS_REGION + "\"}")
                .post("/api/inference-profiles")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("data.id");
        return operation.path().replaceAll("\\{[^}]*}", id);
    }

    /// The smallest request that fits the description, in the Region of the samples wherever it can say so.
    private static Response send(Operation operation, String path, @Nullable String secret) {
        var request = given().port(keyed.port()).urlEncodingEnabled(false);
        if (secret != null) {
            request.header("Authorization", "Bearer " + secret);
        }
        operation
                .in("header")
                .filter(each -> each.name().equals("X-Relay-Region"))
                .forEach(each -> request.header(each.name(), ITS_REGION));
        operation
                .in("query")
                .filter(each -> each.name().equals("region"))
                .forEach(each -> request.queryParam(each.name(), ITS_REGION));
        samples.body(operation).ifPresent(body -> {
            if (operation.hasBodyField("region")) {
                ((ObjectNode) body).put("region", ITS_REGION);
            }
            request.contentType("application/json").body(body.toString());
        });
        return request.request(operation.method(), path);
    }
}
