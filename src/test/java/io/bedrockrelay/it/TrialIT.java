package io.bedrockrelay.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The trial: one jar that answers from the Bedrock that is built into it, and from no other.
@Timeout(90)
class TrialIT {

    @BeforeAll
    static void isThere() {
        assumeThat(Packaged.hasTrial()).as("a native build makes no trial").isTrue();
    }

    @Test
    void answersWithoutASettingAndWithoutAnAccount() throws Exception {
        try (var trial = Packaged.trial(ports())) {
            assertThat(trial.awaitLog("Bedrock Relay is ready")).as(trial.log()).isTrue();
            var answer = given().port(trial.port())
                    .contentType("application/json")
                    .accept("text/event-stream")
                    .body("{\"model\":\"claude-sonnet-4-5\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}")
                    .post("/api/chat");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.asString()).contains("event: text", "event: stop", "event: usage");
            trial.terminate();
            assertThat(trial.awaitExit()).isZero();
        }
    }

    @Test
    void refusesEveryOtherBedrock() throws Exception {
        var settings = ports();
        settings.put("relay.bedrock.endpoint-override", "https://bedrock.example.internal");
        settings.put("relay.bedrock.endpoints.\"eu-west-1\".runtime", "https://bedrock.example.internal");
        try (var trial = Packaged.trial(settings)) {
            assertThat(trial.awaitExit()).isEqualTo(1);
            assertThat(trial.log())
                    .contains("2 settings are wrong", "endpoint-override", "eu-west-1", "this is the trial", "remedy:")
                    .doesNotContain("\tat ");
        }
    }

    private static Map<String, String> ports() {
        var settings = new HashMap<String, String>();
        settings.put("quarkus.http.port", "0");
        settings.put("quarkus.management.port", "0");
        settings.put("relay.drain.delay", "0s");
        return settings;
    }
}
