package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.bedrock.backends.BedrockBackend;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.models.messages.Base64ImageSource;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bedrockrelay.emulator.Emulator;
import io.bedrockrelay.it.matrix.Answers;
import io.bedrockrelay.it.matrix.By;
import io.bedrockrelay.it.matrix.Client;
import io.bedrockrelay.it.matrix.Feature;
import io.bedrockrelay.it.matrix.Shows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;

/// Anthropic's Java client in its Bedrock mode: it speaks Bedrock's own wire, with a relay key as a Bedrock API key.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
@Timeout(60)
@By(Client.ANTHROPIC_BEDROCK)
class AnthropicBedrockIT {
    private static final String CLAUDE = "anthropic.claude-sonnet-4-5-20250929-v1:0";

    @SuppressWarnings("NullAway.Init")
    Emulator bedrock;

    @SuppressWarnings("NullAway.Init")
    private AnthropicAsker client;

    @BeforeEach
    void connect() throws InterruptedException {
        BedrockResource.awaitCatalogue();
        var wire =
                BedrockBackend.builder().apiKey("none").region(Region.US_EAST_1).build();
        client = new AnthropicAsker.Blocking(AnthropicOkHttpClient.builder()
                .backend(new RelayedBackend(wire, Clients.relay()))
                // The client copies this header into the body, where Bedrock's documentation asks for this version.
                .putHeader("anthropic-version", "bedrock-2023-05-31")
                .maxRetries(0)
                .timeout(Clients.PATIENCE)
                .build());
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Shows(Feature.CHAT)
    void theIdIsResolvedAndTheAnswerRead(boolean streamed) {
        var params = AnthropicChat.question(CLAUDE, "Why is the sky blue?").build();
        var answer = AnthropicChat.ask(client, params, streamed);
        assertThat(answer.text()).contains("sky blue").contains("us." + CLAUDE);
        assertThat(answer.message().validate().stopReason()).hasValue(StopReason.END_TURN);
        assertThat(answer.message().usage().outputTokens()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Shows({Feature.PARALLEL, Feature.REASONING})
    void parallelCallsAreAnsweredWithTheThoughtsThatLedToThem(boolean streamed) {
        var question = AnthropicChat.question(CLAUDE, "Is it warmer in both Oslo and Rome?")
                .addTool(AnthropicChat.weather())
                .enabledThinking(2048);
        var first = AnthropicChat.ask(client, question.build(), streamed);
        assertThat(first.message().stopReason()).hasValue(StopReason.TOOL_USE);
        assertThat(first.proof()).isNotEmpty();
        assertThat(first.calls())
                .extracting(AnthropicChat::input)
                .containsExactly(Map.of("city", "Oslo"), Map.of("city", "Rome"));

        var second = question.addMessage(first.message())
                .addUserMessageOfContentBlockParams(List.of(
                        AnthropicChat.result(first.calls().get(0), "4 degrees"),
                        AnthropicChat.result(first.calls().get(1), "24 degrees")));
        assertThat(AnthropicChat.ask(client, second.build(), streamed).text())
                .contains("- 4 degrees")
                .contains("- 24 degrees");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Shows(Feature.TOOLS)
    void aToolIsCalledAndItsResultAnswered(boolean streamed) {
        var question =
                AnthropicChat.question(CLAUDE, "What is the weather in Oslo?").addTool(AnthropicChat.weather());
        var first = AnthropicChat.ask(client, question.build(), streamed);
        assertThat(first.calls()).extracting(AnthropicChat::input).containsExactly(Map.of("city", "Oslo"));
        var second = question.addMessage(first.message())
                .addUserMessageOfContentBlockParams(
                        List.of(AnthropicChat.result(first.calls().getFirst(), "4 degrees and rain")));
        assertThat(AnthropicChat.ask(client, second.build(), streamed).text()).contains("4 degrees and rain");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Shows(Feature.STRUCTURE)
    void anAnswerFollowsTheSchema(boolean streamed) throws Exception {
        var params = AnthropicChat.question(CLAUDE, "How many people live in Oslo?")
                .outputConfig(AnthropicChat.census())
                .build();
        assertThat(new ObjectMapper()
                        .readTree(AnthropicChat.ask(client, params, streamed).text())
                        .path("people")
                        .isIntegralNumber())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN_MODEL, anthropic.claude-sonet-4-5, false, NotFoundException, claude-sonnet-4-6",
        "UNKNOWN_MODEL, anthropic.claude-sonet-4-5, true, NotFoundException, claude-sonnet-4-6",
        "UNAVAILABLE_MODEL, eu." + CLAUDE + ", false, BadRequestException, us." + CLAUDE,
        "UNAVAILABLE_MODEL, eu." + CLAUDE + ", true, BadRequestException, us." + CLAUDE,
    })
    @Shows
    void whatTheRelayRefusesSaysWhatWouldWork(Feature kind, String name, boolean streamed, String type, String remedy) {
        var params = AnthropicChat.question(name, "Hello").build();
        assertThatThrownBy(() -> AnthropicChat.ask(client, params, streamed))
                .as(kind.toString())
                .hasMessageContaining(remedy)
                .satisfies(refused ->
                        assertThat(refused.getClass().getSimpleName()).isEqualTo(type));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Shows(Feature.TOO_LARGE)
    void aBodyThatIsTooLargeIsRefused(boolean streamed) {
        // The client itself takes no text of twenty million characters in this mode.
        var large = "x".repeat(9_000_000);
        var params = AnthropicChat.question(CLAUDE, large)
                .addUserMessage(large)
                .addUserMessage(large)
                .build();
        assertThatThrownBy(() -> AnthropicChat.ask(client, params, streamed))
                .isInstanceOfSatisfying(AnthropicServiceException.class, refused -> assertThat(refused.statusCode())
                        .isEqualTo(413));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "drop", "end", "garbage"})
    @Shows(Feature.BROKEN)
    void aWholeAnswerThatBreaksOffIsAnError(String word) {
        var params = AnthropicChat.question(CLAUDE, "Tell me more. [[emulate: " + word + "]]")
                .build();
        assertThatThrownBy(() -> AnthropicChat.ask(client, params, false)).isInstanceOf(AnthropicException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Shows(Feature.IMAGE)
    void anImageReachesTheModel(boolean streamed) {
        var image = ContentBlockParam.ofImage(Base64ImageSource.builder()
                .mediaType(Base64ImageSource.MediaType.IMAGE_PNG)
                .data(Clients.PIXEL)
                .build());
        var question = AnthropicChat.question(CLAUDE, "Hello")
                .addAssistantMessage("Hello.")
                .addUserMessageOfContentBlockParams(List.of(ContentBlockParam.ofText("What is on it?"), image));
        assertThat(AnthropicChat.ask(client, question.build(), streamed).text()).contains("image, image/png, 70 bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID, validation, 400, BadRequestException",
        "DENIED, denied, 403, PermissionDeniedException",
        "UNKNOWN_MODEL, not-found, 404, NotFoundException",
        "THROTTLED, throttle-day, 429, RateLimitException",
        "UPSTREAM, busy, 503, ServiceUnavailableException",
        "TIMEOUT, model-timeout, 408, RequestTimeoutException",
    })
    @Shows(answers = Answers.BOTH)
    void aRefusalByBedrockIsTheExceptionOfItsKind(Feature kind, String word, int status, String type) {
        for (boolean streamed : new boolean[] {false, true}) {
            var params = AnthropicChat.question(CLAUDE, "Hello [[emulate: " + word + "]]")
                    .build();
            var refused = catchThrowableOfType(
                    AnthropicServiceException.class, () -> AnthropicChat.ask(client, params, streamed));
            assertThat(refused.getClass().getSimpleName()).as(kind.toString()).isEqualTo(type);
            assertThat(refused.statusCode()).isEqualTo(status);
            assertThat(refused).message().doesNotContain("anthropic_version");
            assertThat(refused.headers().values("x-amzn-ErrorType")).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exception=modelStreamErrorException",
                "exception=throttlingException",
                "exception=internalServerException",
                "error",
                "cut",
                "drop",
                "half",
                "prelude-crc",
                "message-crc",
                "garbage",
                "without=message_stop",
            })
    @Shows(value = Feature.BROKEN, answers = Answers.STREAMED)
    void aStreamThatFailsInTheMiddleIsAnErrorAndNeverAnEnd(String word) {
        var events = new ArrayList<RawMessageStreamEvent>();
        var params = AnthropicChat.question(CLAUDE, "Tell me more. [[emulate: " + word + " after=4]]")
                .build();
        assertThatThrownBy(() -> client.stream(params, events::add)).isInstanceOf(AnthropicException.class);
        assertThat(events).as("what came before the failure was delivered").isNotEmpty();
        assertThat(events).noneMatch(RawMessageStreamEvent::isMessageStop);
    }

    @ParameterizedTest
    @ValueSource(strings = {CLAUDE, "claude-sonnet-4-5"})
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
}
