package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.ContentTooLargeException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.SseException;
import com.anthropic.models.messages.RawMessageStreamEvent;
import io.bedrockrelay.emulator.Emulator;
import io.bedrockrelay.it.matrix.Answers;
import io.bedrockrelay.it.matrix.By;
import io.bedrockrelay.it.matrix.Client;
import io.bedrockrelay.it.matrix.Feature;
import io.bedrockrelay.it.matrix.Shows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What Anthropic's own Java client is told when something is wrong, and that it never takes a broken answer for a
/// whole: with Claude over the raw lane and with another model by translation.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
@Timeout(60)
@By(value = Client.ANTHROPIC_CLAUDE, others = Client.ANTHROPIC_OTHER)
class AnthropicErrorsIT {
    private static final String CLAUDE = "claude-sonnet-4-5";
    private static final String NOVA = "nova-pro";

    @SuppressWarnings("NullAway.Init")
    Emulator bedrock;

    @SuppressWarnings("NullAway.Init")
    private AnthropicAsker client;

    @BeforeEach
    void connect() throws InterruptedException {
        BedrockResource.awaitCatalogue();
        client = open();
    }

    AnthropicAsker open() {
        return new AnthropicAsker.Blocking(Clients.anthropic());
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID, validation, 400, BadRequestException, invalid_request_error",
        "INVALID, too-long, 400, BadRequestException, invalid_request_error",
        "DENIED, denied, 403, PermissionDeniedException, permission_error",
        "DENIED, agreement, 403, PermissionDeniedException, permission_error",
        "UNKNOWN_MODEL, not-found, 404, NotFoundException, not_found_error",
        "THROTTLED, throttle-day, 429, RateLimitException, rate_limit_error",
        "THROTTLED, throttle, 429, RateLimitException, rate_limit_error",
        "UPSTREAM, busy, 529, OverloadedException, overloaded_error",
        "UPSTREAM, internal, 500, InternalServerException, api_error",
        "UPSTREAM, not-ready, 529, OverloadedException, overloaded_error",
        "UPSTREAM, close, 529, OverloadedException, overloaded_error",
        "TIMEOUT, model-timeout, 504, GatewayTimeoutException, timeout_error",
    })
    @Shows(answers = Answers.BOTH)
    void aRefusalByBedrockIsTheExceptionOfItsKind(Feature feature, String word, int status, String type, String kind) {
        for (var model : new String[] {CLAUDE, NOVA}) {
            for (boolean streamed : new boolean[] {false, true}) {
                var refused = refused(model, "Hello [[emulate: " + word + "]]", streamed);
                assertThat(refused.getClass().getSimpleName())
                        .as(feature.toString())
                        .isEqualTo(type);
                assertThat(refused.statusCode()).isEqualTo(status);
                assertThat(refused.type()).map(Object::toString).hasValue(kind);
                assertThat(refused.apiMessage()).isPresent();
                assertThat(refused.headers().values("X-Request-Id")).hasSize(1);
                assertThat(refused.headers().values("Retry-After").isEmpty())
                        .as("how long to wait is told where waiting helps, and nowhere else")
                        .isEqualTo(status != 429 && status != 529);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {CLAUDE, NOVA})
    @Shows(value = Feature.INVALID, answers = Answers.BOTH)
    void aFieldThatIsWrongIsNamed(String model) {
        var params = AnthropicChat.question(model, "Hello").maxTokens(-1).build();
        for (boolean streamed : new boolean[] {false, true}) {
            assertThatThrownBy(() -> AnthropicChat.ask(client, params, streamed))
                    .isInstanceOf(BadRequestException.class)
                    .hasMessageContaining("max_tokens");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Shows(Feature.UNKNOWN_MODEL)
    void anUnknownModelIsNotFound(boolean streamed) {
        assertThat(refused("claude-sonet-4-5", "Hello", streamed))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("claude-sonnet-4-5");
        assertThatThrownBy(() -> client.model("claude-sonet-4-5")).isInstanceOf(NotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Shows(Feature.UNAVAILABLE_MODEL)
    void aModelThatCannotBeUsedHereIsABadRequest(boolean streamed) {
        assertThat(refused("eu.anthropic.claude-sonnet-4-5-20250929-v1:0", "Hello", streamed))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("us.anthropic.claude-sonnet-4-5-20250929-v1:0");
    }

    @ParameterizedTest
    @ValueSource(strings = {CLAUDE, NOVA})
    @Shows(value = Feature.TOO_LARGE, answers = Answers.BOTH)
    void aBodyThatIsTooLargeIsRefused(String model) {
        var large = "x".repeat(26_500_000);
        for (boolean streamed : new boolean[] {false, true}) {
            assertThat(refused(model, large, streamed)).isInstanceOf(ContentTooLargeException.class);
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of(
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
                        "without=END")
                .flatMap(word -> Stream.of(
                        Arguments.of(CLAUDE, word.replace("END", "message_stop")),
                        Arguments.of(NOVA, word.replace("END", "messageStop"))));
    }

    @ParameterizedTest
    @MethodSource("failures")
    @Shows(value = Feature.BROKEN, answers = Answers.STREAMED)
    void aStreamThatFailsInTheMiddleIsAnErrorAndNeverAnEnd(String model, String word) {
        var events = new ArrayList<RawMessageStreamEvent>();
        var params = AnthropicChat.question(model, "Tell me more. [[emulate: " + word + " after=4]]")
                .build();
        assertThatThrownBy(() -> client.stream(params, events::add))
                .isInstanceOfSatisfying(
                        SseException.class, failed -> assertThat(failed.type()).isPresent());
        assertThat(events).as("what came before the failure was delivered").isNotEmpty();
        assertThat(events).noneMatch(RawMessageStreamEvent::isMessageStop);
    }

    @ParameterizedTest
    @CsvSource({
        CLAUDE + ", cut",
        CLAUDE + ", drop",
        CLAUDE + ", end",
        CLAUDE + ", garbage",
        NOVA + ", cut",
        NOVA + ", drop",
        NOVA + ", end",
        NOVA + ", garbage",
    })
    @Shows(Feature.BROKEN)
    void aWholeAnswerThatBreaksOffIsAnError(String model, String word) {
        var refused = refused(model, "Tell me more. [[emulate: " + word + "]]", false);
        assertThat(refused.statusCode()).isEqualTo(500);
        assertThat(refused.type()).map(Object::toString).hasValue("api_error");
    }

    @ParameterizedTest
    @ValueSource(strings = {CLAUDE, NOVA})
    @Shows(value = Feature.CANCEL, answers = Answers.STREAMED)
    void aClientThatGoesAwayCancelsUpstream(String model) throws Exception {
        long before = bedrock.cancelled();
        var params = AnthropicChat.question(model, "Go on and on [[emulate: events=100000 delay=5ms]]")
                .build();
        var events = new ArrayList<RawMessageStreamEvent>();
        client.stream(params, event -> events.add(event) && events.size() < 3);
        assertThat(events).hasSize(3);
        assertThat(bedrock.awaitIdle(Clients.PATIENCE)).isTrue();
        assertThat(bedrock.cancelled()).isGreaterThan(before);
    }

    private AnthropicServiceException refused(String model, String prompt, boolean streamed) {
        var params = AnthropicChat.question(model, prompt).build();
        return catchThrowableOfType(AnthropicServiceException.class, () -> AnthropicChat.ask(client, params, streamed));
    }
}
