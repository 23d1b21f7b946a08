package io.bedrockrelay.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.JsonWriter;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorWriterTest {
    private final AnthropicDialect dialect = new AnthropicDialect();

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
                        + "\",\"message\":\"m\"},\"request_id\":\"req-1\"}");
    }
}
