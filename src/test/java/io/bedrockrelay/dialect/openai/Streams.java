package io.bedrockrelay.dialect.openai;

import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.completions.CompletionsDialect;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// What the encoder makes of events, as the server drives it.
final class Streams {
    private Streams() {}

    static Answering answering(boolean usageWanted) {
        return new Answering(
                "req-1",
                "claude-sonnet-4-6",
                "anthropic.claude-sonnet-4-6",
                "eu.anthropic.claude-sonnet-4-6",
                "eu-west-2",
                "geographic",
                Instant.ofEpochSecond(1_790_000_000),
                new CompletionsDialect.ChatEcho(usageWanted));
    }

    static String encoded(List<ChatEvent> events, Answering answering) {
        var encoder = new CompletionsDialect().stream(answering);
        var out = new JsonWriter();
        boolean stopped = false;
        for (var event : events) {
            encoder.event(event, out);
            stopped |= event instanceof ChatEvent.Stopped;
        }
        if (stopped) {
            encoder.end(out);
        }
        return text(out);
    }

    static String text(JsonWriter out) {
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }
}
