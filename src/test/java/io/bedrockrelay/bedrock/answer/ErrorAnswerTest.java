package io.bedrockrelay.bedrock.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bedrockrelay.bedrock.Captures;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.FailureCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorAnswerTest {
    /// What each recorded error has to become, by a piece of its message, or by its type where it has none.
    private static final Map<String, Class<? extends Failure>> EXPECTED = Map.ofEntries(
            Map.entry("with on-demand throughput", Failure.UnusableModel.class),
            Map.entry("The provided model identifier is invalid", Failure.UnknownModel.class),
            Map.entry("1 validation error detected", Failure.UnusableModel.class),
            Map.entry("data retention mode", Failure.AccessDenied.class),
            Map.entry("support the temperature field", Failure.Rejected.class),
            Map.entry("`temperature` is deprecated", Failure.Rejected.class),
            Map.entry("User messages cannot contain reasoning", Failure.Rejected.class),
            Map.entry("Malformed input request", Failure.Rejected.class),
            Map.entry("support counting tokens", Failure.Rejected.class),
            Map.entry("You don't have access to the model", Failure.AccessDenied.class),
            Map.entry("aws-marketplace:Subscribe", Failure.AccessDenied.class),
            Map.entry("explicit deny in a service control policy", Failure.AccessDenied.class),
            Map.entry("no identity-based policy", Failure.AccessDenied.class),
            Map.entry("Authentication failed", Failure.AccessDenied.class),
            Map.entry("security token included", Failure.AccessDenied.class),
            Map.entry("MPAgreementBeingCreated", Failure.AccessDenied.class),
            Map.entry("BadCScoreException", Failure.AccessDenied.class),
            Map.entry("end of its life", Failure.UnusableModel.class),
            Map.entry("marked by provider as Legacy", Failure.UnusableModel.class),
            Map.entry("Could not resolve the foundation model", Failure.UnknownModel.class),
            Map.entry("FTUFormNotFilled", Failure.AccessDenied.class),
            Map.entry("UnknownOperationException", Failure.Rejected.class),
            Map.entry("ModelTimeoutException", Failure.TimedOut.class),
            Map.entry("ModelErrorException", Failure.Unavailable.class),
            Map.entry("ModelStreamErrorException", Failure.Unavailable.class),
            Map.entry("Too many tokens, please", Failure.Throttled.class),
            Map.entry("Too many requests", Failure.Throttled.class),
            Map.entry("Too many tokens per day", Failure.Throttled.class),
            Map.entry("ModelNotReadyException", Failure.Unavailable.class),
            Map.entry("InternalServerException", Failure.Unavailable.class),
            Map.entry("Too many connections", Failure.Unavailable.class),
            Map.entry("Bedrock is unable", Failure.Unavailable.class),
            Map.entry("overloaded_error", Failure.Unavailable.class));

    private static Failure failure(int status, @Nullable String type, String body) {
        return ErrorAnswer.read(status, type, "id-1", null, body.getBytes(StandardCharsets.UTF_8))
                .failure();
    }

    @Test
    void everyRecordedErrorIsARowOfTheTable() throws IOException {
        int seen = 0;
        for (JsonNode error : Captures.json("examples/errors.json").path("errors")) {
            if (error.path("status").asInt() == 200) {
                continue;
            }
            var body = error.path("body");
            var message = body.path("message").asText(body.path("Message").asText(""));
            var type = error.path("type").isNull() ? null : error.path("type").asText();
            var failure = failure(error.path("status").asInt(), type, body.isNull() ? "" : body.toString());
            var key = message.isEmpty() ? String.valueOf(type) : message;
            var expected = EXPECTED.entrySet().stream()
                    .filter(row -> key.contains(row.getKey()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no expectation for " + key));
            assertThat(failure).as(key).isInstanceOf(expected.getValue());
            assertThat(failure.message()).as(key).startsWith(message).isNotBlank();
            assertThat(failure.upstream()).as(key).isNotNull();
            seen++;
        }
        assertThat(seen).isEqualTo(EXPECTED.size());
    }

    @ParameterizedTest
    @CsvSource({"isn't", "isn’t"})
    void theOnDemandTextIsKnownWithEitherApostrophe(String isnt) {
        var failure = failure(
                400,
                "ValidationException:http://internal.amazon.com/coral/com.amazon.bedrock/",
                "{\"message\":\"Invocation of model ID x with on-demand throughput " + isnt
                        + " supported. Retry your request with the ID or ARN of an inference profile that contains this"
                        + " model.\"}");
        assertThat(failure).isInstanceOf(Failure.UnusableModel.class);
        assertThat(failure.upstream()).isEqualTo(new Failure.Upstream("ValidationException", 400, "id-1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | AccessDeniedException | aws-marketplace:Subscribe | aws-marketplace:ViewSubscriptions",
                "403 | AccessDeniedException | explicit deny in a service control policy | organisation",
                "403 | AccessDeniedException | is not authorized to perform: x | every Region",
                "403 |  | Authentication failed: check your API Key | AWS_BEARER_TOKEN_BEDROCK",
                "403 | UnrecognizedClientException | bad | opt-in Region",
                "404 | ResourceNotFoundException | Model use case details have not been submitted | use-case form",
                "429 | ThrottlingException | Too many tokens per day, wait. | by the day",
                "404 | UnknownOperationException | | relay.bedrock.endpoint-override",
            })
    void aRemedyIsAppendedWhereOneIsKnown(int status, @Nullable String type, @Nullable String said, String remedy) {
        var body = said == null ? "" : "{\"message\":\"" + said + "\"}";
        assertThat(failure(status, type, body).message()).contains(remedy);
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_REQUEST",
        "401, MODEL_ACCESS_DENIED",
        "403, MODEL_ACCESS_DENIED",
        "404, MODEL_NOT_FOUND",
        "408, UPSTREAM_TIMEOUT",
        "413, TOO_LARGE",
        "418, INVALID_REQUEST",
        "424, UPSTREAM_UNAVAILABLE",
        "429, THROTTLED",
        "500, UPSTREAM_UNAVAILABLE",
        "502, UPSTREAM_UNAVAILABLE",
        "503, UPSTREAM_UNAVAILABLE",
        "529, UPSTREAM_UNAVAILABLE",
        "302, UPSTREAM_UNAVAILABLE"
    })
    void theStatusDecidesWhereNothingElseIsSaid(int status, FailureCode code) {
        assertThat(failure(status, null, "").code()).isEqualTo(code);
        assertThat(failure(status, null, "<html>gateway</html>").code()).isEqualTo(code);
    }

    @Test
    void anUnknownTypeGoesByItsStatus() {
        assertThat(failure(400, "SomethingNewException", "{\"message\":\"no\"}"))
                .isInstanceOf(Failure.Rejected.class);
        assertThat(failure(503, "SomethingNewException", "{}")).isInstanceOf(Failure.Unavailable.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"__type\":\"com.amazon.coral#ThrottlingException\",\"message\":\"slow\"}",
                "{\"__type\":\"ThrottlingException:http://x\",\"Message\":\"slow\"}",
                "{\"Output\":{\"__type\":\"a#ThrottlingException\"},\"message\":\"slow\"}",
                "{\"error\":{\"type\":\"ThrottlingException\",\"message\":\"slow\"}}"
            })
    void theTypeIsFoundInTheBodyToo(String body) {
        var failure = failure(400, null, body);
        assertThat(failure).isInstanceOf(Failure.Throttled.class);
        assertThat(failure.message()).isEqualTo("slow");
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "' 20 ', 20", "0, 0"})
    void keepsRetryAfter(String header, int seconds) {
        var failure = ErrorAnswer.read(429, null, null, header, new byte[0]).failure();
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"-1", "soon", "99999999999", "'Sun, 22 Nov 2026 10:00:00 GMT'"})
    void ignoresARetryAfterThatIsNoNumberOfSeconds(String header) {
        assertThat(ErrorAnswer.read(429, null, null, header, new byte[0])
                        .failure()
                        .retryAfter())
                .isNull();
    }
}
