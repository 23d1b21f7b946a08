package io.bedrockrelay.dialect.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Failure.Upstream;
import io.bedrockrelay.dialect.JsonWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;

class AwsErrorTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                row(new Failure.Invalid("f", "m"), 400, "ValidationException", "validationException"),
                row(new Failure.Rejected("m", null), 400, "ValidationException", "validationException"),
                row(new Failure.Unauthenticated("m"), 403, "AccessDeniedException", "validationException"),
                row(new Failure.Forbidden("m"), 403, "AccessDeniedException", "validationException"),
                row(new Failure.NotFound("m"), 404, "ResourceNotFoundException", "validationException"),
                row(
                        new Failure.UnknownModel("m", List.of(), null),
                        404,
                        "ResourceNotFoundException",
                        "validationException"),
                row(
                        new Failure.UnusableModel("m", List.of(), List.of(), null),
                        400,
                        "ValidationException",
                        "validationException"),
                row(new Failure.TooLarge("m"), 413, "ValidationException", "validationException"),
                row(new Failure.Throttled("m", null, null), 429, "ThrottlingException", "throttlingException"),
                row(new Failure.AccessDenied("m", null), 403, "AccessDeniedException", "validationException"),
                row(
                        new Failure.Unavailable("m", null, null),
                        503,
                        "ServiceUnavailableException",
                        "serviceUnavailableException"),
                row(new Failure.Broken("m"), 503, "ServiceUnavailableException", "internalServerException"),
                row(new Failure.TimedOut("m", "l", null), 504, "ModelTimeoutException", "modelStreamErrorException"),
                row(
                        new Failure.Overloaded("m", Duration.ZERO),
                        503,
                        "ServiceUnavailableException",
                        "serviceUnavailableException"),
                row(new Failure.Internal("m"), 500, "InternalServerException", "internalServerException"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysEachFailureInAwssWords(Failure failure, int status, String type, String inStream) {
        assertThat(AwsError.of(failure)).isEqualTo(new AwsError(status, type, "m"));
        assertThat(ExceptionFrame.type(failure, WireOperation.CONVERSE_STREAM)).isEqualTo(inStream);
    }

    static Stream<Arguments> upstreams() {
        return Stream.of(
                Arguments.of("ModelNotReadyException", 429, 429, "ModelNotReadyException"),
                Arguments.of("ModelErrorException", 424, 424, "ModelErrorException"),
                Arguments.of("ModelTimeoutException", 408, 408, "ModelTimeoutException"),
                Arguments.of("InternalServerException", 500, 500, "InternalServerException"),
                Arguments.of("modelStreamErrorException", 200, 424, "ModelStreamErrorException"),
                Arguments.of("ExpiredTokenException", 403, 503, "ServiceUnavailableException"));
    }

    @ParameterizedTest
    @MethodSource("upstreams")
    void repeatsWhatBedrockSaidIfClientsKnowIt(String upstream, int sent, int status, String type) {
        var failure = new Failure.Unavailable("m", null, new Upstream(upstream, sent, "r"));

        assertThat(AwsError.of(failure)).isEqualTo(new AwsError(status, type, "m"));
    }

    @Test
    void writesBodies() {
        var out = new JsonWriter();
        new AwsError(400, "ValidationException", "isn’t").body(out);
        assertThat(new String(out.toBytes(), UTF_8)).isEqualTo("{\"message\":\"isn’t\"}");

        AwsError.unknownOperation(out.reset());
        assertThat(new String(out.toBytes(), UTF_8))
                .startsWith("{\"message\":\"The relay has no such operation of Amazon Bedrock.")
                .endsWith("\"Output\":{\"__type\":\"com.amazon.coral.service#UnknownOperationException\"},"
                        + "\"Version\":\"1.0\"}");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void framesAreReadByAwssDecoder(Failure failure, int status, String type, String inStream) {
        var message = decoded(ExceptionFrame.of(failure, WireOperation.CONVERSE_STREAM));

        assertThat(header(message, ":message-type")).isEqualTo("exception");
        assertThat(header(message, ":exception-type")).isEqualTo(inStream);
        assertThat(header(message, ":content-type")).isEqualTo("application/json");
        assertThat(new String(message.getPayload(), UTF_8)).isEqualTo("{\"message\":\"m\"}");
    }

    @Test
    void repeatsBedrocksOwnExceptionInAStream() {
        var timeout = new Failure.TimedOut("m", null, new Upstream("modelTimeoutException", 200, null));
        var stream = new Failure.Unavailable("m", null, new Upstream("modelStreamErrorException", 200, null));

        assertThat(ExceptionFrame.type(timeout, WireOperation.INVOKE_STREAM)).isEqualTo("modelTimeoutException");
        assertThat(ExceptionFrame.type(timeout, WireOperation.CONVERSE_STREAM)).isEqualTo("modelStreamErrorException");
        assertThat(ExceptionFrame.type(stream, WireOperation.CONVERSE_STREAM)).isEqualTo("modelStreamErrorException");
    }

    private static Arguments row(Failure failure, int status, String type, String inStream) {
        return Arguments.of(failure, status, type, inStream);
    }

    private static Message decoded(byte[] frame) {
        var messages = new ArrayList<Message>();
        new MessageDecoder(messages::add).feed(frame);
        assertThat(messages).hasSize(1);
        return messages.getFirst();
    }

    private static @Nullable String header(Message message, String name) {
        HeaderValue value = message.getHeaders().get(name);
        return value == null ? null : value.getString();
    }
}
