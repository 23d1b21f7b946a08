package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bedrockrelay.emulator.Emulator;
import io.bedrockrelay.it.AwsRuntime.Form;
import io.bedrockrelay.it.AwsRuntime.Way;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InternalServerException;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/// What AWS's own runtime client sees of failures: its own exceptions, and never a broken answer as a whole one.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
@Timeout(60)
class AwsFailureIT {
    @SuppressWarnings("NullAway.Init")
    Emulator bedrock;

    @BeforeEach
    void ready() throws InterruptedException {
        BedrockResource.awaitCatalogue();
    }

    @ParameterizedTest
    @CsvSource({
        "throttle-day, ThrottlingException, 429",
        "throttle, ThrottlingException, 429",
        "not-ready, ModelNotReadyException, 429",
        "denied, AccessDeniedException, 403",
        "validation, ValidationException, 400",
        "too-long, ValidationException, 400",
        "quota, ServiceQuotaExceededException, 400",
        "not-found, ResourceNotFoundException, 404",
        "model-timeout, ModelTimeoutException, 408",
        "model-error, ModelErrorException, 424",
        "busy, ServiceUnavailableException, 503",
        "internal, InternalServerException, 500",
        "close, ServiceUnavailableException, 503",
        "reset, ServiceUnavailableException, 503",
    })
    void everyRefusalHasItsOwnType(String words, String type, int status) {
        for (var way : Way.few().toList()) {
            try (var client = way.form().open()) {
                var thrown = catchThrowable(() -> client.ask(asking("claude-sonnet-4-5", words), way.streamed()));
                assertThat(thrown).as(way.toString()).isInstanceOfSatisfying(AwsServiceException.class, refusal -> {
                    assertThat(refusal.getClass().getSimpleName()).isEqualTo(type);
                    assertThat(refusal.statusCode()).isEqualTo(status);
                    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(type);
                    assertThat(refusal.awsErrorDetails().errorMessage()).isNotBlank();
                });
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "claude-sonet-4-5, us-east-1, ResourceNotFoundException, claude-sonnet-4-5",
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0, eu-west-1, ValidationException,"
                + " eu.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "nova-pro, mars-north-1, ValidationException, us-east-1",
        "nova-pro, me-south-1, ServiceUnavailableException, me-south-1",
    })
    void whatTheRelayRefusesSaysWhatWouldWork(String model, String region, String type, String remedy) {
        for (var way : Way.few().toList()) {
            var request = asking(model, "").toBuilder()
                    .overrideConfiguration(with -> with.putHeader("X-Relay-Region", region))
                    .build();
            try (var client = way.form().open()) {
                var thrown = catchThrowable(() -> client.ask(request, way.streamed()));
                assertThat(thrown).as(way.toString()).isInstanceOf(BedrockRuntimeException.class);
                assertThat(thrown.getClass().getSimpleName()).isEqualTo(type);
                assertThat(thrown).hasMessageContaining(remedy);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "internalServerException",
                "modelStreamErrorException",
                "throttlingException",
                "validationException",
                "serviceUnavailableException",
            })
    void anExceptionInsideTheStreamHasItsOwnType(String type) {
        for (var form : List.of(Form.HTTP_1_SIGNED, Form.HTTP_2_SIGNED)) {
            var reply = new AwsReply.Fold();
            try (var client = form.open()) {
                var request = asking("claude-sonnet-4-5", "exception=" + type + " after=3");
                var thrown = catchThrowable(() -> AwsRuntime.joined(() -> client.stream(request, reply)));
                assertThat(thrown).as(form.toString()).isInstanceOf(BedrockRuntimeException.class);
                assertThat(thrown.getClass().getSimpleName()).isEqualToIgnoringCase(type);
                assertThat(reply.whole().text()).isNotEmpty();
                assertThat(reply.stopReason()).isNull();
            }
        }
    }

    /// AWS's client takes a connection that breaks off for the end of the answer: so the relay must say it in words.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cut",
                "drop",
                "end",
                "half",
                "garbage",
                "message-crc",
                "prelude-crc",
                "without=messageStop",
            })
    void aBrokenStreamIsAnException(String mishap) {
        for (var form : List.of(Form.HTTP_1_SIGNED, Form.HTTP_2_SIGNED)) {
            var reply = new AwsReply.Fold();
            try (var client = form.open()) {
                var request = asking("claude-sonnet-4-5", mishap + " after=4");
                var thrown = catchThrowable(() -> AwsRuntime.joined(() -> client.stream(request, reply)));
                assertThat(thrown).as(form.toString()).isInstanceOf(InternalServerException.class);
                assertThat(reply.isEmpty()).isFalse();
                assertThat(reply.stopReason()).isNull();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"HTTP_1_SIGNED", "HTTP_2_SIGNED"})
    void whoGoesAwayInMidStreamCancelsUpstream(Form form) throws InterruptedException {
        long before = bedrock.cancelled();
        var reply = new AwsReply.Fold();
        try (var client = form.open()) {
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
