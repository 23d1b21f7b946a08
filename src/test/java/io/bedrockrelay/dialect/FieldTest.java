package io.bedrockrelay.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Json;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "\"text\"", "{", "{\"a\":1}}", "{\"a\":1}{\"a\":2}", "{\"a\":1,\"a\":2}"})
    void whatIsNotOneObjectIsRefusedWithoutQuotingIt(String body) {
        var failure = refusal(body, _ -> {
            throw new AssertionError("must not be read");
        });
        assertThat(failure.field()).isNull();
        assertThat(failure.message()).startsWith("The body ").doesNotContain("\"a\"");
    }

    @Test
    void theComplaintNamesThePath() {
        var failure = refusal("{\"messages\":[{},{\"role\":7}]}", body -> {
            body.get("messages").elements().get(1).get("role").text();
            return new Reading.Refused(new Failure.Invalid(null, "unreached"));
        });
        assertThat(failure.field()).isEqualTo("messages[1].role");
        assertThat(failure.message()).isEqualTo("'messages[1].role' must be a string.");
    }

    @Test
    void whatIsMissingIsSaidToBeMissing() {
        var failure = refusal("{\"model\":null}", body -> {
            body.get("model").text();
            return new Reading.Refused(new Failure.Invalid(null, "unreached"));
        });
        assertThat(failure.message()).isEqualTo("'model' is missing; it must be a string.");
    }

    @Test
    void deepNestingIsRefusedRatherThanFollowed() {
        var body = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThat(refusal(body, _ -> new Reading.Refused(new Failure.Invalid(null, "unreached")))
                        .message())
                .startsWith("The body is not valid JSON");
    }

    @Test
    void numbersInPassedOnObjectsKeepTheirForm() {
        Field.read("{\"s\":{\"x\":1.10,\"y\":12345678901234567890}}".getBytes(StandardCharsets.UTF_8), body -> {
            assertThat(body.get("s").object().text()).isEqualTo("{\"x\":1.10,\"y\":12345678901234567890}");
            return new Reading.Refused(new Failure.Invalid(null, "done"));
        });
    }

    @Test
    void aRefusalMaySpeakInItsOwnWords() {
        assertThat(refusal("{\"a\":{\"b\":1}}", body -> {
                    throw body.get("a").get("b").refusal("Not here.");
                }))
                .isEqualTo(new Failure.Invalid("a.b", "Not here."));
    }

    @Test
    void textThatHoldsNoObjectIsNone() {
        Field.read(
                "{\"a\":\" \",\"b\":\"{\\\"x\\\":1}\",\"c\":\"[1]\",\"d\":\"{\"}".getBytes(StandardCharsets.UTF_8),
                body -> {
                    assertThat(body.get("a").objectInTextOrNull()).isEqualTo(Json.EMPTY_OBJECT);
                    assertThat(body.get("b").objectInTextOrNull()).isEqualTo(new Json("{\"x\":1}"));
                    assertThat(body.get("c").objectInTextOrNull()).isNull();
                    assertThat(body.get("d").objectInTextOrNull()).isNull();
                    return new Reading.Refused(new Failure.Invalid(null, "done"));
                });
    }

    private static Failure.Invalid refusal(String body, Function<Field, Reading> reader) {
        var reading = Field.read(body.getBytes(StandardCharsets.UTF_8), reader);
        assertThat(reading).isInstanceOf(Reading.Refused.class);
        return (Failure.Invalid) ((Reading.Refused) reading).failure();
    }
}
