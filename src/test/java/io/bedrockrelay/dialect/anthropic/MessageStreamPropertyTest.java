package io.bedrockrelay.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bedrockrelay.chat.Citation;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.Fold;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.dialect.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever the events say, the stream says the same as the whole message made of them, and never claims an end that
/// there was not.
class MessageStreamPropertyTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> PIECES = List.of(
            "", "a", " b", "\n", "\"\\", "é", "漢字", "😀", "\uD83D", "\uDE00", "\u2028", "data: x\n\n", "\u0001");
    private static final Citation CITATION = new Citation(
            "T", "S", List.of("p"), new Json("{\"documentPage\":{\"documentIndex\":0,\"start\":1,\"end\":2}}"));

    private final AnthropicDialect dialect = new AnthropicDialect();

    @Test
    void aStreamSaysWhatTheMessageSays() throws IOException {
        for (int seed = 0; seed < 3_000; seed++) {
            var events = new Script(new Random(seed)).write();
            var told = tell(events);
            assertThat(told.whole() || told.failed() || unfinished(events))
                    .as("seed %d", seed)
                    .isTrue();
            var fold = new Fold();
            events.forEach(fold::add);
            if (fold.outcome() instanceof Fold.Outcome.Whole(var reply)
                    && !reply.stopReason().malformed()) {
                var message = new JsonWriter();
                dialect.reply(reply, AnswerTest.ANSWERING, message);
                var whole = JSON.readTree(message.toBytes());
                assertThat(JSON.readTree(told.blocks().toString()))
                        .as("seed %d", seed)
                        .isEqualTo(whole.path("content"));
                assertThat(told.ending().path("delta").path("stop_reason")).isEqualTo(whole.path("stop_reason"));
                var output = told.ending().path("usage").path("output_tokens");
                if (events.stream().anyMatch(ChatEvent.Metered.class::isInstance)) {
                    assertThat(output).isEqualTo(whole.path("usage").path("output_tokens"));
                } else {
                    assertThat(output.isNull()).as("seed %d", seed).isTrue();
                }
                assertThat(told.whole()).isTrue();
            } else {
                assertThat(told.whole()).as("seed %d", seed).isFalse();
            }
        }
    }

    private StreamReader tell(List<ChatEvent> events) throws IOException {
        var encoder = dialect.stream(AnswerTest.ANSWERING);
        var out = new JsonWriter();
        for (var event : events) {
            encoder.event(event, out);
            encoder.keepAlive(out);
            if (event instanceof ChatEvent.Failed) {
                // Nothing may follow a failure, a ping neither.
                out = trimmed(out);
            }
        }
        if (events.stream().anyMatch(ChatEvent.Stopped.class::isInstance)
                && !(events.getLast() instanceof ChatEvent.Failed)) {
            encoder.end(out);
        }
        return StreamReader.read(withoutPingAfterError(new String(out.toBytes(), UTF_8)));
    }

    private static JsonWriter trimmed(JsonWriter out) {
        var text = new String(out.toBytes(), UTF_8);
        var rest = text.substring(0, text.lastIndexOf("event: ping")).getBytes(UTF_8);
        return new JsonWriter().verbatim(rest, 0, rest.length);
    }

    /// A malformed stop ends the stream for the client, though the events go on.
    private static String withoutPingAfterError(String stream) {
        int error = stream.lastIndexOf("event: error\n");
        return error < 0 ? stream : stream.substring(0, stream.indexOf("\n\n", error) + 2);
    }

    private static boolean unfinished(List<ChatEvent> events) {
        return events.stream()
                .noneMatch(event -> event instanceof ChatEvent.Failed || event instanceof ChatEvent.Stopped);
    }

    /// Makes event sequences that the grammar of `ChatEvent` allows.
    private static final class Script {
        private final Random random;
        private final List<ChatEvent> events = new ArrayList<>();
        private int index;

        private Script(Random random) {
            this.random = random;
        }

        private List<ChatEvent> write() {
            events.add(new ChatEvent.Started());
            for (int blocks = random.nextInt(5); blocks > 0; blocks--) {
                block();
                index += 1 + random.nextInt(3);
            }
            int ending = random.nextInt(10);
            if (ending == 0) {
                cutOff();
                events.add(new ChatEvent.Failed(new Failure.Broken("broken")));
            } else if (ending == 1) {
                cutOff();
            } else {
                var reasons = StopReason.values();
                events.add(new ChatEvent.Stopped(reasons[random.nextInt(reasons.length)], "END", null));
                if (random.nextInt(4) > 0) {
                    var usage = new Usage(random.nextInt(99), random.nextInt(99), 200, 7, 8, random.nextInt(9));
                    events.add(new ChatEvent.Metered(usage, 1, null, null, null));
                }
            }
            return events;
        }

        private void cutOff() {
            int length = 1 + random.nextInt(events.size());
            events.subList(length, events.size()).clear();
        }

        private void block() {
            switch (random.nextInt(4)) {
                case 0 -> text();
                case 1 -> reasoning();
                case 2 -> events.add(new ChatEvent.Redacted(index, "ZW5j"));
                default -> tool();
            }
            events.add(new ChatEvent.BlockStopped(index));
        }

        private void text() {
            for (int pieces = 1 + random.nextInt(4); pieces > 0; pieces--) {
                events.add(new ChatEvent.Text(index, piece()));
            }
            if (random.nextInt(3) == 0) {
                events.add(new ChatEvent.Cited(index, CITATION));
            }
        }

        private void reasoning() {
            for (int pieces = 1 + random.nextInt(3); pieces > 0; pieces--) {
                events.add(new ChatEvent.Reasoning(index, piece()));
            }
            if (random.nextBoolean()) {
                events.add(new ChatEvent.Signature(index, "c2"));
                events.add(new ChatEvent.Signature(index, "ln"));
            }
        }

        private void tool() {
            events.add(new ChatEvent.ToolStarted(index, "t" + index, "tool"));
            var out = new JsonWriter();
            out.begin().field("a", piece() + "é😀").name("n").raw("1.5").end();
            var json = random.nextInt(4) == 0 ? "" : new String(out.toBytes(), UTF_8);
            for (int from = 0; from < json.length(); ) {
                int to = Math.min(json.length(), from + 1 + random.nextInt(4));
                events.add(new ChatEvent.ToolInput(index, json.substring(from, to)));
                from = to;
            }
        }

        private String piece() {
            return PIECES.get(random.nextInt(PIECES.size()));
        }
    }
}
