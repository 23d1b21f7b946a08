package io.bedrockrelay.dialect.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.Role;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.Fold;
import io.bedrockrelay.chat.answer.Reply;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What went out comes back: the items of any answer, sent as input, are the blocks that the model said, proofs to the
/// byte; a stream and a whole answer of the same events hold the same object; the same items give the same request.
class RoundTripTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(9));
    private static final ResponsesDialect DIALECT = new ResponsesDialect(ResponsesSettings.DEFAULT, CLOCK);
    private static final String MODEL = "anthropic.claude";
    private static final String[] TEXTS = {"a", "é", "日本", "😀", "\"\\/", "\n", "\u2028"};
    private static final String[] TOOLS = {"f", "n__f", "n__c", "c", "tool_search", "local_shell", "undeclared"};
    private static final String DECLARED = """
        [{"type":"function","name":"f"},{"type":"custom","name":"c"},{"type":"local_shell"},
         {"type":"namespace","name":"n","tools":[{"type":"function","name":"f"},{"type":"custom","name":"c"}]},
         {"type":"tool_search","execution":"client"}]\
        """;

    @Test
    void whatWentOutComesBack() throws IOException {
        for (long seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            var first = request(MAPPER.createArrayNode(), random.nextBoolean());
            var events = answer(random);
            var answering = answering(first);
            var streamed = streamed(events, answering);
            var fold = new Fold();
            events.forEach(fold::add);
            var reply = ((Fold.Outcome.Whole) fold.outcome()).reply();
            assertThat(whole(reply, answering)).as("seed %d", seed).isEqualTo(streamed);
            var output = (ArrayNode) streamed.path("output");
            var again = request(output, true);
            assertThat(assistant(again)).as("seed %d", seed).isEqualTo(expected(reply));
            assertThat(request(output, true)).as("seed %d", seed).isEqualTo(again);
        }
    }

    private static Reading.Read request(ArrayNode said, boolean summary) throws IOException {
        var body = MAPPER.createObjectNode().put("model", "m");
        body.set("tools", MAPPER.readTree(DECLARED));
        if (summary) {
            body.putObject("reasoning").put("summary", "auto");
        }
        body.putArray("input").addObject().put("role", "user").put("content", "Hi");
        body.withArray("input").addAll(said);
        return (Reading.Read) DIALECT.read(MAPPER.writeValueAsBytes(body));
    }

    private static List<Block> assistant(Reading.Read read) {
        return read.request().messages().stream()
                .filter(message -> message.role() == Role.ASSISTANT)
                .flatMap(message -> message.content().stream())
                .map(RoundTripTest::parsed)
                .toList();
    }

    /// Text blocks in a row are one message; a thought knows whose it is.
    private static List<Block> expected(Reply reply) {
        var blocks = new ArrayList<Block>();
        for (var block : reply.content()) {
            if (block instanceof Block.Text text
                    && !blocks.isEmpty()
                    && blocks.getLast() instanceof Block.Text before) {
                blocks.set(blocks.size() - 1, new Block.Text(before.text() + text.text()));
            } else {
                blocks.add(parsed(block));
            }
        }
        return blocks;
    }

    private static Block parsed(Block block) {
        return switch (block) {
            case Block.Reasoning thought -> new Block.Reasoning(thought.text(), thought.signature(), MODEL);
            case Block.RedactedReasoning thought -> new Block.RedactedReasoning(thought.base64(), MODEL);
            case Block.ToolUse call -> new Block.ToolUse(call.id(), call.name(), sorted(call.input()));
            case Block.Text _, Block.Image _, Block.Document _, Block.Video _, Block.Audio _ -> block;
            case Block.ToolResult _, Block.Data _, Block.CachePoint _, Block.Guarded _ -> block;
        };
    }

    private static Json sorted(Json json) {
        try {
            return new Json(MAPPER.readTree(json.text()).toString());
        } catch (IOException e) {
            throw new AssertionError("arguments that are no JSON", e);
        }
    }

    private static Answering answering(Reading.Read read) {
        return new Answering("id", "m", MODEL, "us." + MODEL, "r", "s", Instant.EPOCH, read.echo());
    }

    private static JsonNode streamed(List<ChatEvent> events, Answering answering) throws IOException {
        var encoder = DIALECT.stream(answering);
        var out = new JsonWriter();
        for (var event : events) {
            encoder.event(event, out.reset());
        }
        encoder.end(out.reset());
        var stream = text(out);
        return MAPPER.readTree(stream.substring(stream.lastIndexOf("data: ") + 6))
                .path("response");
    }

    private static JsonNode whole(Reply reply, Answering answering) throws IOException {
        assertThat(DIALECT.broken(reply)).isEmpty();
        var out = new JsonWriter();
        DIALECT.reply(reply, answering, out);
        return MAPPER.readTree(text(out));
    }

    private static String text(JsonWriter out) {
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }

    private static List<ChatEvent> answer(Random random) {
        var events = new ArrayList<ChatEvent>();
        events.add(new ChatEvent.Started());
        int index = 0;
        for (int blocks = 1 + random.nextInt(5); blocks > 0; blocks--) {
            index += 1 + random.nextInt(2);
            block(index, random, events);
            events.add(new ChatEvent.BlockStopped(index));
        }
        events.add(new ChatEvent.Stopped(StopReason.TOOL_USE, null, null));
        events.add(new ChatEvent.Metered(new Usage(1, 2, 3, 0, 0, 0), 1, null, null, null));
        return events;
    }

    private static void block(int index, Random random, List<ChatEvent> events) {
        switch (random.nextInt(4)) {
            case 0 -> {
                for (var piece : pieces(words(random), random)) {
                    events.add(new ChatEvent.Text(index, piece));
                }
            }
            case 1 -> {
                for (var piece : pieces(random.nextInt(4) == 0 ? "" : words(random), random)) {
                    events.add(new ChatEvent.Reasoning(index, piece));
                }
                events.add(new ChatEvent.Signature(index, "c2ln" + index));
            }
            case 2 -> events.add(new ChatEvent.Redacted(index, "cmVk" + index));
            default -> call(index, random, events);
        }
    }

    private static void call(int index, Random random, List<ChatEvent> events) {
        var tool = TOOLS[random.nextInt(TOOLS.length)];
        events.add(new ChatEvent.ToolStarted(index, "call-" + index, tool));
        var arguments = MAPPER.createObjectNode();
        switch (tool) {
            case "local_shell" -> {
                arguments.putArray("command").add(words(random));
                arguments.putObject("env");
            }
            case "c", "n__c" -> arguments.put("input", words(random));
            default -> arguments.put("x", words(random)).put("n", 1);
        }
        for (var piece : pieces(arguments.toString(), random)) {
            events.add(new ChatEvent.ToolInput(index, piece));
        }
    }

    private static String words(Random random) {
        var words = new StringBuilder("x");
        for (int i = random.nextInt(8); i > 0; i--) {
            words.append(TEXTS[random.nextInt(TEXTS.length)]);
        }
        return words.toString();
    }

    /// Cut anywhere, in the middle of a character too.
    private static List<String> pieces(String text, Random random) {
        var pieces = new ArrayList<String>();
        for (int from = 0; from < text.length(); ) {
            int to = Math.min(text.length(), from + 1 + random.nextInt(4));
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces;
    }
}
