package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.bedrock.BedrockChatRequestParameters;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.output.FinishReason;
import io.bedrockrelay.emulator.Emulator;
import io.bedrockrelay.it.matrix.Answers;
import io.bedrockrelay.it.matrix.By;
import io.bedrockrelay.it.matrix.Client;
import io.bedrockrelay.it.matrix.Feature;
import io.bedrockrelay.it.matrix.Shows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// LangChain4j's models of Bedrock, whose AWS clients were only told another endpoint.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
@Timeout(60)
@By(Client.LANGCHAIN)
class LangChainIT {
    private static final ToolSpecification WEATHER = ToolSpecification.builder()
            .name("get_weather")
            .description("The weather of a city")
            .parameters(JsonObjectSchema.builder()
                    .addStringProperty("city")
                    .required("city")
                    .build())
            .build();

    @SuppressWarnings("NullAway.Init")
    Emulator bedrock;

    @SuppressWarnings("NullAway.Init")
    private LangChain chain;

    @BeforeEach
    void connect() throws InterruptedException {
        BedrockResource.awaitCatalogue();
        chain = new LangChain();
    }

    @AfterEach
    void disconnect() {
        chain.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Shows(Feature.CHAT)
    void chats(boolean streamed) {
        var answer = chain.ask(asking("claude-sonnet-4-5", "Why is the sea salty?"), streamed);
        assertThat(answer.aiMessage().text())
                .contains("Why is the sea salty?", "us.anthropic.claude-sonnet-4-5-20250929-v1:0");
        assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(answer.tokenUsage().outputTokenCount()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Shows(Feature.TOOLS)
    void aToolIsCalledAndItsResultAnswered(boolean streamed) {
        var question = UserMessage.from("What is the weather in Oslo?");
        var called = chain.ask(with(parameters("nova-pro"), question), streamed).aiMessage();
        assertThat(called.toolExecutionRequests())
                .extracting(ToolExecutionRequest::arguments)
                .containsExactly("{\"city\":\"Oslo\"}");
        var result =
                ToolExecutionResultMessage.from(called.toolExecutionRequests().getFirst(), "4 degrees and rain");
        assertThat(chain.ask(with(parameters("nova-pro"), question, called, result), streamed)
                        .aiMessage()
                        .text())
                .contains("4 degrees and rain");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Shows(Feature.PARALLEL)
    void parallelCallsAreToldApartAndAnsweredTogether(boolean streamed) {
        var question = UserMessage.from("Is it warmer in both Oslo and Rome?");
        var called = chain.ask(with(parameters("claude-sonnet-4-5"), question), streamed)
                .aiMessage();
        var calls = called.toolExecutionRequests();
        assertThat(calls).hasSize(2).extracting(ToolExecutionRequest::id).doesNotHaveDuplicates();
        var answer = chain.ask(
                with(
                        parameters("claude-sonnet-4-5"),
                        question,
                        called,
                        ToolExecutionResultMessage.from(calls.get(0), "4 degrees"),
                        ToolExecutionResultMessage.from(calls.get(1), "24 degrees")),
                streamed);
        assertThat(answer.aiMessage().text()).contains("- 4 degrees").contains("- 24 degrees");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Shows(Feature.IMAGE)
    void anImageReachesTheModel(boolean streamed) {
        var question =
                UserMessage.from(TextContent.from("What is on it?"), ImageContent.from(Clients.PIXEL, "image/png"));
        var request =
                ChatRequest.builder().messages(question).modelName("nova-pro").build();
        assertThat(chain.ask(request, streamed).aiMessage().text()).contains("image, png, 70 bytes");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Shows(Feature.REASONING)
    void thoughtsComeBackWithTheirProofInTheNextTurn(boolean streamed) {
        var thinking = parameters("claude-sonnet-4-5").enableReasoning(1024).maxOutputTokens(3000);
        var question = UserMessage.from("What is the weather in Oslo?");
        var called = chain.ask(with(thinking, question), streamed).aiMessage();
        assertThat(called.thinking()).isNotBlank();
        var proof = called.attribute("thinking_signature", String.class);
        assertThat(proof).isNotBlank();
        var result =
                ToolExecutionResultMessage.from(called.toolExecutionRequests().getFirst(), "4 degrees and rain");
        assertThat(chain.ask(with(thinking, question, called, result), streamed)
                        .aiMessage()
                        .text())
                .contains("4 degrees and rain");
        assertThat(bedrock.lastRequests().getLast().text()).contains(proof);
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID, nova-pro, validation, InvalidRequestException",
        "DENIED, nova-pro, denied, AuthenticationException",
        "UNKNOWN_MODEL, nova-pro, not-found, ModelNotFoundException",
        "UNKNOWN_MODEL, nova-por, none, ModelNotFoundException",
        "UNAVAILABLE_MODEL, eu.amazon.nova-pro-v1:0, none, InvalidRequestException",
        "THROTTLED, nova-pro, throttle-day, RateLimitException",
        "UPSTREAM, nova-pro, busy, InternalServerException",
        "TIMEOUT, nova-pro, model-timeout, TimeoutException",
    })
    @Shows(answers = Answers.BOTH)
    void aRefusalIsTheExceptionOfItsKind(Feature kind, String model, String word, String type) {
        for (boolean streamed : new boolean[] {false, true}) {
            var request = asking(model, "Hello [[emulate: " + word + "]]");
            var thrown = catchThrowable(() -> chain.ask(request, streamed));
            assertThat(thrown.getClass().getSimpleName())
                    .as("%s %s", kind, thrown)
                    .isEqualTo(type);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Shows(Feature.TOO_LARGE)
    void aBodyThatIsTooLargeIsRefused(boolean streamed) {
        var thrown = catchThrowable(() -> chain.ask(asking("nova-pro", "x".repeat(26_500_000)), streamed));
        assertThat(thrown.getClass().getSimpleName()).isEqualTo("InvalidRequestException");
    }

    @ParameterizedTest
    @CsvSource({
        "cut, false",
        "garbage, false",
        "cut after=4, true",
        "drop after=4, true",
        "exception=modelStreamErrorException after=4, true",
        "without=messageStop, true",
    })
    @Shows(Feature.BROKEN)
    void aBrokenAnswerIsAnError(String words, boolean streamed) {
        var request = asking("nova-pro", "Tell me more. [[emulate: " + words + "]]");
        assertThat(catchThrowable(() -> chain.ask(request, streamed)))
                .isInstanceOf(RuntimeException.class)
                .isNotInstanceOf(CompletionException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nova-pro", "claude-sonnet-4-5"})
    @Shows(value = Feature.CANCEL, answers = Answers.STREAMED)
    void aClientThatGoesAwayCancelsUpstream(String model) throws InterruptedException {
        long before = bedrock.cancelled();
        chain.leave(asking(model, "Go on and on [[emulate: events=100000 delay=5ms]]"));
        assertThat(bedrock.awaitIdle(Clients.PATIENCE)).isTrue();
        assertThat(bedrock.cancelled()).isGreaterThan(before);
    }

    private static BedrockChatRequestParameters.Builder parameters(String model) {
        return BedrockChatRequestParameters.builder().modelName(model).toolSpecifications(List.of(WEATHER));
    }

    private static ChatRequest with(BedrockChatRequestParameters.Builder parameters, ChatMessage... messages) {
        return ChatRequest.builder()
                .messages(messages)
                .parameters(parameters.build())
                .build();
    }

    private static ChatRequest asking(String model, String question) {
        return ChatRequest.builder()
                .messages(UserMessage.from(question))
                .modelName(model)
                .build();
    }
}
