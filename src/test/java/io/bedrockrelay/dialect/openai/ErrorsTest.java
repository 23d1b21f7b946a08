package io.bedrockrelay.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.completions.CompletionsDialect;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Failures in OpenAI's words.
class ErrorsTest {
    private final CompletionsDialect dialect = new CompletionsDialect();

    @Test
    void eachKindHasItsStatusTypeCodeAndParam() throws IOException {
        shows(new Failure.Invalid("messages[0].role", "m"), 400, "invalid_request_error", "invalid_request_error");
        shows(new Failure.Rejected("m", null), 400, "invalid_request_error", "invalid_request_error");
        shows(new Failure.Unauthenticated("m"), 401, "invalid_request_error", "invalid_api_key");
        shows(new Failure.Forbidden("m"), 403, "permission_error", "permission_denied");
        shows(new Failure.AccessDenied("m", null), 403, "permission_error", "permission_denied");
        shows(new Failure.NotFound("m"), 404, "invalid_request_error", "not_found");
        shows(new Failure.UnknownModel("m", List.of(), null), 404, "invalid_request_error", "model_not_found");
        shows(
                new Failure.UnusableModel("m", List.of(), List.of(), null),
                400,
                "invalid_request_error",
                "model_not_available");
        shows(new Failure.TooLarge("m"), 413, "invalid_request_error", "request_too_large");
        shows(new Failure.Throttled("m", null, null), 429, "rate_limit_error", "rate_limit_exceeded");
        shows(new Failure.Unavailable("m", null, null), 503, "server_error", "server_error");
        shows(new Failure.Broken("m"), 503, "server_error", "server_error");
        shows(new Failure.TimedOut("m", null, null), 504, "server_error", "timeout");
        shows(new Failure.Overloaded("m", Duration.ofSeconds(1)), 503, "server_error", "server_error");
        shows(new Failure.Internal("m"), 500, "server_error", "server_error");
    }

    @Test
    void paramNamesTheCulprit() throws IOException {
        assertThat(error(new Failure.Invalid("stop[1]", "m")).path("param").textValue())
                .isEqualTo("stop[1]");
        assertThat(error(new Failure.UnknownModel("m", List.of(), null))
                        .path("param")
                        .textValue())
                .isEqualTo("model");
        assertThat(error(new Failure.Internal("m")).path("param").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Input is too long for requested model.",
                "The model returned the following errors: Input is too long for requested model.",
                "The model returned the following errors: prompt is too long: 227255 tokens > 200000 maximum",
                "The model returned the following errors: input length and `max_tokens` exceed context limit: 190000 +"
                        + " 20000 > 200000, decrease input length or `max_tokens` and try again",
                "This model's maximum context length is 8192 tokens. Please reduce the length of the prompt",
                "400 Bad Request: Too many input tokens. Max input tokens: 8192, request input token count: 9000",
                "Input Tokens Exceeded: Number of input tokens exceeds maximum length."
            })
    void aConversationThatIsTooLongHasOpenAisCodeForIt(String words) throws IOException {
        var error = error(new Failure.Rejected(words, null));
        assertThat(error.path("code").textValue()).isEqualTo("context_length_exceeded");
        assertThat(error.path("param").textValue()).isEqualTo("messages");
        assertThat(error.path("message").textValue()).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "This model doesn't support the temperature field. Remove temperature and try again.",
                "Malformed input request: #: required key [max_tokens] not found, please reformat your input and try"
                        + " again."
            })
    void otherRefusalsHaveNot(String words) throws IOException {
        assertThat(error(new Failure.Rejected(words, null)).path("code").textValue())
                .isEqualTo("invalid_request_error");
    }

    @ParameterizedTest
    @EnumSource(StopReason.class)
    void malformedOutputIsAFailureAndNothingElseIs(StopReason reason) {
        var failure = Errors.malformed(reason);
        assertThat(failure.isPresent()).isEqualTo(reason.malformed());
        failure.ifPresent(told -> assertThat(told.message()).contains(reason.wire()));
    }

    private void shows(Failure failure, int status, String type, String code) throws IOException {
        assertThat(dialect.status(failure)).isEqualTo(status);
        var error = error(failure);
        assertThat(error.path("message").textValue()).isEqualTo("m");
        assertThat(error.path("type").textValue()).isEqualTo(type);
        assertThat(error.path("code").textValue()).isEqualTo(code);
        assertThat(error.has("param")).isTrue();
    }

    private JsonNode error(Failure failure) throws IOException {
        var out = new JsonWriter();
        dialect.failure(failure, "req-1", out);
        return new JsonMapper().readTree(out.toBytes()).path("error");
    }
}
