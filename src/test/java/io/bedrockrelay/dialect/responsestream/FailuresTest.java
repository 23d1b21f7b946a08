package io.bedrockrelay.dialect.responsestream;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.dialect.Answering;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// How each failure is told inside a stream, and whether its HTTP answer says when to come back.
class FailuresTest {
    private static final Duration FIVE = Duration.ofSeconds(5);

    static Stream<Arguments> failures() {
        var three = Duration.ofSeconds(3);
        return Stream.of(
                told(new Failure.Invalid("input", "M."), "invalid_request_error", "invalid_prompt", null),
                told(new Failure.Rejected("M.", null), "invalid_request_error", "invalid_prompt", null),
                told(
                        new Failure.Rejected("Input is too long.", null),
                        "invalid_request_error",
                        "context_length_exceeded",
                        null),
                told(new Failure.Unauthenticated("M."), "invalid_request_error", "invalid_prompt", null),
                told(new Failure.Forbidden("M."), "permission_error", "invalid_prompt", null),
                told(new Failure.AccessDenied("M.", null), "permission_error", "invalid_prompt", null),
                told(new Failure.NotFound("M."), "invalid_request_error", "invalid_prompt", null),
                told(new Failure.UnknownModel("M.", List.of(), null), "invalid_request_error", "invalid_prompt", null),
                told(
                        new Failure.UnusableModel("M.", List.of(), List.of(), null),
                        "invalid_request_error",
                        "invalid_prompt",
                        null),
                told(new Failure.TooLarge("M."), "invalid_request_error", "invalid_prompt", null),
                told(new Failure.Throttled("M.", null, null), "rate_limit_error", "rate_limit_exceeded", FIVE),
                told(new Failure.Throttled("M.", three, null), "rate_limit_error", "rate_limit_exceeded", three),
                told(new Failure.Unavailable("M.", null, null), "server_error", "server_error", FIVE),
                told(new Failure.Broken("M."), "server_error", "server_error", FIVE),
                told(new Failure.TimedOut("M.", null, null), "server_error", "server_error", null),
                told(new Failure.Overloaded("M.", three), "server_error", "server_error", three),
                told(new Failure.Internal("M."), "server_error", "server_error", FIVE));
    }

    private static Arguments told(Failure failure, String type, String code, @Nullable Duration wait) {
        return Arguments.of(failure, type, code, wait);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureIsToldByTwoEventsAndNothingAfter(Failure failure, String type, String code, @Nullable Duration wait) {
        assertThat(Failures.wait(failure)).isEqualTo(wait);
        var events = List.<ChatEvent>of(new ChatEvent.Failed(failure));
        var told = Streams.read(Streams.encoded(events, answering()));
        assertThat(told.stream().map(Streams.Told::name))
                .containsExactly("response.created", "response.in_progress", "error", "response.failed");
        var error = told.get(2).data();
        var message = wait != null && failure instanceof Failure.Throttled
                ? "M. Please try again in " + wait.toSeconds() + "s."
                : failure.message();
        assertThat(error.path("code").textValue()).isEqualTo(code);
        assertThat(error.path("message").textValue()).isEqualTo(message);
        assertThat(error.path("error").path("type").textValue()).isEqualTo(type);
        assertThat(error.path("error").path("code").textValue()).isEqualTo(code);
        assertThat(error.path("error").path("message").textValue()).isEqualTo(message);
        var response = told.get(3).data().path("response");
        assertThat(response.path("status").textValue()).isEqualTo("failed");
        assertThat(response.path("error"))
                .isEqualTo(Streams.MAPPER.createObjectNode().put("code", code).put("message", message));
    }

    private static Answering answering() {
        return Streams.answering(Streams.UUID, Streams.echo(true, Map.of()));
    }
}
