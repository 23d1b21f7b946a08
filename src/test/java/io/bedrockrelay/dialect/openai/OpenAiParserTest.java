package io.bedrockrelay.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.core.ClientOptions;
import com.openai.core.RequestOptions;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpResponse;
import com.openai.errors.SseException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import io.bedrockrelay.dialect.AnyAnswer;
import io.bedrockrelay.dialect.Told;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Whatever a model says, OpenAI's own client reads the same out of the stream; and it never takes a failed stream for
/// a whole answer.
class OpenAiParserTest {
    private final AtomicReference<String> wire = new AtomicReference<>("");
    private final OpenAIClient client = new OpenAIClientImpl(ClientOptions.builder()
            .apiKey("none")
            .maxRetries(0)
            .httpClient(new Canned(wire))
            .build());

    @Test
    void theClientReadsWhatWasSaid() {
        int whole = 0;
        for (long seed = 0; seed < Told.ANSWERS; seed++) {
            var events = AnyAnswer.of(seed);
            var stream = Told.encoded(events, new OpenAiDialect().stream(Streams.answering(true)));
            var said = Told.of(events);
            if (said == null) {
                assertThatThrownBy(() -> read(stream)).as("seed %d", seed).isInstanceOf(SseException.class);
                continue;
            }
            whole++;
            var read = read(stream);
            var choice = read.choices().getFirst();
            assertThat(told(read)).as("seed %d", seed).isEqualTo(said.told());
            assertThat(choice.finishReason().asString())
                    .as("seed %d", seed)
                    .isEqualTo(Ending.finishReason(said.reason()));
        }
        assertThat(whole).isBetween(Told.ANSWERS / 3, Told.ANSWERS - Told.ANSWERS / 10);
    }

    private static Told told(ChatCompletion completion) {
        var message = completion.choices().getFirst().message();
        return new Told(
                message.content().orElse(""),
                message.toolCalls().orElse(List.of()).stream()
                        .map(ChatCompletionMessageToolCall::asFunction)
                        .map(call -> Told.Tool.of(
                                call.id(),
                                call.function().name(),
                                call.function().arguments()))
                        .toList(),
                completion
                        .usage()
                        .map(usage -> new Told.Tokens(usage.promptTokens(), usage.completionTokens()))
                        .orElse(null));
    }

    private ChatCompletion read(String stream) {
        wire.set(stream);
        var accumulator = ChatCompletionAccumulator.create();
        var params = ChatCompletionCreateParams.builder()
                .model("m")
                .addUserMessage("Hi")
                .build();
        try (var chunks = client.chat().completions().createStreaming(params)) {
            chunks.stream().forEach(accumulator::accumulate);
        }
        return accumulator.chatCompletion();
    }

    /// Answers every request with the stream that is on the wire.
    private record Canned(AtomicReference<String> wire) implements HttpClient {
        @Override
        public HttpResponse execute(HttpRequest request, RequestOptions options) {
            return new HttpResponse() {
                @Override
                public int statusCode() {
                    return 200;
                }

                @Override
                public Headers headers() {
                    return Headers.builder()
                            .put("Content-Type", "text/event-stream")
                            .build();
                }

                @Override
                public InputStream body() {
                    return new ByteArrayInputStream(wire.get().getBytes(StandardCharsets.UTF_8));
                }

                @Override
                public void close() {
                    // There is nothing to give back.
                }
            };
        }

        @Override
        public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
            return CompletableFuture.completedFuture(execute(request, options));
        }

        @Override
        public void close() {
            // There is nothing to give back.
        }
    }
}
