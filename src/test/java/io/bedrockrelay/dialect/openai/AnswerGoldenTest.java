package io.bedrockrelay.dialect.openai;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bedrockrelay.chat.answer.Fold;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.completions.CompletionsDialect;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Each list of events of the golden files is told as the stream beside it and, added up, as the whole reply beside
/// it. A file whose first line says `# usage` is a request that asked for the usage chunk.
class AnswerGoldenTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @TestFactory
    Stream<DynamicTest> eventsBecomeChunks() {
        return cases((file, lines) -> {
            var answering = Streams.answering(lines.startsWith("# usage"));
            Golden.check(file, ".sse", Streams.encoded(EventLines.parse(lines), answering));
        });
    }

    @TestFactory
    Stream<DynamicTest> addedUpTheyBecomeAWholeReplyOrAFailure() {
        return cases((file, lines) -> {
            var fold = new Fold();
            EventLines.parse(lines).forEach(fold::add);
            Golden.check(file, ".json", pretty(whole(fold.outcome())));
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

    private static String pretty(JsonWriter json) throws Exception {
        return MAPPER.readTree(json.toBytes()).toPrettyString() + "\n";
    }

    private static Stream<DynamicTest> cases(Check check) {
        return Golden.inputs("streams", ".events").stream()
                .map(file -> DynamicTest.dynamicTest(Golden.name(file), () -> check.accept(file, Golden.read(file))));
    }

    private interface Check {
        void accept(Path file, String lines) throws Exception;
    }
}
