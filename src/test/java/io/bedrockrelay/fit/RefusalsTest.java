package io.bedrockrelay.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bedrockrelay.fit.learn.Lesson;
import io.bedrockrelay.fit.learn.Place;
import io.bedrockrelay.fit.learn.Refusals;
import io.bedrockrelay.fit.learn.RememberedLessons;
import io.bedrockrelay.fit.traits.Trait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {
    private static final Path KNOWN = Path.of("../shared/bedrock/refusals.csv");
    private final Refusals refusals = Refusals.read();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            400 | This model doesn't support the temperature field. Remove temperature and try again. | temperature=no
            400 | This model doesn’t support the topP field. Remove topP and try again. | top-p=no
            400 | This model doesn't support the stopSequences field. Remove stopSequences and try again. | stop=no
            400 | This model doesn't support the status field. Remove status and try again. | result-status=no
            400 | This model doesn't support the outputConfig.textFormat field. Remove outputConfig.textFormat and try again. | json-schema=no
            400 | This model doesn't support the toolConfig.toolChoice.any field. Remove toolConfig.toolChoice.any and try again. | forced-tool=no
            400 | This model doesn't support the brandNew field. Remove brandNew and try again. | refused-fields=brandNew
            400 | The model returned the following errors: `top_p` is deprecated for this model. | top-p=no
            400 | The maximum tokens you requested exceeds the model limit of 10000. Try again with less | max-output=10000
            400 | The model returned the following errors: max_tokens: 200000 > 64000, which is the maximum allowed number of output tokens for x | max-output=64000
            400 | The model returned the following errors: This model does not support effort level 'xhigh'. Supported levels: high, low, max, medium. | effort-levels=high, low, max, medium
            400 | The model returned the following errors: {"error":{"code":"unknown_parameter","message":"Unknown parameter: 'reasoning_effort'.","param":"reasoning_effort","type":"invalid_request_error"}} | effort=object
            400 | The model returned the following errors: {"error":{"code":"unknown_parameter","message":"Unknown parameter: 'top_k'.","param":"top_k"}} | top-k=none
            403 | You invoked an unsupported model or your request did not allow prompt caching. See the documentation for more information. | cache=no
            400 | The model returned the following errors: tools.17.custom.strict: Extra inputs are not permitted | strict-tools=no
            400 | The model returned the following errors: foo: Extra inputs are not permitted | refused-fields=foo
            """)
    void aRefusalTeachesAboutTheModel(int status, String words, String lesson) {
        assertThat(refusals.lesson(status, words).map(Lesson::toString)).contains(lesson);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            400 | The text field in the ContentBlock object at messages.0.content.0 is blank.
            400 | The model returned the following errors: prompt is too long: 213245 tokens > 200000 maximum
            400 | This model doesn't support the image field for user messages. Remove image and try again.
            400 | The model returned the following errors: Thinking may not be enabled when tool_choice forces tool use.
            400 | This model doesn't support tool use.
            403 | You don't have access to the model with the specified model ID.
            500 | This model doesn't support the temperature field. Remove temperature and try again.
            """)
    void whatIsAboutTheRequestTeachesNothing(int status, String words) {
        assertThat(refusals.lesson(status, words)).isEmpty();
    }

    /// Every wording that was seen and is about the model teaches something, every other one nothing.
    @Test
    void theKnownWordingsTeachWhatTheyShould() throws IOException {
        assumeTrue(Files.exists(KNOWN), "the known refusals are not here");
        var rows = Csv.read(Files.readString(KNOWN));
        var head = rows.getFirst();
        int taught = 0;
        for (var row : rows.subList(1, rows.size())) {
            var words = row.get(head.indexOf("example"));
            var learn = row.get(head.indexOf("learn"));
            var seen = row.get(head.indexOf("observed")).matches("captured|printed|reported")
                    && row.get(head.indexOf("surface")).contains("converse")
                    && !words.contains("(words");
            if (!seen) {
                continue;
            }
            var lesson = refusals.lesson(Integer.parseInt(row.get(head.indexOf("status"))), words);
            boolean kept = learn.contains("modality")
                    || learn.contains("no S3")
                    || learn.contains("no tools")
                    || learn.contains("content of a toolResult")
                    || words.contains("status field");
            if (learn.startsWith("model:") && !kept) {
                assertThat(lesson).as(row.toString()).isPresent();
                taught++;
            } else if (learn.matches("(content|shape|value|combination|size|account).*")) {
                assertThat(lesson).as(row.toString()).isEmpty();
            }
        }
        assertThat(taught).isGreaterThan(20);
    }

    @Test
    void lessonsFadeAndAreBounded() {
        var now = new AtomicReference<>(Instant.EPOCH);
        var clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
        var lessons = new RememberedLessons(clock, Duration.ofHours(24), 2);
        var place = new Place("m", "eu-west-1", "converse");
        lessons.learn(place, new Lesson(Trait.CACHE, "no"));
        assertThat(lessons.of(place).lessons()).containsExactly(new Lesson(Trait.CACHE, "no"));
        assertThat(lessons.of(new Place("m", "us-east-1", "converse")).lessons())
                .isEmpty();
        lessons.learn(place, new Lesson(Trait.REFUSED_FIELDS, "a"));
        lessons.learn(place, new Lesson(Trait.REFUSED_FIELDS, "b"));
        assertThat(lessons.of(place).lessons())
                .containsExactly(new Lesson(Trait.REFUSED_FIELDS, "a"), new Lesson(Trait.REFUSED_FIELDS, "b"));
        lessons.forget("other");
        assertThat(lessons.size()).isEqualTo(2);
        now.set(Instant.EPOCH.plus(Duration.ofHours(24)));
        assertThat(lessons.size()).isZero();
        assertThat(lessons.all()).isEmpty();
    }
}
