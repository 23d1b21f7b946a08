package io.bedrockrelay.dialect;

import io.bedrockrelay.chat.Citation;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.chat.answer.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Random answers within the grammar of `ChatEvent`, each with its own end: `Stopped`, or `Failed` at any point. The
/// same seed gives the same answer.
public final class AnyAnswer {
    private static final String[] PIECES = {
        "Hello",
        " ",
        "",
        "\n\n",
        "\"quoted\" \\",
        "Grüße",
        "日本語",
        "👩‍🚀",
        "\u0000\u001f\u2028",
        "data: [DONE]\n\n",
        "event: message_stop\r\ndata: {}\r\n\r\n",
        "{\"error\":{\"message\":\"no\"}}",
    };
    /// Halves of characters, which no client's parser could give back.
    private static final String[] ROUGH = {"a", "", "\ud83d", "\ude00", "é", "data: [DONE]\n\n"};

    private static final String[] NAMES = {"clock", "get_weather", "a-b_c", "x"};

    private final Random random;
    private final String[] pieces;
    private final List<ChatEvent> events = new ArrayList<>();
    private int index;

    private AnyAnswer(long seed, String[] pieces) {
        this.random = new Random(seed);
        this.pieces = pieces;
    }

    public static List<ChatEvent> of(long seed) {
        return new AnyAnswer(seed, PIECES).answer();
    }

    /// Worse ones: characters come in halves, and some answers break off without a word.
    public static List<ChatEvent> rough(long seed) {
        var answer = new AnyAnswer(seed, ROUGH).answer();
        return seed % 6 == 0 ? answer.subList(0, (int) (seed % answer.size())) : answer;
    }

    private List<ChatEvent> answer() {
        events.add(new ChatEvent.Started());
        index = random.nextInt(2);
        for (int blocks = random.nextInt(6); blocks > 0; blocks--) {
            block();
            events.add(new ChatEvent.BlockStopped(index));
            index += 1 + random.nextInt(3);
        }
        events.add(new ChatEvent.Stopped(any(StopReason.values()), random.nextBoolean() ? "END" : null, null));
        if (random.nextInt(8) > 0) {
            var usage = new Usage(count(), count(), count(), count(), count(), 0);
            events.add(new ChatEvent.Metered(usage, count(), null, random.nextBoolean() ? "priority" : null, null));
        }
        return random.nextInt(4) == 0 ? failed(random.nextInt(events.size())) : List.copyOf(events);
    }

    private List<ChatEvent> failed(int at) {
        var cut = new ArrayList<>(events.subList(0, at));
        cut.add(new ChatEvent.Failed(failure()));
        return List.copyOf(cut);
    }

    private Failure failure() {
        var upstream = new Failure.Upstream("throttlingException", 200, "upstream-1");
        return switch (random.nextInt(6)) {
            case 0 -> new Failure.Throttled("Too many.", null, upstream);
            case 1 -> new Failure.Unavailable("Not now.", null, upstream);
            case 2 -> new Failure.TimedOut("Too late.", "relay.stream.idle-timeout", null);
            case 3 -> new Failure.Rejected("Not so.", upstream);
            case 4 -> new Failure.Internal("Ask for req-1.");
            default -> new Failure.Broken("It broke \"off\".\n\n");
        };
    }

    private void block() {
        switch (random.nextInt(6)) {
            case 0, 1 -> tool();
            case 2 -> repeat(() -> events.add(new ChatEvent.Redacted(index, "ZW5j")));
            case 3 -> {
                repeat(this::thought);
                events.add(new ChatEvent.Signature(index, "c2ln"));
            }
            case 4 ->
                repeat(() -> {
                    thought();
                    events.add(new ChatEvent.Redacted(index, "cmVk"));
                    text();
                });
            default ->
                repeat(() -> {
                    text();
                    cite();
                });
        }
    }

    private void tool() {
        events.add(new ChatEvent.ToolStarted(index, "id-" + index, any(NAMES)));
        if (random.nextInt(3) == 0) {
            repeat(() -> events.add(new ChatEvent.ToolInput(index, "")));
            return;
        }
        var out = new JsonWriter();
        out.begin().field("a", any(pieces) + "é😀").name("n").raw("1.5").end();
        var json = new String(out.toBytes(), StandardCharsets.UTF_8);
        for (int from = 0; from < json.length(); ) {
            int to = Math.min(json.length(), from + 1 + random.nextInt(6));
            events.add(new ChatEvent.ToolInput(index, json.substring(from, to)));
            from = to;
        }
    }

    private void thought() {
        events.add(new ChatEvent.Reasoning(index, "thought" + any(pieces)));
    }

    private void text() {
        events.add(new ChatEvent.Text(index, any(pieces)));
    }

    private void cite() {
        if (random.nextInt(4) == 0) {
            var web = new Json("{\"web\":{\"url\":\"https://example.com/" + index + "\"}}");
            events.add(new ChatEvent.Cited(
                    index, new Citation("t", null, List.of(any(pieces)), random.nextBoolean() ? web : null)));
        }
    }

    private void repeat(Runnable step) {
        for (int times = random.nextInt(4); times >= 0; times--) {
            step.run();
        }
    }

    private int count() {
        return random.nextInt(100_000);
    }

    private <T> T any(T[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
