package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bedrockrelay.emulator.Emulator;
import io.bedrockrelay.it.AwsRuntime.Way;
import io.bedrockrelay.it.matrix.By;
import io.bedrockrelay.it.matrix.Client;
import io.bedrockrelay.it.matrix.Feature;
import io.bedrockrelay.it.matrix.Shows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InternalServerException;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/// What AWS's own runtime client sees of failures: its own exceptions, and never a broken answer as a whole one.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
@Timeout(60)
@By(Client.AWS_SYNC)
class AwsFailureIT {
    @SuppressWarnings("NullAway.Init")
    Emulator bedrock;

    @BeforeEach
    void ready() throws InterruptedException {
        BedrockResource.awaitCatalogue();
    }

    /// Each line of a table for each of the client's ways.
    private static Stream<Arguments> each(Stream<Way> ways, String table) {
        var some = ways.toList();
        return table.lines().flatMap(line -> some.stream()
                .map(way -> Arguments.of(Stream.concat(Stream.of(way), Stream.of(line.split(", *", -1)))
                        .toArray())));
    }

    static Stream<Arguments> refusals() {
        return each(Way.few(), """
                THROTTLED, throttle-day, ThrottlingException, 429
                THROTTLED, throttle, ThrottlingException, 429
                UPSTREAM, not-ready, ModelNotReadyException, 429
                DENIED, denied, AccessDeniedException, 403
                INVALID, validation, ValidationException, 400
                INVALID, too-long, ValidationException, 400
                THROTTLED, quota, ServiceQuotaExceededException, 400
                UNKNOWN_MODEL, not-found, ResourceNotFoundException, 404
                TIMEOUT, model-timeout, ModelTimeoutException, 408
                UPSTREAM, model-error, ModelErrorException, 424
                UPSTREAM, busy, ServiceUnavailableException, 503
                UPSTREAM, internal, InternalServerException, 500
                UPSTREAM, close, ServiceUnavailableException, 503
                UPSTREAM, reset, ServiceUnavailableException, 503""");
    }

    @ParameterizedTest
    @MethodSource("refusals")
    @Shows
    void everyRefusalHasItsOwnType(Way way, Feature kind, String words, String type, int status) {
        try (var client = way.form().open()) {
            var thrown = catchThrowable(() -> client.ask(asking("claude-sonnet-4-5", words), way.streamed()));
            assertThat(thrown).as(kind.toString()).isInstanceOfSatisfying(AwsServiceException.class, refusal -> {
                assertThat(refusal.getClass().getSimpleName()).isEqualTo(type);
                assertThat(refusal.statusCode()).isEqualTo(status);
                assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(type);
                assertThat(refusal.awsErrorDetails().errorMessage()).isNotBlank();
            });
        }
    }

    static Stream<Arguments> ownRefusals() {
        return each(Way.few(), """
                UNKNOWN_MODEL, claude-sonet-4-5, us-east-1, ResourceNotFoundException, claude-sonnet-4-5
                UNAVAILABLE_MODEL, us.amazon.nova-pro-v1:0, eu-west-1, ValidationException, eu.amazon.nova-pro-v1:0
                INVALID, nova-pro, mars-north-1, ValidationException, us-east-1
                UPSTREAM, nova-pro, me-south-1, ServiceUnavailableException, me-south-1""");
    }

    @ParameterizedTest
    @MethodSource("ownRefusals")
    @Shows
    void whatTheRelayRefusesSaysWhatWouldWork(
            Way way, Feature kind, String model, String region, String type, String remedy) {
        var request = asking(model, "").toBuilder()
                .overrideConfiguration(with -> with.putHeader("X-Relay-Region", region))
                .build();
        try (var client = way.form().open()) {
            var thrown = catchThrowable(() -> client.ask(request, way.streamed()));
            assertThat(thrown).as(kind.toString()).isInstanceOf(BedrockRuntimeException.class);
            assertThat(thrown.getClass().getSimpleName()).isEqualTo(type);
            assertThat(thrown).hasMessageContaining(remedy);
        }
    }

    @ParameterizedTest
    @MethodSource("io.bedrockrelay.it.AwsRuntime$Way#few")
    @Shows(Feature.TOO_LARGE)
    void aBodyThatIsTooLargeIsInvalid(Way way) {
        var request = asking("nova-pro", "x".repeat(26_500_000));
        try (var client = way.form().open()) {
            assertThatThrownBy(() -> client.ask(request, way.streamed())).isInstanceOf(ValidationException.class);
        }
    }

    static Stream<Arguments> exceptions() {
        return each(Way.streams(), """
                internalServerException
                modelStreamErrorException
                throttlingException
                validationException
                serviceUnavailableException""");
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    @Shows(Feature.BROKEN)
    void anExceptionInsideTheStreamHasItsOwnType(Way way, String type) {
        var reply = new AwsReply.Fold();
        try (var client = way.form().open()) {
            var request = asking("claude-sonnet-4-5", "exception=" + type + " after=3");
            var thrown = catchThrowable(() -> AwsRuntime.joined(() -> client.stream(request, reply)));
            assertThat(thrown).isInstanceOf(BedrockRuntimeException.class);
            assertThat(thrown.getClass().getSimpleName()).isEqualToIgnoringCase(type);
            assertThat(reply.whole().text()).isNotEmpty();
            assertThat(reply.stopReason()).isNull();
        }
    }

    static Stream<Arguments> mishaps() {
        return each(Way.streams(), """
                cut
                drop
                end
                half
                garbage
                message-crc
                prelude-crc
                without=messageStop""");
    }

    /// AWS's client takes a connection that breaks off for the end of the answer: so the relay must say it in words.
    @ParameterizedTest
    @MethodSource("mishaps")
    @Shows(Feature.BROKEN)
    void aBrokenStreamIsAnException(Way way, String mishap) {
        var reply = new AwsReply.Fold();
        try (var client = way.form().open()) {
            var request = asking("claude-sonnet-4-5", mishap + " after=4");
            var thrown = catchThrowable(() -> AwsRuntime.joined(() -> client.stream(request, reply)));
            assertThat(thrown).isInstanceOf(InternalServerException.class);
            assertThat(reply.isEmpty()).isFalse();
            assertThat(reply.stopReason()).isNull();
        }
    }

    static Stream<Arguments> brokenAnswers() {
        return each(Way.few().filter(way -> !way.streamed()), """
                cut
                drop
                end
                garbage""");
    }

    @ParameterizedTest
    @MethodSource("brokenAnswers")
    @Shows(Feature.BROKEN)
    void aWholeAnswerThatBreaksOffIsAnException(Way way, String mishap) {
        try (var client = way.form().open()) {
            assertThatThrownBy(() -> client.ask(asking("claude-sonnet-4-5", mishap), false))
                    .isInstanceOf(BedrockRuntimeException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("io.bedrockrelay.it.AwsRuntime$Way#streams")
    @Shows(Feature.CANCEL)
    void whoGoesAwayInMidStreamCancelsUpstream(Way way) throws InterruptedException {
        long before = bedrock.cancelled();
        var reply = new AwsReply.Fold();
        try (var client = way.form().open()) {
            var future = client.stream(asking("claude-sonnet-4-5", "events=100000 delay=5ms"), reply);
            assertThat(reply.spoken().await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(bedrock.openStreams()).isEqualTo(1);
            future.cancel(true);
            assertThat(bedrock.awaitIdle(Duration.ofSeconds(10))).isTrue();
        }
        assertThat(bedrock.cancelled()).isEqualTo(before + 1);
    }

    private static ConverseRequest asking(String model, String words) {
        var message = Message.builder()
                .role(ConversationRole.USER)
                .content(ContentBlock.fromText("Hello [[emulate: " + words + "]]"))
                .build();
        return ConverseRequest.builder().modelId(model).messages(message).build();
    }
}
