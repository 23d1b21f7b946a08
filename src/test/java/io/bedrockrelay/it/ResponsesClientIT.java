package io.bedrockrelay.it;

import static io.bedrockrelay.it.ResponsesItems.answered;
import static io.bedrockrelay.it.ResponsesItems.calls;
import static io.bedrockrelay.it.ResponsesItems.text;
import static io.bedrockrelay.it.ResponsesItems.user;
import static io.bedrockrelay.it.ResponsesItems.weather;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.Reasoning;
import com.openai.models.ReasoningEffort;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.inputtokens.InputTokenCountParams;
import io.bedrockrelay.emulator.Emulator;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The Responses API by OpenAI's own Java client, which checks every member of every answer and event.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
@Timeout(60)
class ResponsesClientIT {
    @SuppressWarnings("NullAway.Init")
    Emulator bedrock;

    @SuppressWarnings("NullAway.Init")
    private OpenAIClient client;

    @BeforeEach
    void connect() throws InterruptedException {
        BedrockResource.awaitCatalogue();
        client = client("/v1");
    }

    private static OpenAIClient client(String base) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(Clients.relay() + base)
                .apiKey("none")
                .maxRetries(0)
                .responseValidation(true)
                .timeout(Clients.PATIENCE)
                .build();
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-sonnet-4-5", "nova-pro", "gpt-oss-120b"})
    void aStreamSaysTheSameAsAWholeAnswer(String model) {
        var params = asked(model, "Why is the sky blue?");
        var whole = ask(params.build(), false);
        var streamed = ask(params.build(), true);
        assertThat(text(whole)).contains("sky blue").isEqualTo(text(streamed));
        assertThat(whole.status()).hasValue(ResponseStatus.COMPLETED).isEqualTo(streamed.status());
        assertThat(whole.usage()).isPresent().isEqualTo(streamed.usage());
        assertThat(whole.usage().orElseThrow().outputTokens()).isPositive();
        assertThat(whole.id()).startsWith("resp_").isNotEqualTo(streamed.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1", "/openai/v1"})
    void otherPathsAreTheSameApi(String base) {
        client.close();
        client = client(base);
        assertThat(text(ask(asked("nova-pro", "Why is the sky blue?").build(), true)))
                .contains("sky blue");
        var chat = OpenAiChat.question("nova-pro", "Why is the sky blue?").build();
        assertThat(client.chat().completions().create(chat).choices()).hasSize(1);
        assertThat(client.models().list().data()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "claude-sonnet-4-5, false",
        "claude-sonnet-4-5, true",
        "nova-pro, false",
        "nova-pro, true",
        "qwen.qwen3-coder-30b-a3b-v1:0, true",
        "meta.llama4-maverick-17b-instruct-v1:0, false",
    })
    void aToolIsCalledAndItsResultAnswered(String model, boolean streamed) {
        var history = new ArrayList<>(List.of(user("What is the weather in Oslo?")));
        var first = ask(asked(model, history).addTool(weather()).build(), streamed);
        assertThat(calls(first)).hasSize(1);
        assertThat(calls(first).getFirst().name()).isEqualTo("get_weather");
        assertThat(calls(first).getFirst().arguments()).isEqualTo("{\"city\":\"Oslo\"}");
        answered(first, history, "4 degrees and rain");
        var second = ask(asked(model, history).addTool(weather()).build(), streamed);
        assertThat(text(second)).contains("4 degrees and rain");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void parallelCallsAreAnsweredTogether(boolean streamed) {
        var history = new ArrayList<>(List.of(user("Is it warmer in both Oslo and Rome?")));
        var first = ask(asked("claude-sonnet-4-5", history).addTool(weather()).build(), streamed);
        assertThat(calls(first))
                .extracting(ResponseFunctionToolCall::arguments)
                .containsExactly("{\"city\":\"Oslo\"}", "{\"city\":\"Rome\"}");
        answered(first, history, "so many degrees");
        // A compaction sends the history without its tools.
        assertThat(text(ask(asked("claude-sonnet-4-5", history).build(), streamed)))
                .contains("- so many degrees");
    }

    @ParameterizedTest
    @CsvSource({
        "claude-sonnet-4-6, '', false",
        "claude-sonnet-4-6, '', true",
        "claude-sonnet-4-6, [[emulate: redacted]], false",
        "claude-sonnet-4-6, [[emulate: redacted]], true",
    })
    void thoughtsComeBackWithTheirProofInTheNextTurn(String model, String directive, boolean streamed) {
        var history = new ArrayList<>(List.of(user("What is the weather in Oslo? " + directive)));
        var first = ask(thinking(asked(model, history).addTool(weather())), streamed);
        assertThat(first.output().getFirst().isReasoning()).isTrue();
        answered(first, history, "4 degrees and rain");
        var second = ask(thinking(asked(model, history).addTool(weather())), streamed);
        assertThat(text(second)).contains("4 degrees and rain");
        assertThat(bedrock.lastRequests().getLast().text())
                .contains(directive.isEmpty() ? "\"signature\":" : "\"redactedContent\":");
    }

    @Test
    void anAnswerThatIsCutIsIncomplete() {
        for (boolean streamed : new boolean[] {false, true}) {
            var cut = ask(asked("nova-pro", "Tell me more.").maxOutputTokens(3).build(), streamed);
            assertThat(cut.status()).hasValue(ResponseStatus.INCOMPLETE);
            assertThat(cut.incompleteDetails()
                            .orElseThrow()
                            .reason()
                            .orElseThrow()
                            .asString())
                    .isEqualTo("max_output_tokens");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "validation, 400, invalid_request_error, ''",
        "too-long, 400, context_length_exceeded, ''",
        "denied, 403, permission_denied, ''",
        "not-found, 404, model_not_found, ''",
        "throttle-day, 429, rate_limit_exceeded, 5",
        "busy, 503, server_error, 5",
        "model-timeout, 504, timeout, ''",
    })
    void aRefusalHasItsStatusAndTellsWhenToComeAgain(String word, int status, String code, String wait) {
        for (boolean streamed : new boolean[] {false, true}) {
            var params = asked("nova-pro", "Hello [[emulate: " + word + "]]").build();
            var refused = catchThrowableOfType(OpenAIServiceException.class, () -> ask(params, streamed));
            assertThat(refused.statusCode()).isEqualTo(status);
            assertThat(refused.code()).hasValue(code);
            assertThat(refused.headers().values("Retry-After")).isEqualTo(wait.isEmpty() ? List.of() : List.of(wait));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cut after=4",
                "drop after=4",
                "message-crc after=4",
                "without=messageStop",
                "exception=throttlingException after=4",
                "exception=modelStreamErrorException after=4",
            })
    void aBrokenStreamIsNeverAWholeAnswer(String words) {
        var params =
                asked("nova-pro", "Tell me more. [[emulate: " + words + "]]").build();
        var completed = new ArrayList<Boolean>();
        assertThatThrownBy(() -> {
                    try (var events = client.responses().createStreaming(params)) {
                        events.stream().forEach(event -> completed.add(event.isCompleted()));
                    }
                })
                .isInstanceOf(OpenAIException.class);
        assertThat(completed).isNotEmpty().doesNotContain(true);
    }

    @Test
    void aClientThatGoesAwayCancelsUpstream() throws Exception {
        long before = bedrock.cancelled();
        var params = asked("nova-pro", "Go on and on [[emulate: events=100000 delay=5ms]]")
                .build();
        try (var events = client.responses().createStreaming(params)) {
            assertThat(events.stream().limit(5)).hasSize(5);
        }
        assertThat(bedrock.awaitIdle(Clients.PATIENCE)).isTrue();
        assertThat(bedrock.cancelled()).isGreaterThan(before);
    }

    @Test
    void tokensAreCounted() {
        var counted = client.responses()
                .inputTokens()
                .count(InputTokenCountParams.builder()
                        .model("claude-sonnet-4-5")
                        .input("Why is the sky blue?")
                        .build());
        assertThat(counted.inputTokens()).isPositive();
    }

    private Response ask(ResponseCreateParams params, boolean streamed) {
        if (!streamed) {
            return client.responses().create(params).validate();
        }
        var accumulator = ResponseAccumulator.create();
        try (var events = client.responses().createStreaming(params)) {
            events.stream().forEach(accumulator::accumulate);
        }
        return accumulator.response().validate();
    }

    private static ResponseCreateParams thinking(ResponseCreateParams.Builder params) {
        return params.reasoning(Reasoning.builder()
                        .effort(ReasoningEffort.LOW)
                        .summary(Reasoning.Summary.AUTO)
                        .build())
                .build();
    }

    private static ResponseCreateParams.Builder asked(String model, String text) {
        return ResponseCreateParams.builder().model(model).input(text);
    }

    private static ResponseCreateParams.Builder asked(String model, List<ResponseInputItem> history) {
        return ResponseCreateParams.builder().model(model).inputOfResponse(List.copyOf(history));
    }
}
