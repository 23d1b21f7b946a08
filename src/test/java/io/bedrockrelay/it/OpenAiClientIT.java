package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.models.ReasoningEffort;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletion.Choice.FinishReason;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import io.bedrockrelay.emulator.Emulator;
import io.bedrockrelay.it.matrix.Answers;
import io.bedrockrelay.it.matrix.By;
import io.bedrockrelay.it.matrix.Client;
import io.bedrockrelay.it.matrix.Feature;
import io.bedrockrelay.it.matrix.Shows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What OpenAI's own Java client can do with the packaged application, of Claude and of other models.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
@Timeout(60)
@By(Client.OPENAI)
class OpenAiClientIT {
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

    @Test
    @Shows(Feature.MODELS)
    void modelsAreListedAndFound() {
        var models = client.models();
        assertThat(models)
                .extracting(Model::id)
                .contains("anthropic.claude-sonnet-4-5-20250929-v1:0", "amazon.nova-pro-v1:0");
        assertThat(models).allSatisfy(Model::validate);
        var one = client.model("amazon.nova-pro-v1:0");
        assertThat(one.id()).isEqualTo("amazon.nova-pro-v1:0");
        assertThat(one.ownedBy()).isEqualTo("Amazon");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-sonnet-4-5", "nova-pro", "gpt-oss-120b"})
    @Shows(value = Feature.CHAT, answers = Answers.BOTH)
    void aStreamSaysTheSameAsAWholeAnswer(String model) {
        var params = OpenAiChat.question(model, "Why is the sky blue?").build();
        var whole = OpenAiChat.ask(client, params, false);
        var streamed = OpenAiChat.ask(client, params, true);
        assertThat(whole.text()).contains("sky blue").isEqualTo(streamed.text());
        assertThat(whole.finish()).isEqualTo(FinishReason.STOP).isEqualTo(streamed.finish());
        assertThat(whole.completion().usage())
                .isPresent()
                .isEqualTo(streamed.completion().usage());
        assertThat(whole.completion().usage().orElseThrow().completionTokens()).isPositive();
        assertThat(whole.completion().validate().model()).isEqualTo(model);
    }

    @ParameterizedTest
    @CsvSource({"claude-sonnet-4-5, false", "claude-sonnet-4-5, true", "nova-pro, false", "nova-pro, true"})
    @Shows(Feature.TOOLS)
    void aToolIsCalledAndItsResultAnswered(String model, boolean streamed) {
        var question =
                OpenAiChat.question(model, "What is the weather in Oslo?").addFunctionTool(OpenAiChat.weather());
        var first = OpenAiChat.ask(client, question.build(), streamed);
        assertThat(first.finish()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(first.calls()).hasSize(1);
        var call = first.calls().getFirst();
        assertThat(call.function().name()).isEqualTo("get_weather");
        assertThat(arguments(call)).isEqualTo(Map.of("city", "Oslo"));

        var second = question.addMessage(first.completion().choices().getFirst().message())
                .addMessage(OpenAiChat.result(call, "4 degrees and rain"));
        var answer = OpenAiChat.ask(client, second.build(), streamed);
        assertThat(answer.finish()).isEqualTo(FinishReason.STOP);
        assertThat(answer.text()).contains("4 degrees and rain");
    }

    @ParameterizedTest
    @CsvSource({"claude-sonnet-4-5, false", "claude-sonnet-4-5, true", "nova-pro, false", "nova-pro, true"})
    @Shows(Feature.PARALLEL)
    void parallelCallsAreToldApartAndAnsweredTogether(String model, boolean streamed) {
        var question = OpenAiChat.question(model, "Is it warmer in both Oslo and Rome?")
                .addFunctionTool(OpenAiChat.weather());
        var first = OpenAiChat.ask(client, question.build(), streamed);
        assertThat(first.calls())
                .hasSize(2)
                .extracting(ChatCompletionMessageFunctionToolCall::id)
                .doesNotHaveDuplicates();
        assertThat(first.calls())
                .extracting(OpenAiClientIT::arguments)
                .containsExactly(Map.of("city", "Oslo"), Map.of("city", "Rome"));

        var second = question.addMessage(first.completion().choices().getFirst().message())
                .addMessage(OpenAiChat.result(first.calls().get(0), "4 degrees"))
                .addMessage(OpenAiChat.result(first.calls().get(1), "24 degrees"));
        assertThat(OpenAiChat.ask(client, second.build(), streamed).text())
                .contains("- 4 degrees")
                .contains("- 24 degrees");
    }

    @ParameterizedTest
    @CsvSource({"claude-sonnet-4-5, false", "nova-pro, true"})
    @Shows(Feature.IMAGE)
    void anImageReachesTheModel(String model, boolean streamed) {
        var image = ChatCompletionContentPartImage.builder()
                .imageUrl(ChatCompletionContentPartImage.ImageUrl.builder()
                        .url("data:image/png;base64," + Clients.PIXEL)
                        .build())
                .build();
        var text =
                ChatCompletionContentPartText.builder().text("What is on it?").build();
        var question = OpenAiChat.question(model, "Hello")
                .addUserMessageOfArrayOfContentParts(
                        List.of(ChatCompletionContentPart.ofText(text), ChatCompletionContentPart.ofImageUrl(image)));
        assertThat(OpenAiChat.ask(client, question.build(), streamed).text()).contains("image, png, 70 bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "claude-sonnet-4-6, '', false",
        "claude-sonnet-4-6, '', true",
        "claude-sonnet-4-6, [[emulate: redacted]], false",
        "claude-sonnet-4-6, [[emulate: redacted]], true",
        "claude-haiku-4-5, '', true",
    })
    @Shows(Feature.REASONING)
    void thoughtsComeBackWithTheirProofInTheNextTurn(String model, String directive, boolean streamed) {
        var question = OpenAiChat.question(model, "What is the weather in Oslo? " + directive)
                .addFunctionTool(OpenAiChat.weather())
                .reasoningEffort(ReasoningEffort.LOW);
        var first = OpenAiChat.ask(client, question.build(), streamed);
        assertThat(first.details()).isNotEmpty();
        assertThat(proof(first.details())).isNotEmpty();

        var second = question.addMessage(withThoughts(first, first.details()))
                .addMessage(OpenAiChat.result(first.calls().getFirst(), "4 degrees and rain"));
        var answer = OpenAiChat.ask(client, second.build(), streamed);
        assertThat(answer.text()).contains("4 degrees and rain");
        assertThat(bedrock.lastRequests().getLast().text())
                .as("the proof went back to Bedrock as it came")
                .contains(proof(first.details()));
    }

    @Test
    void thoughtsThatWereAlteredAreRefused() {
        var question = OpenAiChat.question("claude-sonnet-4-6", "What is the weather in Oslo?")
                .addFunctionTool(OpenAiChat.weather())
                .reasoningEffort(ReasoningEffort.LOW);
        var first = OpenAiChat.ask(client, question.build(), false);
        var altered = new HashMap<>(first.details().getFirst());
        altered.put("text", "Something else.");
        var second = question.addMessage(withThoughts(first, List.of(altered)))
                .addMessage(OpenAiChat.result(first.calls().getFirst(), "4 degrees"))
                .build();
        assertThatThrownBy(() -> OpenAiChat.ask(client, second, false))
                .isInstanceOfSatisfying(BadRequestException.class, refused -> assertThat(refused.getMessage())
                        .contains("signature"));
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
        var schema = ResponseFormatJsonSchema.JsonSchema.Schema.builder();
        Clients.CENSUS.forEach((name, value) -> schema.putAdditionalProperty(name, JsonValue.from(value)));
        var params = OpenAiChat.question(model, "How many people live in Oslo?")
                .jsonSchemaResponseFormat(ResponseFormatJsonSchema.JsonSchema.builder()
                        .name("census")
                        .strict(true)
                        .schema(schema.build())
                        .build())
                .build();
        var answer = new ObjectMapper()
                .readTree(OpenAiChat.ask(client, params, streamed).text());
        assertThat(answer.path("city").isTextual()).isTrue();
        assertThat(answer.path("people").isIntegralNumber()).isTrue();
        assertThat(answer).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "titan-embed-text-v2, 256, base64",
        "titan-embed-text-v2, 256, float",
        "cohere.embed-v4:0, 512, base64",
        "amazon.nova-2-multimodal-embeddings-v1:0, 384, float",
    })
    void textsAreEmbeddedInOrder(String model, int dimensions, String encoding) {
        var params = EmbeddingCreateParams.builder()
                .model(model)
                .inputOfArrayOfStrings(List.of("one", "two"))
                .dimensions(dimensions)
                .encodingFormat(EmbeddingCreateParams.EncodingFormat.of(encoding))
                .build();
        var answer = client.embed(params);
        assertThat(answer.data()).hasSize(2).allSatisfy(each -> assertThat(each.embedding())
                .hasSize(dimensions));
        assertThat(answer.data().get(0).index()).isZero();
        assertThat(answer.data().get(1).index()).isEqualTo(1);
        assertThat(answer.data().get(0).embedding())
                .isNotEqualTo(answer.data().get(1).embedding());
        assertThat(answer.usage().promptTokens()).isPositive();
    }

    private static ChatCompletionAssistantMessageParam withThoughts(
            OpenAiChat answer, List<Map<String, Object>> details) {
        var message = ChatCompletionAssistantMessageParam.builder()
                .putAdditionalProperty("reasoning_details", JsonValue.from(details));
        answer.calls().forEach(message::addToolCall);
        return message.build();
    }

    private static String proof(List<Map<String, Object>> details) {
        return details.stream()
                .map(detail -> detail.getOrDefault("signature", detail.getOrDefault("data", "")))
                .map(Object::toString)
                .collect(Collectors.joining());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> arguments(ChatCompletionMessageFunctionToolCall call) {
        return call.function().arguments(Map.class);
    }
}
