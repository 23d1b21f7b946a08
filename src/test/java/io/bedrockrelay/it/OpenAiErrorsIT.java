package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.SseException;
import com.openai.errors.UnexpectedStatusCodeException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import io.bedrockrelay.emulator.Emulator;
import io.bedrockrelay.it.matrix.Answers;
import io.bedrockrelay.it.matrix.By;
import io.bedrockrelay.it.matrix.Client;
import io.bedrockrelay.it.matrix.Feature;
import io.bedrockrelay.it.matrix.Shows;
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
@By(Client.OPENAI)
class OpenAiErrorsIT {
    @SuppressWarnings("NullAway.Init")
    Emulator bedrock;

    @SuppressWarnings("NullAway.Init")
    private OpenAiAsker client;

    @BeforeEach
    void connect() throws InterruptedException {
        BedrockResource.awaitCatalogue();
        client = open();
    }

    OpenAiAsker open() {
        return new OpenAiAsker.Blocking(Clients.openAi());
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID, validation, 400, BadRequestException, invalid_request_error",
        "INVALID, too-long, 400, BadRequestException, context_length_exceeded",
        "DENIED, denied, 403, PermissionDeniedException, permission_denied",
        "DENIED, agreement, 403, PermissionDeniedException, permission_denied",
        "UNKNOWN_MODEL, not-found, 404, NotFoundException, model_not_found",
        "THROTTLED, throttle-day, 429, RateLimitException, rate_limit_exceeded",
        "THROTTLED, throttle, 429, RateLimitException, rate_limit_exceeded",
        "UPSTREAM, busy, 503, InternalServerException, server_error",
        "UPSTREAM, internal, 503, InternalServerException, server_error",
        "UPSTREAM, not-ready, 503, InternalServerException, server_error",
        "UPSTREAM, close, 503, InternalServerException, server_error",
        "TIMEOUT, model-timeout, 504, InternalServerException, timeout",
    })
    @Shows(answers = Answers.BOTH)
    void aRefusalByBedrockIsTheExceptionOfItsKind(Feature kind, String word, int status, String type, String code) {
        for (boolean streamed : new boolean[] {false, true}) {
            var refused = refused("nova-pro", "Hello [[emulate: " + word + "]]", streamed);
            assertThat(refused.getClass().getSimpleName()).as(kind.toString()).isEqualTo(type);
            assertThat(refused.statusCode()).isEqualTo(status);
            assertThat(refused.code()).hasValue(code);
            assertThat(refused.headers().values("X-Request-Id")).hasSize(1);
            assertThat(refused.headers().values("Retry-After").isEmpty())
                    .as("how long to wait is told with 429 and with nothing else")
                    .isEqualTo(status != 429);
        }
    }

    @Test
    @Shows(value = Feature.INVALID, answers = Answers.BOTH)
    void aFieldThatIsWrongIsNamed() {
        var params =
                OpenAiChat.question("nova-pro", "Hello").maxCompletionTokens(-1).build();
        for (boolean streamed : new boolean[] {false, true}) {
            assertThatThrownBy(() -> OpenAiChat.ask(client, params, streamed))
                    .isInstanceOfSatisfying(BadRequestException.class, refused -> {
                        assertThat(refused.code()).hasValue("invalid_request_error");
                        assertThat(refused.type()).hasValue("invalid_request_error");
                        assertThat(refused.param()).hasValue("max_completion_tokens");
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Shows(Feature.UNKNOWN_MODEL)
    void anUnknownModelIsNotFound(boolean streamed) {
        var refused = refused("claude-sonet-4-5", "Hello", streamed);
        assertThat(refused).isInstanceOf(NotFoundException.class).hasMessageContaining("claude-sonnet-4-5");
        assertThat(refused.code()).hasValue("model_not_found");
        assertThat(refused.param()).hasValue("model");
        assertThatThrownBy(() -> client.model("claude-sonet-4-5")).isInstanceOf(NotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Shows(Feature.UNAVAILABLE_MODEL)
    void aModelThatCannotBeUsedHereIsABadRequest(boolean streamed) {
        var refused = refused("eu.anthropic.claude-sonnet-4-5-20250929-v1:0", "Hello", streamed);
        assertThat(refused)
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("us.anthropic.claude-sonnet-4-5-20250929-v1:0");
        assertThat(refused.code()).hasValue("model_not_available");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Shows(Feature.TOO_LARGE)
    void aBodyThatIsTooLargeIsRefused(boolean streamed) {
        assertThat(refused("nova-pro", "x".repeat(26_500_000), streamed))
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
    @Shows(value = Feature.BROKEN, answers = Answers.STREAMED)
    void aStreamThatFailsInTheMiddleIsAnErrorAndNeverAnEnd(String word) {
        var chunks = new ArrayList<ChatCompletionChunk>();
        var params = OpenAiChat.question("nova-pro", "Tell me more. [[emulate: " + word + " after=4]]")
                .build();
        assertThatThrownBy(() -> client.stream(params, chunks::add))
                .isInstanceOfSatisfying(
                        SseException.class, failed -> assertThat(failed.code()).isPresent());
        assertThat(chunks).as("what came before the failure was delivered").isNotEmpty();
        assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.choices())
                .allSatisfy(choice -> assertThat(choice.finishReason()).isEmpty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "drop", "end", "garbage"})
    @Shows(Feature.BROKEN)
    void aWholeAnswerThatBreaksOffIsAnError(String word) {
        var refused = refused("nova-pro", "Tell me more. [[emulate: " + word + "]]", false);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.code()).hasValue("server_error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-sonnet-4-5", "nova-pro"})
    @Shows(value = Feature.CANCEL, answers = Answers.STREAMED)
    void aClientThatGoesAwayCancelsUpstream(String model) throws Exception {
        long before = bedrock.cancelled();
        var params = OpenAiChat.question(model, "Go on and on [[emulate: events=100000 delay=5ms]]")
                .build();
        var chunks = new ArrayList<ChatCompletionChunk>();
        client.stream(params, chunk -> chunks.add(chunk) && chunks.size() < 3);
        assertThat(chunks).hasSize(3);
        assertThat(bedrock.awaitIdle(Clients.PATIENCE)).isTrue();
        assertThat(bedrock.cancelled()).isGreaterThan(before);
    }

    private OpenAIServiceException refused(String model, String prompt, boolean streamed) {
        var params = OpenAiChat.question(model, prompt).build();
        return catchThrowableOfType(OpenAIServiceException.class, () -> OpenAiChat.ask(client, params, streamed));
    }
}
