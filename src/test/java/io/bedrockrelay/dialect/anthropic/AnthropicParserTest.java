package io.bedrockrelay.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.AnthropicClientImpl;
import com.anthropic.core.ClientOptions;
import com.anthropic.core.ObjectMappers;
import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.errors.SseException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import io.bedrockrelay.dialect.AnyAnswer;
import io.bedrockrelay.dialect.Told;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Whatever a model says, Anthropic's own client reads the same out of the stream; and it never takes a failed stream
/// for a whole message.
class AnthropicParserTest {
    private final AtomicReference<String> wire = new AtomicReference<>("");
    private final AnthropicClient client = new AnthropicClientImpl(ClientOptions.builder()
            .putHeader("x-api-key", "none")
            .maxRetries(0)
            .httpClient(new Canned(wire))
            .build());

    @Test
    void theClientReadsWhatWasSaid() throws Exception {
        int whole = 0;
        for (long seed = 0; seed < Told.ANSWERS; seed++) {
            var events = AnyAnswer.of(seed);
            var stream = Told.encoded(events, new AnthropicDialect().stream(Told.ANSWERING));
            var said = Told.of(events);
            if (said == null) {
                assertThatThrownBy(() -> read(stream)).as("seed %d", seed).isInstanceOf(SseException.class);
                continue;
            }
            whole++;
            var read = read(stream);
            assertThat(told(read, said.told().usage() != null))
                    .as("seed %d", seed)
                    .isEqualTo(said.told());
            assertThat(read.stopReason().orElseThrow().asString())
                    .as("seed %d", seed)
                    .isEqualTo(ReplyWriter.word(said.reason()));
        }
        assertThat(whole).isBetween(Told.ANSWERS / 3, Told.ANSWERS - Told.ANSWERS / 10);
    }

    /// Anthropic's messages always have a usage: a missing one is told as zeros.
    private static Told told(Message message, boolean metered) throws Exception {
        var tools = new ArrayList<Told.Tool>();
        for (var block : message.content()) {
            if (block.isToolUse()) {
                var call = block.asToolUse();
                tools.add(Told.Tool.of(
                        call.id(), call.name(), ObjectMappers.jsonMapper().writeValueAsString(call._input())));
            }
        }
        var usage = message.usage();
        var tokens = new Told.Tokens(
                usage.inputTokens()
                        + usage.cacheReadInputTokens().orElse(0L)
                        + usage.cacheCreationInputTokens().orElse(0L),
                usage.outputTokens());
        return new Told(
                message.content().stream()
                        .flatMap(block -> block.text().stream())
                        .map(text -> text.text())
                        .collect(Collectors.joining()),
                tools,
                metered ? tokens : null);
    }

    private Message read(String stream) {
        wire.set(stream);
        var accumulator = MessageAccumulator.create();
        var params = MessageCreateParams.builder()
                .model("m")
                .maxTokens(9)
                .addUserMessage("Hi")
                .build();
        try (var events = client.messages().createStreaming(params)) {
            events.stream().forEach(accumulator::accumulate);
        }
        return accumulator.message();
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
