package io.bedrockrelay.dialect.responsestream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.Fold;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.AnyAnswer;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.responsestream.ResponsesEcho.Called;
import io.bedrockrelay.dialect.responsestream.ResponsesEcho.Kind;
import io.bedrockrelay.dialect.responsestream.ResponsesEcho.Thought;
import io.bedrockrelay.dialect.responsestream.Streams.Told;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Whatever a model says, the stream is in order, says at the end what it said on the way, and never takes a failure
/// for an end.
class StreamPropertyTest {
    private static final int ANSWERS = 3_000;
    private static final Map<String, Called> TOOLS = Map.of(
            "clock", new Called(Kind.CUSTOM, "n", "clock"),
            "a-b_c", new Called(Kind.TOOL_SEARCH, null, "tool_search"),
            "x", new Called(Kind.LOCAL_SHELL, null, "local_shell"));

    @Test
    void everyAnswerIsToldWholeOrNotAsAWhole() {
        int whole = 0;
        int failed = 0;
        for (long seed = 0; seed < ANSWERS; seed++) {
            var events = seed % 3 == 0 ? AnyAnswer.rough(seed / 3) : AnyAnswer.of(seed);
            var told = told(events, seed % 2 == 0);
            isInOrder(seed, told);
            saysTheSameTwice(seed, told);
            var last = told.isEmpty() ? "" : told.getLast().name();
            var fold = new Fold();
            events.forEach(fold::add);
            switch (fold.outcome()) {
                case Fold.Outcome.Whole(var reply)
                when !reply.stopReason().malformed() -> {
                    assertThat(last).as("seed %d", seed).isIn("response.completed", "response.incomplete");
                    whole++;
                }
                case Fold.Outcome.Whole _ -> assertThat(last).isEqualTo("response.failed");
                case Fold.Outcome.Failed _ -> {
                    assertThat(last).as("seed %d", seed).isNotIn("response.completed", "response.incomplete");
                    boolean said = !events.isEmpty() && events.getLast() instanceof ChatEvent.Failed;
                    assertThat(last.equals("response.failed"))
                            .as("seed %d", seed)
                            .isEqualTo(said);
                    failed++;
                }
            }
        }
        assertThat(whole).isGreaterThan(ANSWERS / 3);
        assertThat(failed).isGreaterThan(ANSWERS / 10);
    }

    private static List<Told> told(List<ChatEvent> events, boolean shown) {
        var encoder = Streams.encoder(Streams.answering(Streams.UUID, Streams.echo(shown, TOOLS)));
        var out = new JsonWriter(16);
        var stream = new StringBuilder();
        for (var event : events) {
            encoder.event(event, out.reset());
            stream.append(Streams.text(out));
            encoder.keepAlive(out.reset());
            stream.append(Streams.text(out));
        }
        if (events.isEmpty() || !(events.getLast() instanceof ChatEvent.Failed)) {
            encoder.end(out.reset());
            stream.append(Streams.text(out));
        }
        encoder.keepAlive(out.reset());
        assertThat(encoder.contentType()).isEqualTo("text/event-stream");
        return Streams.read(stream.toString());
    }

    private static void isInOrder(long seed, List<Told> told) {
        var ids = new HashMap<Integer, String>();
        for (int i = 0; i < told.size(); i++) {
            var data = told.get(i).data();
            assertThat(data.path("sequence_number").intValue())
                    .as("seed %d", seed)
                    .isEqualTo(i);
            assertThat(data.path("type").textValue()).isEqualTo(told.get(i).name());
            if (data.has("output_index")) {
                var id = data.has("item_id")
                        ? data.path("item_id")
                        : data.path("item").path("id");
                var known = ids.putIfAbsent(data.path("output_index").intValue(), id.textValue());
                assertThat(id.textValue()).as("seed %d", seed).isEqualTo(known == null ? id.textValue() : known);
            }
        }
        assertThat(new HashSet<>(ids.values())).as("seed %d", seed).hasSameSizeAs(ids.values());
        assertThat(told.stream()
                        .filter(event -> event.name().equals("response.failed"))
                        .count())
                .isEqualTo(told.stream()
                        .filter(event -> event.name().equals("error"))
                        .count());
    }

    private static void saysTheSameTwice(long seed, List<Told> told) {
        var joined = new HashMap<String, String>();
        var output = JsonNodeFactory.instance.arrayNode();
        for (var event : told) {
            var data = event.data();
            var id = data.path("item_id").asText("");
            if (data.has("delta")) {
                joined.merge(id, data.path("delta").textValue(), String::concat);
            }
            switch (event.name()) {
                case "response.output_text.done", "response.reasoning_summary_text.done" ->
                    assertThat(joined.getOrDefault(id, ""))
                            .isEqualTo(data.path("text").textValue());
                case "response.function_call_arguments.done" ->
                    assertThat(joined.get(id)).isEqualTo(data.path("arguments").textValue());
                case "response.custom_tool_call_input.done" ->
                    assertThat(joined.getOrDefault(id, ""))
                            .isEqualTo(data.path("input").textValue());
                case "response.output_item.done" -> output.add(data.path("item"));
                case "response.completed", "response.incomplete" ->
                    assertThat(data.path("response").path("output"))
                            .as("seed %d", seed)
                            .isEqualTo(output);
                case "response.failed" ->
                    assertThat(finished(data)).as("seed %d", seed).isEqualTo(items(output));
                default -> {}
            }
        }
    }

    /// A failed answer may hold, besides, the message that was open.
    private static List<JsonNode> finished(JsonNode failed) {
        return items(failed.path("response").path("output")).stream()
                .filter(item -> !item.path("status").asText("").equals("incomplete"))
                .collect(Collectors.toList());
    }

    private static List<JsonNode> items(JsonNode list) {
        return list.valueStream().collect(Collectors.toList());
    }

    @Test
    void onlyEveryEighthSilenceInARowIsAnEvent() {
        var encoder = Streams.encoder(Streams.answering(Streams.UUID, Streams.echo(true, Map.of())));
        var out = new JsonWriter();
        encoder.keepAlive(out);
        assertThat(Streams.read(Streams.text(out)).stream().map(Told::name))
                .containsExactly("response.created", "response.in_progress");
        encoder.event(new ChatEvent.Started(), out.reset());
        assertThat(out.isEmpty()).isTrue();
        for (int round = 0; round < 2; round++) {
            assertThat(silences(encoder, 7)).containsOnly(": keep-alive\n\n");
            assertThat(silences(encoder, 1).getFirst()).contains("data: {\"type\":\"keepalive\",\"sequence_number\":");
        }
        assertThat(silences(encoder, 7)).containsOnly(": keep-alive\n\n");
        encoder.event(new ChatEvent.Text(0, "a"), out.reset());
        assertThat(silences(encoder, 7)).containsOnly(": keep-alive\n\n");
        assertThat(silences(encoder, 1).getFirst()).contains("\"sequence_number\":7");
    }

    private static List<String> silences(EventEncoder encoder, int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> {
                    var out = new JsonWriter();
                    encoder.keepAlive(out);
                    return Streams.text(out);
                })
                .toList();
    }

    @Test
    void anAnswerBeyondTheBoundFails() {
        var answering = Streams.answering(Streams.UUID, Streams.echo(true, Map.of()));
        var encoder = new EventEncoder(answering, Streams.CLOCK, new EventEncoder.Bounds(0, 2 << 20));
        var out = new JsonWriter();
        encoder.event(new ChatEvent.Started(), out);
        var piece = "x".repeat(1 << 16);
        for (int i = 0; i < 40; i++) {
            encoder.event(new ChatEvent.Text(0, piece), out.reset());
            if (!out.isEmpty() && Streams.text(out).contains("event: error")) {
                assertThat(i).isEqualTo(32);
                assertThat(Streams.text(out)).contains("The answer is longer than this relay keeps (2 MiB).");
                encoder.end(out.reset());
                assertThat(out.isEmpty()).isTrue();
                return;
            }
        }
        throw new AssertionError("it never failed");
    }

    @Test
    void thoughtsThatTheModelDidNotGetAreListed() {
        var asked = Streams.echo(true, Map.of());
        var thoughts = List.of(
                new Thought("rs_1", Streams.MODEL), new Thought("rs_2", "amazon.nova"), new Thought(null, null));
        var echo = new ResponsesEcho(asked.repeated(), Map.of(), thoughts);
        var told = Streams.read(Streams.encoded(List.of(new ChatEvent.Started()), Streams.answering("r", echo)));
        assertThat(told.getFirst().data().path("response").path("input_transformations"))
                .isEqualTo(Streams.json("""
                                [{"type":"reasoning","id":"rs_2","action":"removed","reason":"model_mismatch"},
                                 {"type":"reasoning","id":null,"action":"removed","reason":"organization_mismatch"}]"""));
        var all = new ResponsesEcho(asked.repeated(), Map.of(), thoughts.subList(0, 1));
        assertThat(Streams.encoded(List.of(new ChatEvent.Started()), Streams.answering("r", all)))
                .doesNotContain("input_transformations");
    }

    @Test
    void idsAreTheRequestsOwnOrOnesThatNobodyCanRepeat() {
        var echo = Streams.echo(true, Map.of());
        assertThat(id(Streams.answering(Streams.UUID, echo))).isEqualTo("resp_1c25d605672e4ef993675ab66fa47191");
        assertThat(id(Streams.answering("my request", echo))).matches("resp_[0-9a-f]{32}");
        assertThat(id(Streams.answering("my request", echo))).isNotEqualTo(id(Streams.answering("another", echo)));
    }

    @Test
    void aDeltaCostsWhatItMay() {
        var encoder = Streams.encoder(Streams.answering(Streams.UUID, Streams.echo(true, Map.of())));
        var out = new JsonWriter();
        encoder.event(new ChatEvent.Text(0, "a"), out);
        encoder.event(new ChatEvent.Text(0, "b"), out.reset());
        assertThat(out.size() - 1).isBetween(200, 220);
    }

    private static String id(Answering answering) {
        return Streams.read(Streams.encoded(List.of(new ChatEvent.Started()), answering))
                .getFirst()
                .data()
                .path("response")
                .path("id")
                .textValue();
    }
}
