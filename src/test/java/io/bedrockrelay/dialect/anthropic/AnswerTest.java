package io.bedrockrelay.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bedrockrelay.chat.answer.Fold;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.Echo;
import io.bedrockrelay.dialect.GoldenTable;
import io.bedrockrelay.dialect.JsonWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class AnswerTest {
    static final Answering ANSWERING = new Answering(
            "req-1",
            "nova-pro",
            "amazon.nova-pro-v1:0",
            "eu.amazon.nova-pro-v1:0",
            "eu-west-1",
            "geographic",
            Instant.EPOCH,
            Echo.NOTHING);

    private final AnthropicDialect dialect = new AnthropicDialect();

    @TestFactory
    Stream<DynamicTest> tellsEventsAsTheTableSays() {
        return new GoldenTable("anthropic/answers.txt").tests(this::told);
    }

    private Map<String, String> told(Map<String, String> given) {
        var fold = new Fold();
        var encoder = dialect.stream(ANSWERING);
        var stream = new JsonWriter();
        for (var event : Script.read(given.getOrDefault("events", ""))) {
            fold.add(event);
            encoder.event(event, stream);
        }
        var whole = new JsonWriter();
        switch (fold.outcome()) {
            case Fold.Outcome.Whole reply -> {
                encoder.end(stream);
                dialect.reply(reply.reply(), ANSWERING, whole);
            }
            case Fold.Outcome.Failed failed -> dialect.failure(failed.failure(), "req-1", whole);
        }
        var told = new LinkedHashMap<String, String>();
        told.put("stream", new String(stream.toBytes(), UTF_8));
        told.put("message", new String(whole.toBytes(), UTF_8));
        return told;
    }
}
