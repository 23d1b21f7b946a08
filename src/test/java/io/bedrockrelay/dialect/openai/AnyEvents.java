package io.bedrockrelay.dialect.openai;

import io.bedrockrelay.chat.ChatEvent;
import io.bedrockrelay.chat.Citation;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.StopReason;
import io.bedrockrelay.chat.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Random answers within the grammar of `ChatEvent`; the same seed gives the same answer.
final class AnyEvents {
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
        "\ud83d"
    };

    private final Random random;
    private final List<ChatEvent> events = new ArrayList<>();
    private int index;

    AnyEvents(long seed) {
        random = new Random(seed);
    }

    List<ChatEvent> answer() {
        events.add(new ChatEvent.Started());
        for (int blocks = random.nextInt(6); blocks > 0; blocks--) {
            index += 1 + random.nextInt(3);
            block();
            events.add(new ChatEvent.BlockStopped(index));
        }
        events.add(new ChatEvent.Stopped(any(StopReason.values()), null, null));
        if (random.nextInt(8) > 0) {
            var usage = new Usage(count(), count(), count(), count(), count(), count());
            events.add(new ChatEvent.Metered(usage, -1, null, random.nextBoolean() ? "priority" : null));
        }
        return switch (random.nextInt(6)) {
            case 0 -> failed(random.nextInt(events.size() + 1));
            case 1 -> List.copyOf(events.subList(0, random.nextInt(events.size() + 1)));
            default -> List.copyOf(events);
        };
    }

    private List<ChatEvent> failed(int at) {
        var cut = new ArrayList<>(events.subList(0, at));
        cut.add(new ChatEvent.Failed(new Failure.Broken(piece())));
        return cut;
    }

    private void block() {
        switch (random.nextInt(5)) {
            case 0 -> tool();
            case 1 -> repeat(() -> events.add(new ChatEvent.Redacted(index, "ZW5j")));
            case 2 -> {
                repeat(this::thought);
                events.add(new ChatEvent.Signature(index, "c2ln"));
            }
            case 3 ->
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
        events.add(new ChatEvent.ToolStarted(index, "id-" + index, any(new String[] {"clock", "weather"})));
        if (random.nextBoolean()) {
            repeat(() -> events.add(new ChatEvent.ToolInput(index, "")));
            return;
        }
        for (var piece : new String[] {"", "{\"ci", "ty\": \"", "B\\u0065rn ü", "\"}", ""}) {
            events.add(new ChatEvent.ToolInput(index, piece));
        }
    }

    private void thought() {
        events.add(new ChatEvent.Reasoning(index, "thought" + piece()));
    }

    private void text() {
        events.add(new ChatEvent.Text(index, piece()));
    }

    private void cite() {
        if (random.nextInt(3) == 0) {
            var web = new Json("{\"web\":{\"url\":\"https://example.com/" + index + "\"}}");
            events.add(new ChatEvent.Cited(
                    index, new Citation("t", null, List.of(piece()), random.nextBoolean() ? web : null)));
        }
    }

    private void repeat(Runnable step) {
        for (int times = random.nextInt(4); times >= 0; times--) {
            step.run();
        }
    }

    private String piece() {
        return any(PIECES);
    }

    private int count() {
        return random.nextInt(100_000);
    }

    private <T> T any(T[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
