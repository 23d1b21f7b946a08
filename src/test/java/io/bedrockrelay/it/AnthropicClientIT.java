package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.errors.BadRequestException;
import com.anthropic.models.messages.Base64ImageSource;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.ThinkingBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import com.anthropic.models.models.ModelInfo;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bedrockrelay.emulator.Emulator;
import io.bedrockrelay.it.matrix.Answers;
import io.bedrockrelay.it.matrix.By;
import io.bedrockrelay.it.matrix.Client;
import io.bedrockrelay.it.matrix.Feature;
import io.bedrockrelay.it.matrix.Shows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What Anthropic's own Java client can do with the packaged application: with Claude, whose bodies pass as they are,
/// and with other models by translation.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
@Timeout(60)
@By(value = Client.ANTHROPIC_CLAUDE, others = Client.ANTHROPIC_OTHER)
class AnthropicClientIT {
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

    @Test
    @Shows(Feature.MODELS)
    void modelsAreListedPageByPageAndFound() {
        var whole = client.models(1000);
        assertThat(whole)
                .extracting(ModelInfo::id)
                .contains("anthropic.claude-sonnet-4-5-20250929-v1:0")
                .allMatch(id -> id.contains("claude"));
        assertThat(whole).allSatisfy(ModelInfo::validate);
        assertThat(client.models(7))
                .extracting(ModelInfo::id)
                .containsExactlyElementsOf(whole.stream().map(ModelInfo::id).toList());
        var one = client.model("amazon.nova-pro-v1:0");
        assertThat(one.displayName()).isEqualTo("Nova Pro");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-sonnet-4-5", "nova-pro", "gpt-oss-120b"})
    @Shows(value = Feature.CHAT, answers = Answers.BOTH)
    void aStreamSaysTheSameAsAWholeAnswer(String model) {
        var params = AnthropicChat.question(model, "Why is the sky blue?").build();
        var whole = AnthropicChat.ask(client, params, false);
        var streamed = AnthropicChat.ask(client, params, true);
        assertThat(whole.text()).contains("sky blue").isEqualTo(streamed.text());
        for (var answer : List.of(whole, streamed)) {
            assertThat(answer.message().validate().stopReason()).hasValue(StopReason.END_TURN);
            assertThat(answer.message().usage().inputTokens()).isPositive();
            assertThat(answer.message().usage().outputTokens())
                    .isPositive()
                    .isEqualTo(whole.message().usage().outputTokens());
        }
    }

    @ParameterizedTest
    @CsvSource({"claude-sonnet-4-5, false", "claude-sonnet-4-5, true", "nova-pro, false", "nova-pro, true"})
    @Shows(Feature.TOOLS)
    void aToolIsCalledAndItsResultAnswered(String model, boolean streamed) {
        var question =
                AnthropicChat.question(model, "What is the weather in Oslo?").addTool(AnthropicChat.weather());
        var first = AnthropicChat.ask(client, question.build(), streamed);
        assertThat(first.message().stopReason()).hasValue(StopReason.TOOL_USE);
        assertThat(first.calls()).hasSize(1);
        var call = first.calls().getFirst();
        assertThat(call.name()).isEqualTo("get_weather");
        assertThat(AnthropicChat.input(call)).isEqualTo(Map.of("city", "Oslo"));

        var second = question.addMessage(first.message())
                .addUserMessageOfContentBlockParams(List.of(AnthropicChat.result(call, "4 degrees and rain")));
        var answer = AnthropicChat.ask(client, second.build(), streamed);
        assertThat(answer.message().stopReason()).hasValue(StopReason.END_TURN);
        assertThat(answer.text()).contains("4 degrees and rain");
    }

    @ParameterizedTest
    @CsvSource({"claude-sonnet-4-5, false", "claude-sonnet-4-5, true", "nova-pro, false", "nova-pro, true"})
    @Shows(Feature.PARALLEL)
    void parallelCallsAreToldApartAndAnsweredTogether(String model, boolean streamed) {
        var question = AnthropicChat.question(model, "Is it warmer in both Oslo and Rome?")
                .addTool(AnthropicChat.weather());
        var first = AnthropicChat.ask(client, question.build(), streamed);
        assertThat(first.calls()).hasSize(2).extracting(ToolUseBlock::id).doesNotHaveDuplicates();
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
    @CsvSource({
        "claude-sonnet-4-5, false, 'image, image/png, 70 bytes'",
        "claude-sonnet-4-5, true, 'image, image/png, 70 bytes'",
        "nova-pro, false, 'image, png, 70 bytes'",
        "nova-pro, true, 'image, png, 70 bytes'",
    })
    @Shows(Feature.IMAGE)
    void anImageReachesTheModel(String model, boolean streamed, String told) {
        var image = ContentBlockParam.ofImage(Base64ImageSource.builder()
                .mediaType(Base64ImageSource.MediaType.IMAGE_PNG)
                .data(Clients.PIXEL)
                .build());
        var question = AnthropicChat.question(model, "Hello")
                .addAssistantMessage("Hello.")
                .addUserMessageOfContentBlockParams(List.of(ContentBlockParam.ofText("What is on it?"), image));
        assertThat(AnthropicChat.ask(client, question.build(), streamed).text()).contains(told);
    }

    @ParameterizedTest
    @CsvSource({
        "claude-sonnet-4-5, '', false",
        "claude-sonnet-4-5, '', true",
        "claude-sonnet-4-5, [[emulate: redacted]], false",
        "claude-sonnet-4-5, [[emulate: redacted]], true",
        "claude-haiku-4-5, '', false",
        "claude-haiku-4-5, '', true",
    })
    @Shows(Feature.REASONING)
    void thoughtsComeBackWithTheirProofInTheNextTurn(String model, String directive, boolean streamed) {
        var question = AnthropicChat.question(model, "What is the weather in Oslo? " + directive)
                .addTool(AnthropicChat.weather())
                .enabledThinking(2048);
        var first = AnthropicChat.ask(client, question.build(), streamed);
        assertThat(first.proof()).isNotEmpty();

        var second = question.addMessage(first.message())
                .addUserMessageOfContentBlockParams(
                        List.of(AnthropicChat.result(first.calls().getFirst(), "4 degrees and rain")));
        assertThat(AnthropicChat.ask(client, second.build(), streamed).text()).contains("4 degrees and rain");
        assertThat(bedrock.lastRequests().getLast().text())
                .as("the proof went back to Bedrock as it came")
                .contains(first.proof());
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-sonnet-4-5", "claude-haiku-4-5"})
    void thoughtsThatWereAlteredAreRefused(String model) {
        var question = AnthropicChat.question(model, "What is the weather in Oslo?")
                .addTool(AnthropicChat.weather())
                .enabledThinking(2048);
        var first = AnthropicChat.ask(client, question.build(), false);
        var altered = ThinkingBlockParam.builder()
                .thinking("Something else.")
                .signature(first.proof())
                .build();
        var call = first.calls().getFirst();
        var second = question.addAssistantMessageOfContentBlockParams(
                        List.of(ContentBlockParam.ofThinking(altered), ContentBlockParam.ofToolUse(call.toParam())))
                .addUserMessageOfContentBlockParams(List.of(AnthropicChat.result(call, "4 degrees")))
                .build();
        assertThatThrownBy(() -> AnthropicChat.ask(client, second, false))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("signature");
    }

    @ParameterizedTest
    @CsvSource({
        "claude-sonnet-4-5, false",
        "claude-sonnet-4-5, true",
        "gpt-oss-120b, false",
        "gpt-oss-120b, true",
    })
    @Shows(Feature.STRUCTURE)
    void anAnswerFollowsTheSchema(String model, boolean streamed) throws Exception {
        var params = AnthropicChat.question(model, "How many people live in Oslo?")
                .outputConfig(AnthropicChat.census())
                .build();
        var answer = new ObjectMapper()
                .readTree(AnthropicChat.ask(client, params, streamed).text());
        assertThat(answer.path("city").isTextual()).isTrue();
        assertThat(answer.path("people").isIntegralNumber()).isTrue();
        assertThat(answer).hasSize(2);
    }

    @Test
    void tokensAreCountedOfTheBareModel() {
        long few = count("Hello");
        long many = count("Hello, and much more than that, word after word after word.");
        assertThat(few).isPositive().isLessThan(many);
        assertThat(bedrock.lastRequests().getLast().path()).doesNotContain("us.anthropic");
    }

    @Test
    void whatAModelCannotCountIsEstimated() {
        var params = MessageCountTokensParams.builder()
                .model("nova-pro")
                .addUserMessage("Hello")
                .build();
        assertThat(client.count(params)).isBetween(1L, 100L);
    }

    private long count(String text) {
        return client.count(MessageCountTokensParams.builder()
                .model("claude-sonnet-4-5")
                .addUserMessage(text)
                .build());
    }
}
