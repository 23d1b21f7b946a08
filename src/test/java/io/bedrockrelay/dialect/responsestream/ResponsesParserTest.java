package io.bedrockrelay.dialect.responsestream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.OpenAIException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseOutputMessage;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.Fold;
import io.bedrockrelay.chat.answer.Reply;
import io.bedrockrelay.dialect.AnyAnswer;
import io.bedrockrelay.dialect.CannedServer;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.Told;
import io.bedrockrelay.dialect.responsestream.ResponsesEcho.Called;
import io.bedrockrelay.dialect.responsestream.ResponsesEcho.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Whatever a model says, OpenAI's own client reads the same out of the stream and out of the whole answer, checking
/// every member; and it never takes a failed stream for a whole answer.
class ResponsesParserTest {
    /// Each is read twice, which takes the client some 15 ms.
    private static final int ANSWERS = 400;

    private static final Map<String, Called> TOOLS = Map.of(
            "clock", new Called(Kind.CUSTOM, "n", "clock"),
            "a-b_c", new Called(Kind.TOOL_SEARCH, null, "tool_search"),
            "x", new Called(Kind.LOCAL_SHELL, null, "local_shell"));

    private final CannedServer server;
    private final OpenAIClient client;

    ResponsesParserTest() throws IOException {
        server = new CannedServer();
        client = OpenAIOkHttpClient.builder()
                .baseUrl(server.url())
                .apiKey("none")
                .maxRetries(0)
                .responseValidation(true)
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
        for (long seed = 0; seed < ANSWERS; seed++) {
            var events = AnyAnswer.of(seed);
            var answering = Streams.answering(Streams.UUID, Streams.echo(seed % 2 == 0, TOOLS));
            var stream = Told.encoded(events, Streams.encoder(answering));
            var said = Told.of(events);
            if (said == null) {
                assertThatThrownBy(() -> streamed(stream)).as("seed %d", seed).isInstanceOf(OpenAIException.class);
                continue;
            }
            whole++;
            reads(seed, streamed(stream), said.told());
            var out = new JsonWriter();
            EventEncoder.whole(reply(events), answering, Streams.CLOCK, out);
            reads(seed, whole(Streams.text(out)), said.told());
        }
        assertThat(whole).isBetween(ANSWERS / 3, ANSWERS - ANSWERS / 10);
    }

    private static void reads(long seed, Response read, Told said) {
        assertThat(text(read)).as("seed %d", seed).isEqualTo(said.text());
        assertThat(read.output().stream().filter(ResponsesParserTest::calls).count())
                .as("seed %d", seed)
                .isEqualTo(said.tools().size());
        for (var item : read.output()) {
            item.functionCall().ifPresent(call -> assertThat(said.tools())
                    .contains(Told.Tool.of(call.callId(), call.name(), call.arguments())));
        }
        var tokens = read.usage().map(usage -> new Told.Tokens(usage.inputTokens(), usage.outputTokens()));
        assertThat(tokens.orElse(null)).as("seed %d", seed).isEqualTo(said.usage());
    }

    private static boolean calls(ResponseOutputItem item) {
        return item.isFunctionCall() || item.isCustomToolCall() || item.isToolSearchCall() || item.isLocalShellCall();
    }

    private static String text(Response response) {
        return response.output().stream()
                .flatMap(item -> item.message().stream())
                .map(ResponseOutputMessage::content)
                .flatMap(List::stream)
                .map(part -> part.asOutputText().text())
                .collect(Collectors.joining());
    }

    private static Reply reply(List<ChatEvent> events) {
        var fold = new Fold();
        events.forEach(fold::add);
        return ((Fold.Outcome.Whole) fold.outcome()).reply();
    }

    private Response streamed(String stream) {
        server.say(stream);
        var accumulator = ResponseAccumulator.create();
        try (var events = client.responses().createStreaming(params())) {
            events.stream().forEach(accumulator::accumulate);
        }
        return accumulator.response().validate();
    }

    private Response whole(String json) {
        server.say(json);
        return client.responses().create(params()).validate();
    }

    private static ResponseCreateParams params() {
        return ResponseCreateParams.builder().model("m").input("Hi").build();
    }
}
