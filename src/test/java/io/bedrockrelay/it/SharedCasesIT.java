package io.bedrockrelay.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Requests as clients really send them, over the wire: each gets the status that is right, at the path and in the
/// Region that it asks for.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
@Timeout(120)
class SharedCasesIT {
    private static final Path CASES = Path.of("../shared/cases/cases.jsonl");
    private static final ObjectMapper JSON = new ObjectMapper();

    @BeforeEach
    void awaitCatalogue() throws Exception {
        BedrockResource.awaitCatalogue();
    }

    @Test
    void eachGetsTheStatusThatIsRight() throws IOException {
        var wrong = new ArrayList<String>();
        int asked = 0;
        for (var line : cases()) {
            var sent = JSON.readTree(line);
            if (isOfClaudesOwnLane(sent)) {
                continue;
            }
            var request = given().contentType("application/json")
                    .body(sent.path("body").toString());
            sent.path("headers")
                    .properties()
                    .forEach(header ->
                            request.header(header.getKey(), header.getValue().asText()));
            var answer = request.post(sent.path("path").asText());
            asked++;
            if (answer.statusCode() != sent.at("/expect/status").asInt()) {
                wrong.add(sent.path("name").asText() + ": " + answer.statusCode() + " " + answer.asString());
            }
            if (sent.path("headers").has("authorization")) {
                assertThat(answer.header("X-Relay-Region"))
                        .as(sent.path("name").asText())
                        .isEqualTo("eu-west-1");
            }
            if (answer.statusCode() == 404) {
                assertThat(answer.asString()).contains("base URL");
            }
        }
        assertThat(asked).isGreaterThan(80);
        assertThat(wrong).isEmpty();
    }

    private static List<String> cases() throws IOException {
        assumeTrue(Files.exists(CASES), "the shared cases are not here");
        return Files.readAllLines(CASES);
    }

    /// Claude's own bodies and the counting of tokens follow rules of their own, and have tests of their own.
    private static boolean isOfClaudesOwnLane(JsonNode sent) {
        var path = sent.path("path").asText();
        return path.endsWith("count_tokens")
                || (path.equals("/v1/messages")
                        && !sent.path("headers").has("authorization")
                        && (sent.at("/body/model").asText().contains("claude")
                                || sent.path("body").has("thread")));
    }
}
