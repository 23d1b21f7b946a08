package io.bedrockrelay.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.JsonWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorWriterTest {
    private final AnthropicDialect dialect = new AnthropicDialect();

    private static final Failure.Upstream UPSTREAM = new Failure.Upstream("ValidationException", 400, null);

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new Failure.Invalid("top_p", "m"), 400, "invalid_request_error"),
                Arguments.of(new Failure.Rejected("m", null), 400, "invalid_request_error"),
                Arguments.of(new Failure.Unauthenticated("m"), 401, "authentication_error"),
                Arguments.of(new Failure.Forbidden("m"), 403, "permission_error"),
                Arguments.of(new Failure.NotFound("m"), 404, "not_found_error"),
                Arguments.of(new Failure.UnknownModel("m", List.of(), null), 404, "not_found_error"),
                Arguments.of(new Failure.UnusableModel("m", List.of(), List.of(), null), 400, "invalid_request_error"),
                Arguments.of(new Failure.TooLarge("m"), 413, "request_too_large"),
                Arguments.of(new Failure.Throttled("m", null, null), 429, "rate_limit_error"),
                Arguments.of(new Failure.Throttled("m", Duration.ofHours(2), null), 429, "billing_error"),
                Arguments.of(new Failure.Throttled("m", Duration.ofHours(2), UPSTREAM), 429, "rate_limit_error"),
                Arguments.of(new Failure.Invalid(null, "m", Failure.Invalid.NOT_SUPPORTED), 501, "not_supported"),
                Arguments.of(new Failure.AccessDenied("m", null), 403, "permission_error"),
                Arguments.of(new Failure.Unavailable("m", null, null), 529, "overloaded_error"),
                Arguments.of(new Failure.Broken("m"), 500, "api_error"),
                Arguments.of(new Failure.TimedOut("m", null, null), 504, "timeout_error"),
                Arguments.of(new Failure.Overloaded("m", Duration.ofSeconds(1)), 529, "overloaded_error"),
                Arguments.of(new Failure.Internal("m"), 500, "api_error"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysEachFailureInAnthropicsWords(Failure failure, int status, String type) {
        var out = new JsonWriter();
        dialect.failure(failure, "req-1", out);

        assertThat(dialect.status(failure)).isEqualTo(status);
        assertThat(new String(out.toBytes(), UTF_8))
                .isEqualTo("{\"type\":\"error\",\"error\":{\"type\":\"" + type
                        + "\",\"message\":\"" + (failure instanceof Failure.UnknownModel ? "model: m" : "m")
                        + "\"},\"request_id\":\"req-1\"}");
    }

    /// What a model that is not Claude says, and what clients of Claude models act on.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Input is too long for requested model.                              | prompt is too long
            The model returned the following errors: prompt is too long: 9 tokens > 8 maximum | prompt is too long: 9 tokens > 8 maximum
            Too many input tokens. Max input tokens: 128000, request input token count: 131073 | prompt is too long: 131073 tokens > 128000 maximum
            maximum context length is 8192 tokens. However, you requested 9100 tokens (5000 in the messages, 4100 in the completion). | input length and `max_tokens` exceed context limit: 5000 + 4100 > 8192
            input length and `max_tokens` exceed context limit: 1 + 2 > 2      | input length and `max_tokens` exceed context limit: 1 + 2 > 2
            Invalid or unsupported image format                                 | could not process image: Invalid or unsupported image format
            This model doesn't support the image content block that you provided. | could not process image: This model doesn't support the image content block that you provided.
            temperature is too high for this image of a model                   | temperature is too high for this image of a model
            """)
    void saysWhatOtherModelsRefuseInWordsThatClientsKnow(String said, String told) {
        var failure = new Failure.Rejected(said, UPSTREAM);
        assertThat(message(AnthropicDialect.ofOthers(), failure)).isEqualTo(told);
        assertThat(message(dialect, failure))
                .as("a Claude model's own words are told as they are")
                .isEqualTo(said.replace("The model returned the following errors: ", ""));
    }

    private static String message(AnthropicDialect dialect, Failure failure) {
        var out = new JsonWriter();
        dialect.failure(failure, "req-1", out);
        var text = new String(out.toBytes(), UTF_8);
        return text.substring(text.indexOf("message\":\"") + 10, text.indexOf("\"},\"request_id"));
    }

    @ParameterizedTest
    @CsvSource({"DAILY_QUOTA, true", "OTHER, false"})
    void tellsThatWaitingForADayIsOfNoUse(Failure.Cause cause, boolean last) {
        var failure =
                new Failure.Throttled("m", null, new Failure.Upstream("ThrottlingException", 429, null, cause, 0));
        assertThat(dialect.headers(failure)).isEqualTo(last ? Map.of("x-should-retry", "false") : Map.of());
    }

    @Test
    void tellsHowLongToWaitWhereThereIsTooMuchToDo() {
        assertThat(dialect.retryAfter(new Failure.Unavailable("m", null, null))).isPresent();
        assertThat(dialect.retryAfter(new Failure.Broken("m"))).isEmpty();
        assertThat(dialect.retryAfter(new Failure.Invalid("a", "m"))).isEmpty();
    }
}
