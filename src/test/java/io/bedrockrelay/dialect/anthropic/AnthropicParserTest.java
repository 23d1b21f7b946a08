package io.bedrockrelay.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.ObjectMappers;
import com.anthropic.errors.SseException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import io.bedrockrelay.dialect.AnyAnswer;
import io.bedrockrelay.dialect.CannedServer;
import io.bedrockrelay.dialect.Told;
import java.io.IOException;
import java.util.ArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Whatever a model says, Anthropic's own client reads the same out of the stream; and it never takes a failed stream
/// for a whole message.
class AnthropicParserTest {
    private final CannedServer server;
    private final AnthropicClient client;

    AnthropicParserTest() throws IOException {
        server = new CannedServer();
        client = AnthropicOkHttpClient.builder()
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
            if (said.told().usage() == null) {
                // Its accumulator insists on a count, and says so rather than to make one up.
                assertThatThrownBy(() -> read(stream)).as("seed %d", seed).hasMessageContaining("output_tokens");
                continue;
            }
            var read = read(stream);
            assertThat(told(read)).as("seed %d", seed).isEqualTo(said.told());
            assertThat(read.stopReason().orElseThrow().asString())
                    .as("seed %d", seed)
                    .isEqualTo(MessageWriter.word(said.reason()));
        }
        assertThat(whole).isBetween(Told.ANSWERS / 3, Told.ANSWERS - Told.ANSWERS / 10);
    }

    private static Told told(Message message) throws Exception {
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
                tokens);
    }

    private Message read(String stream) {
        server.say(stream);
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
}
