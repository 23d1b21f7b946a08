package io.bedrockrelay.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.Fold;
import io.bedrockrelay.chat.answer.Reply;
import io.bedrockrelay.dialect.AnyAnswer;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.Reading;
import io.bedrockrelay.dialect.completions.CompletionsDialect;
import io.bedrockrelay.dialect.completions.FinishReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Whatever a model says, the stream says the same as the events do, and as the whole reply does; and what went out
/// comes back as it was in the next turn.
class StreamPropertyTest {
    private static final int ANSWERS = 2_000;
    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    void everyAnswerIsToldWholeOrNotAsAWhole() throws IOException {
        int whole = 0;
        int failed = 0;
        for (long seed = 0; seed < ANSWERS; seed++) {
            var events = seed % 2 == 0 ? AnyAnswer.rough(seed / 2) : AnyAnswer.of(seed);
            boolean usageWanted = seed % 3 == 0;
            var client = Client.read(stream(events, usageWanted));
            var fold = new Fold();
            events.forEach(fold::add);
            assertThat(client.afterEnd).as("seed %d: told after the end", seed).isZero();
            switch (fold.outcome()) {
                // Whoever asked for the usage must not take an answer for complete that does not tell it.
                case Fold.Outcome.Whole(Reply reply)
                when !reply.stopReason().malformed() && usageWanted && !metered(events) -> {
                    assertThat(client.done).as("seed %d", seed).isFalse();
                    assertThat(client.error).as("seed %d", seed).isNotNull();
                    assertThat(client.finishReason)
                            .as("seed %d", seed)
                            .isEqualTo(FinishReason.finishReason(reply.stopReason()));
                }
                case Fold.Outcome.Whole(Reply reply)
                when !reply.stopReason().malformed() -> {
                    saysTheSame(seed, client, reply, metered(events) && usageWanted);
                    whole++;
                }
                case Fold.Outcome.Whole _ -> isBroken(seed, client, true);
                case Fold.Outcome.Failed _ -> {
                    isBroken(seed, client, events.stream().anyMatch(StreamPropertyTest::fails));
                    failed++;
                }
            }
        }
        assertThat(whole).isGreaterThan(ANSWERS / 3);
        assertThat(failed).isGreaterThan(ANSWERS / 10);
    }

    private static void saysTheSame(long seed, Client client, Reply reply, boolean usage) throws IOException {
        var told = client.message;
        assertThat(client.done).as("seed %d", seed).isTrue();
        assertThat(client.error).as("seed %d", seed).isNull();
        assertThat(client.finishReason).as("seed %d", seed).isEqualTo(FinishReason.finishReason(reply.stopReason()));
        assertThat(told.path("content").textValue()).as("seed %d", seed).isEqualTo(text(reply));
        var whole = whole(reply);
        assertThat(client.usage).as("seed %d", seed).isEqualTo(usage ? whole.path("usage") : null);
        var message = whole.path("choices").path(0).path("message");
        assertThat(told.path("annotations").size())
                .isEqualTo(message.path("annotations").size());
        assertThat(told.path("citations").size())
                .isEqualTo(message.path("citations").size());
        var blocks = kept(reply.content());
        assertThat(kept(back(told))).as("seed %d, streamed", seed).isEqualTo(blocks);
        assertThat(kept(back((ObjectNode) message))).as("seed %d, whole", seed).isEqualTo(blocks);
    }

    private static void isBroken(long seed, Client client, boolean told) {
        assertThat(client.done).as("seed %d", seed).isFalse();
        assertThat(client.finishReason).as("seed %d", seed).isNull();
        assertThat(client.usage).as("seed %d", seed).isNull();
        assertThat(client.error != null).as("seed %d", seed).isEqualTo(told);
    }

    private static String stream(List<ChatEvent> events, boolean usageWanted) {
        var encoder = new CompletionsDialect().stream(Streams.answering(usageWanted));
        var stream = new StringBuilder();
        var out = new JsonWriter(16);
        for (var event : events) {
            encoder.event(event, out.reset());
            stream.append(Streams.text(out));
            encoder.keepAlive(out.reset());
            stream.append(Streams.text(out));
        }
        if (events.stream().noneMatch(StreamPropertyTest::fails)) {
            encoder.end(out.reset());
            stream.append(Streams.text(out));
        }
        return stream.toString();
    }

    /// What must survive a turn: the thoughts with their proofs, and the calls.
    private static List<Block> kept(List<Block> blocks) {
        return blocks.stream()
                .filter(block -> !(block instanceof Block.Text))
                .sorted((one, other) -> Integer.compare(rank(one), rank(other)))
                .map(StreamPropertyTest::comparable)
                .toList();
    }

    private static Block comparable(Block block) {
        return switch (block) {
            case Block.ToolUse call -> parsed(call);
            case Block.Reasoning thought -> new Block.Reasoning(whole(thought.text()), thought.signature());
            default -> block;
        };
    }

    /// Half a character comes back as the sign for what cannot be read.
    private static String whole(String text) {
        return text.replaceAll("\\p{Cs}", "\ufffd");
    }

    /// One block may hold plain and encrypted thoughts, whose order among each other is not told.
    private static int rank(Block block) {
        return block instanceof Block.Reasoning ? 0 : block instanceof Block.RedactedReasoning ? 1 : 2;
    }

    private static Block parsed(Block.ToolUse call) {
        try {
            var input = MAPPER.readTree(call.input().text()).toString();
            return new Block.ToolUse(call.id(), call.name(), new Json(whole(input)));
        } catch (IOException e) {
            throw new IllegalStateException("arguments that are not JSON", e);
        }
    }

    private static List<Block> back(ObjectNode message) throws IOException {
        var body = MAPPER.createObjectNode().put("model", "m");
        body.putArray("messages").addObject().put("role", "user").put("content", "Hi");
        body.withArray("messages").add(message);
        var read = (Reading.Read) new CompletionsDialect().read(MAPPER.writeValueAsBytes(body));
        return read.request().messages().stream()
                .skip(1)
                .flatMap(told -> told.content().stream())
                .toList();
    }

    private static JsonNode whole(Reply reply) throws IOException {
        var out = new JsonWriter();
        new CompletionsDialect().reply(reply, Streams.answering(false), out);
        return MAPPER.readTree(new String(out.toBytes(), StandardCharsets.UTF_8));
    }

    private static String text(Reply reply) {
        return reply.content().stream()
                .map(block -> block instanceof Block.Text text ? text.text() : "")
                .collect(Collectors.joining());
    }

    private static boolean metered(List<ChatEvent> events) {
        return events.stream().anyMatch(ChatEvent.Metered.class::isInstance);
    }

    private static boolean fails(ChatEvent event) {
        return event instanceof ChatEvent.Failed;
    }
}
