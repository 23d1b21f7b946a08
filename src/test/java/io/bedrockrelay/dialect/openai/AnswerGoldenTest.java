package io.bedrockrelay.dialect.openai;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bedrockrelay.chat.answer.Fold;
import io.bedrockrelay.dialect.GoldenTable;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.completions.CompletionsDialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Each list of events of the golden table is told as the stream below it and, added up, as the whole reply below
/// that. A list whose first line says `# usage` answers a request that asked for the usage chunk.
class AnswerGoldenTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @TestFactory
    Stream<DynamicTest> eventsBecomeChunksAndAddedUpAWholeReplyOrAFailure() {
        return new GoldenTable("openai/streams.txt").tests(sections -> {
            var lines = Objects.requireNonNull(sections.get("events"));
            var answering = Streams.answering(lines.startsWith("# usage"));
            var fold = new Fold();
            EventLines.parse(lines).forEach(fold::add);
            return Map.of(
                    "stream",
                    Streams.encoded(EventLines.parse(lines), answering),
                    "whole",
                    pretty(whole(fold.outcome())));
        });
    }

    private static JsonWriter whole(Fold.Outcome outcome) {
        var dialect = new CompletionsDialect();
        var out = new JsonWriter();
        switch (outcome) {
            case Fold.Outcome.Failed failed -> dialect.failure(failed.failure(), "req-1", out);
            case Fold.Outcome.Whole whole -> {
                var malformed = Errors.malformed(whole.reply().stopReason());
                if (malformed.isPresent()) {
                    dialect.failure(malformed.get(), "req-1", out);
                } else {
                    dialect.reply(whole.reply(), Streams.answering(false), out);
                }
            }
        }
        return out;
    }

    private static String pretty(JsonWriter json) {
        try {
            return MAPPER.readTree(json.toBytes()).toPrettyString();
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }
}
