package io.bedrockrelay.http.description;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.Fold;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.AnyAnswer;
import io.bedrockrelay.dialect.Dialect;
import io.bedrockrelay.dialect.Echo;
import io.bedrockrelay.dialect.GoldenTable;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.anthropic.AnthropicDialect;
import io.bedrockrelay.dialect.completions.CompletionsDialect;
import io.bedrockrelay.dialect.relay.RelayDialect;
import io.bedrockrelay.dialect.responses.ResponsesDialect;
import io.bedrockrelay.dialect.responses.ResponsesSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the relay writes is described, and nothing of it is not: whole answers, each event of a stream and errors, in
/// each dialect, of the answers that models may give.
class DescribedAnswersTest {
    private static final int ANSWERS = 400;
    private static final Schemas SCHEMAS = Schemas.closed();

    @SuppressWarnings("ImmutableEnumChecker") // Dialects are stateless, which their interface promises.
    enum Api {
        RELAY(new RelayDialect(), "RelayChatAnswer", Echo.NOTHING),
        COMPLETIONS(new CompletionsDialect(), "OpenAiCompletion", new CompletionsDialect.ChatEcho(true)),
        RESPONSES(new ResponsesDialect(ResponsesSettings.DEFAULT, InstantSource.system()), "Response", Echo.NOTHING),
        MESSAGES(new AnthropicDialect(), "AnthropicMessage", Echo.NOTHING);

        private final Dialect dialect;
        private final String whole;
        private final Echo echo;

        Api(Dialect dialect, String whole, Echo echo) {
            this.dialect = dialect;
            this.whole = whole;
            this.echo = echo;
        }

        /// The schema of an event's data.
        private String event(String name, JsonNode data) {
            return switch (this) {
                case RELAY -> RELAY_EVENTS.path(name).path("$ref").asText().replaceFirst(".*/", "");
                case COMPLETIONS -> data.has("error") ? "OpenAiError" : "OpenAiChunk";
                case RESPONSES -> mapped("ResponseEvent", data);
                case MESSAGES -> mapped("AnthropicEvent", data);
            };
        }

        private String error(Failure failure) {
            return switch (this) {
                case RELAY -> failure.code().callersMistake() ? "RelayFail" : "RelayError";
                case COMPLETIONS, RESPONSES -> "OpenAiError";
                case MESSAGES -> "AnthropicError";
            };
        }
    }

    private static final JsonNode DOCUMENT = document();
    private static final JsonNode RELAY_EVENTS =
            DOCUMENT.at("/paths/~1api~1chat/post/responses/200/content/text~1event-stream/x-events");

    @ParameterizedTest
    @EnumSource
    void everyEventOfAStream(Api api) {
        var seen = new HashMap<String, JsonNode>();
        for (int seed = 0; seed < ANSWERS; seed++) {
            for (var event : Events.of(stream(api, AnyAnswer.of(seed)))) {
                var schema = api.event(event.name(), event.data());
                SCHEMAS.holds(schema, event.data(), "answer " + seed);
                seen.putIfAbsent(schema, event.data());
            }
        }
        assertThat(seen).hasSizeGreaterThanOrEqualTo(api == Api.COMPLETIONS ? 2 : 8);
        seen.forEach(SCHEMAS::refusesWhatIsBroken);
    }

    @ParameterizedTest
    @EnumSource
    void everyWholeAnswer(Api api) {
        int whole = 0;
        for (int seed = 0; seed < ANSWERS; seed++) {
            var fold = new Fold();
            AnyAnswer.of(seed).forEach(fold::add);
            if (fold.outcome() instanceof Fold.Outcome.Whole(var reply)
                    && !reply.stopReason().malformed()
                    && api.dialect.broken(reply).isEmpty()) {
                var out = new JsonWriter();
                api.dialect.reply(reply, answering(api), out);
                var body = Schemas.json(text(out));
                SCHEMAS.holds(api.whole, body, "answer " + seed);
                if (whole++ == 0) {
                    SCHEMAS.refusesWhatIsBroken(api.whole, body);
                }
            }
        }
        assertThat(whole).isGreaterThan(ANSWERS / 10);
    }

    @ParameterizedTest
    @EnumSource
    void everyError(Api api) {
        for (var failure : failures()) {
            var out = new JsonWriter();
            api.dialect.failure(failure, "req-1", out);
            var body = Schemas.json(text(out));
            SCHEMAS.holds(api.error(failure), body, failure);
            SCHEMAS.refusesWhatIsBroken(api.error(failure), body);
            for (var event : Events.of(stream(api, List.of(new ChatEvent.Started(), new ChatEvent.Failed(failure))))) {
                SCHEMAS.holds(api.event(event.name(), event.data()), event.data(), failure);
            }
        }
    }

    @Test
    void goldenStreamsOfChatCompletions() {
        int answers = 0;
        for (var sections : new GoldenTable("openai/streams.txt").cases().values()) {
            Events.of(sections.getOrDefault("stream", ""))
                    .forEach(event -> SCHEMAS.holds(Api.COMPLETIONS.event("", event.data()), event.data(), sections));
            var whole = sections.getOrDefault("whole", "").strip();
            if (whole.startsWith("{")) {
                var body = Schemas.json(whole);
                SCHEMAS.holds(body.has("error") ? "OpenAiError" : "OpenAiCompletion", body, sections);
                answers++;
            }
        }
        assertThat(answers).isGreaterThan(20);
    }

    @Test
    void goldenMessagesAndResponses() {
        int events = 0;
        for (var sections : new GoldenTable("anthropic/answers.txt").cases().values()) {
            for (var event : Events.of(sections.getOrDefault("stream", ""))) {
                SCHEMAS.holds(mapped("AnthropicEvent", event.data()), event.data(), "golden");
                events++;
            }
        }
        for (var sections : new GoldenTable("responses/answers.txt").cases().values()) {
            for (var line : sections.getOrDefault("stream", "")
                    .lines()
                    .filter(each -> each.startsWith("{"))
                    .toList()) {
                var event = Schemas.json(line);
                SCHEMAS.holds(mapped("ResponseEvent", event), event, "golden");
                events++;
            }
        }
        assertThat(events).isGreaterThan(150);
    }

    private static String mapped(String union, JsonNode data) {
        return DOCUMENT.at("/components/schemas/" + union + "/discriminator/mapping")
                .path(data.path("type").asText())
                .asText("no schema of " + data.path("type"))
                .replaceFirst(".*/", "");
    }

    private static String stream(Api api, List<ChatEvent> events) {
        var encoder = api.dialect.stream(answering(api));
        var out = new JsonWriter();
        events.forEach(event -> encoder.event(event, out));
        encoder.keepAlive(out);
        encoder.end(out);
        return text(out);
    }

    private static Answering answering(Api api) {
        return new Answering(
                "req-1",
                "nova-lite",
                "amazon.nova-lite-v1:0",
                "us.amazon.nova-lite-v1:0",
                "us-east-1",
                "geographic",
                Instant.EPOCH,
                api.echo);
    }

    private static String text(JsonWriter out) {
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }

    private static JsonNode document() {
        try {
            return Schemas.JSON.readTree(ApiDescription.FILE.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Failure> failures() {
        var upstream = new Failure.Upstream("ThrottlingException", 429, "id");
        var wait = Duration.ofSeconds(3);
        return List.of(
                new Failure.Invalid("messages[0]", "wrong"),
                new Failure.Invalid(null, "wrong"),
                new Failure.Rejected("prompt is too long", upstream),
                new Failure.Unauthenticated("who"),
                new Failure.Forbidden("no"),
                new Failure.NotFound("nothing"),
                new Failure.UnknownModel("unknown", List.of("nova-lite"), null),
                new Failure.UnusableModel(
                        "not here", List.of("a"), List.of(new Failure.WorksIn("us-east-1", "us.a")), null),
                new Failure.TooLarge("large"),
                new Failure.Throttled("slowly", wait, upstream),
                new Failure.AccessDenied("denied", upstream),
                new Failure.Unavailable("away", wait, upstream),
                new Failure.Broken("broken"),
                new Failure.TimedOut("late", "relay.stream.idle-timeout", null),
                new Failure.Overloaded("busy", wait),
                new Failure.Internal("defect"));
    }
}
