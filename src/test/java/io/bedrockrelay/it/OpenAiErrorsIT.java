package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.SseException;
import com.openai.errors.UnexpectedStatusCodeException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import io.bedrockrelay.emulator.Emulator;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What OpenAI's own Java client is told when something is wrong, and that it never takes a broken answer for a whole.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
@Timeout(60)
class OpenAiErrorsIT {
    @SuppressWarnings("NullAway.Init")
    Emulator bedrock;

    @SuppressWarnings("NullAway.Init")
    private OpenAIClient client;

    @BeforeEach
    void connect() throws InterruptedException {
        BedrockResource.awaitCatalogue();
        client = Clients.openAi();
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @ParameterizedTest
    @CsvSource({
        "validation, 400, BadRequestException, invalid_request_error",
        "too-long, 400, BadRequestException, context_length_exceeded",
        "denied, 403, PermissionDeniedException, permission_denied",
        "agreement, 403, PermissionDeniedException, permission_denied",
        "not-found, 404, NotFoundException, model_not_found",
        "throttle-day, 429, RateLimitException, rate_limit_exceeded",
        "throttle, 429, RateLimitException, rate_limit_exceeded",
        "busy, 503, InternalServerException, server_error",
        "internal, 503, InternalServerException, server_error",
        "not-ready, 503, InternalServerException, server_error",
        "close, 503, InternalServerException, server_error",
        "model-timeout, 504, InternalServerException, timeout",
    })
    void aRefusalByBedrockIsTheExceptionOfItsKind(String word, int status, String type, String code) {
        for (boolean streamed : new boolean[] {false, true}) {
            var refused = refused("nova-pro", "Hello [[emulate: " + word + "]]", streamed);
            assertThat(refused.getClass().getSimpleName()).isEqualTo(type);
            assertThat(refused.statusCode()).isEqualTo(status);
            assertThat(refused.code()).hasValue(code);
            assertThat(refused.headers().values("X-Request-Id")).hasSize(1);
            assertThat(refused.headers().values("Retry-After").isEmpty())
                    .as("how long to wait is told with 429 and with nothing else")
                    .isEqualTo(status != 429);
        }
    }

    @Test
    void aFieldThatIsWrongIsNamed() {
        var params =
                OpenAiChat.question("nova-pro", "Hello").maxCompletionTokens(-1).build();
        assertThatThrownBy(() -> OpenAiChat.ask(client, params, false))
                .isInstanceOfSatisfying(BadRequestException.class, refused -> {
                    assertThat(refused.code()).hasValue("invalid_request_error");
                    assertThat(refused.type()).hasValue("invalid_request_error");
                    assertThat(refused.param()).hasValue("max_completion_tokens");
                });
    }

    @Test
    void anUnknownModelIsNotFound() {
        var refused = refused("claude-sonet-4-5", "Hello", true);
        assertThat(refused).isInstanceOf(NotFoundException.class).hasMessageContaining("claude-sonnet-4-5");
        assertThat(refused.code()).hasValue("model_not_found");
        assertThat(refused.param()).hasValue("model");
        assertThatThrownBy(() -> client.models().retrieve("claude-sonet-4-5")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aModelThatCannotBeUsedHereIsABadRequest() {
        var refused = refused("eu.anthropic.claude-sonnet-4-5-20250929-v1:0", "Hello", false);
        assertThat(refused)
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("us.anthropic.claude-sonnet-4-5-20250929-v1:0");
        assertThat(refused.code()).hasValue("model_not_available");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        assertThat(refused("nova-pro", "x".repeat(26_500_000), false))
                .isInstanceOfSatisfying(UnexpectedStatusCodeException.class, refused -> {
                    assertThat(refused.statusCode()).isEqualTo(413);
                    assertThat(refused.code()).hasValue("request_too_large");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exception=modelStreamErrorException",
                "exception=internalServerException",
                "exception=modelTimeoutException",
                "exception=throttlingException",
                "exception=validationException",
                "exception=serviceUnavailableException",
                "unknown-exception",
                "error",
                "cut",
                "drop",
                "end",
                "half",
                "prelude-crc",
                "message-crc",
                "garbage",
                "without=messageStop",
                "stop=malformed_model_output",
            })
    void aStreamThatFailsInTheMiddleIsAnErrorAndNeverAnEnd(String word) {
        var chunks = new ArrayList<ChatCompletionChunk>();
        var params = OpenAiChat.question("nova-pro", "Tell me more. [[emulate: " + word + " after=4]]")
                .build();
        assertThatThrownBy(() -> {
                    try (var stream = client.chat().completions().createStreaming(params)) {
                        stream.stream().forEach(chunks::add);
                    }
                })
                .isInstanceOfSatisfying(
                        SseException.class, failed -> assertThat(failed.code()).isPresent());
        assertThat(chunks).as("what came before the failure was delivered").isNotEmpty();
        assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.choices())
                .allSatisfy(choice -> assertThat(choice.finishReason()).isEmpty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "drop", "end", "garbage"})
    void aWholeAnswerThatBreaksOffIsAnError(String word) {
        var refused = refused("nova-pro", "Tell me more. [[emulate: " + word + "]]", false);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.code()).hasValue("server_error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-sonnet-4-5", "nova-pro"})
    void aClientThatGoesAwayCancelsUpstream(String model) throws Exception {
        long before = bedrock.cancelled();
        var params = OpenAiChat.question(model, "Go on and on [[emulate: events=100000 delay=5ms]]")
                .build();
        try (var stream = client.chat().completions().createStreaming(params)) {
            assertThat(stream.stream().limit(3)).hasSize(3);
        }
        assertThat(bedrock.awaitIdle(Clients.PATIENCE)).isTrue();
        assertThat(bedrock.cancelled()).isGreaterThan(before);
    }

    private OpenAIServiceException refused(String model, String prompt, boolean streamed) {
        var params = OpenAiChat.question(model, prompt).build();
        return catchThrowableOfType(OpenAIServiceException.class, () -> OpenAiChat.ask(client, params, streamed));
    }
}
