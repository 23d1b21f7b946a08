package io.bedrockrelay.dialect.responsestream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.responsestream.ResponsesEcho.Called;
import io.bedrockrelay.dialect.responsestream.ResponsesEcho.Repeated;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the encoder makes of events, as the server drives it.
final class Streams {
    static final String UUID = "1c25d605-672e-4ef9-9367-5ab66fa47191";
    static final String MODEL = "anthropic.claude-sonnet-4-5-20250929-v1:0";
    static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_767_000_002));
    static final EventEncoder.Bounds BOUNDS = new EventEncoder.Bounds(8, 16L << 20);
    static final JsonMapper MAPPER = new JsonMapper();

    private Streams() {}

    /// One event of a stream: its name and its data.
    record Told(String name, JsonNode data) {}

    static Answering answering(String requestId, ResponsesEcho echo) {
        return new Answering(
                requestId,
                "claude-sonnet-4-5",
                MODEL,
                "us." + MODEL,
                "us-east-1",
                "geographic",
                Instant.ofEpochSecond(1_767_000_000),
                echo);
    }

    static ResponsesEcho echo(boolean summary, Map<String, Called> tools) {
        var repeated = new Repeated(
                null,
                Json.EMPTY_OBJECT,
                true,
                null,
                "medium",
                summary ? "auto" : null,
                null,
                null,
                null,
                ResponsesEcho.TEXT,
                "medium",
                ResponsesEcho.AUTO,
                null);
        return new ResponsesEcho(repeated, tools, List.of());
    }

    static EventEncoder encoder(Answering answering) {
        return new EventEncoder(answering, CLOCK, BOUNDS);
    }

    static String encoded(List<ChatEvent> events, Answering answering) {
        var encoder = encoder(answering);
        var out = new JsonWriter();
        for (var event : events) {
            encoder.event(event, out);
        }
        if (events.isEmpty() || !(events.getLast() instanceof ChatEvent.Failed)) {
            encoder.end(out);
        }
        return text(out);
    }

    static List<Told> read(String stream) {
        var told = new ArrayList<Told>();
        for (var event : stream.split("\n\n", -1)) {
            if (event.isEmpty() || event.startsWith(":")) {
                continue;
            }
            var lines = event.split("\n", -1);
            if (lines.length != 2 || !lines[0].startsWith("event: ") || !lines[1].startsWith("data: ")) {
                throw new AssertionError("no event of this API: " + event);
            }
            told.add(new Told(lines[0].substring(7), json(lines[1].substring(6))));
        }
        return told;
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(JsonWriter out) {
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }
}
