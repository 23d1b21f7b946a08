package io.bedrockrelay.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.SseException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import io.bedrockrelay.dialect.AnyAnswer;
import io.bedrockrelay.dialect.CannedServer;
import io.bedrockrelay.dialect.Told;
import io.bedrockrelay.dialect.completions.CompletionsDialect;
import io.bedrockrelay.dialect.completions.FinishReason;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Whatever a model says, OpenAI's own client reads the same out of the stream; and it never takes a failed stream for
/// a whole answer.
class OpenAiParserTest {
    private final CannedServer server;
    private final OpenAIClient client;

    OpenAiParserTest() throws IOException {
        server = new CannedServer();
        client = OpenAIOkHttpClient.builder()
                .baseUrl(server.url())
                .apiKey("none")
                .maxRetries(0)
                .build();
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void theClientReadsWhatWasSaid() {
        int whole = 0;
        for (long seed = 0; seed < Told.ANSWERS; seed++) {
            var events = AnyAnswer.of(seed);
            var stream = Told.encoded(events, new CompletionsDialect().stream(Streams.answering(true)));
            var said = Told.of(events);
            if (said == null || said.told().usage() == null) {
                assertThatThrownBy(() -> read(stream)).as("seed %d", seed).isInstanceOf(SseException.class);
                continue;
            }
            whole++;
            var read = read(stream);
            var choice = read.choices().getFirst();
            assertThat(told(read)).as("seed %d", seed).isEqualTo(said.told());
            assertThat(choice.finishReason().asString())
                    .as("seed %d", seed)
                    .isEqualTo(FinishReason.finishReason(said.reason()));
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
        server.say(stream);
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
}
