package io.bedrockrelay.dialect.responsestream;

import io.bedrockrelay.chat.answer.Fold;
import io.bedrockrelay.dialect.GoldenTable;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.openai.EventLines;
import io.bedrockrelay.dialect.responsestream.ResponsesEcho.Called;
import io.bedrockrelay.dialect.responsestream.ResponsesEcho.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Each list of events is told as the stream below it, and added up, as the whole answer below that. Of the object that
/// holds the answer only what varies is shown.
class AnswerGoldenTest {
    private static final Map<String, Called> TOOLS = Map.of(
            "patch", new Called(Kind.CUSTOM, null, "patch"),
            "n__f", new Called(Kind.FUNCTION, "n", "f"),
            "n__c", new Called(Kind.CUSTOM, "n", "c"),
            "tool_search", new Called(Kind.TOOL_SEARCH, null, "tool_search"),
            "local_shell", new Called(Kind.LOCAL_SHELL, null, "local_shell"));

    @TestFactory
    Stream<DynamicTest> eventsBecomeEventsAndWholeAnswers() {
        return new GoldenTable("responses/answers.txt").tests(sections -> {
            var lines = sections.getOrDefault("events", "");
            var answering = Streams.answering(Streams.UUID, Streams.echo(!lines.startsWith("# hidden"), TOOLS));
            var told = new LinkedHashMap<String, String>();
            told.put("stream", stream(Streams.encoded(EventLines.parse(lines), answering)));
            var fold = new Fold();
            EventLines.parse(lines).forEach(fold::add);
            if (fold.outcome() instanceof Fold.Outcome.Whole whole) {
                var out = new JsonWriter();
                EventEncoder.whole(whole.reply(), answering, Streams.CLOCK, out);
                var broken = EventEncoder.broken(whole.reply()).map(why -> "broken: " + why + "\n");
                told.put("whole", broken.orElse("") + shown(Streams.text(out)));
            }
            return told;
        });
    }

    private static String stream(String stream) {
        return Streams.read(stream).stream()
                .map(event -> event.data().has("response")
                        ? event.name() + " " + event.data().path("sequence_number") + " "
                                + shown(event.data().path("response").toString())
                        : event.data().toString())
                .map(line -> line.replace("1c25d605672e4ef993675ab66fa47191", "#"))
                .collect(Collectors.joining("\n"));
    }

    private static String shown(String response) {
        var json = Streams.json(response);
        return Stream.of(
                        "status",
                        "completed_at",
                        "error",
                        "incomplete_details",
                        "output",
                        "service_tier",
                        "usage",
                        "amazon-bedrock-trace")
                .filter(name ->
                        !json.path(name).isMissingNode() && !json.path(name).isNull())
                .map(name -> name + "=" + json.path(name))
                .collect(Collectors.joining(" "))
                .replace("1c25d605672e4ef993675ab66fa47191", "#");
    }
}
