package io.bedrockrelay.bedrock.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.bedrock.frame.Decoding;
import io.bedrockrelay.bedrock.frame.Frame;
import io.bedrockrelay.chat.Citation;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.FailureCode;
import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.chat.answer.Usage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
    private final EventReader reader = new EventReader(UnaryOperator.identity(), "request-1");

    private @Nullable ChatEvent event(String type, String json) {
        return frame(Map.of(":message-type", "event", ":event-type", type), json);
    }

    private @Nullable ChatEvent frame(Map<String, String> headers, String payload) {
        byte[] bytes = Decoding.encode(headers, payload.getBytes(StandardCharsets.UTF_8));
        return reader.read(Decoding.frames(bytes).getFirst());
    }

    private @Nullable ChatEvent delta(String delta) {
        return event("contentBlockDelta", "{\"contentBlockIndex\":2,\"delta\":" + delta + ",\"p\":\"abcdef\"}");
    }

    private void start() {
        assertThat(event("messageStart", "{\"role\":\"assistant\",\"p\":\"abc\"}"))
                .isEqualTo(new ChatEvent.Started());
    }

    @Test
    void readsEveryKindOfDelta() {
        start();
        assertThat(delta("{\"text\":\"gr\\u00fc\\u00dfe \\\"\"}")).isEqualTo(new ChatEvent.Text(2, "grüße \""));
        assertThat(delta("{\"toolUse\":{\"input\":\"{\\\"a\\\"\"}}")).isEqualTo(new ChatEvent.ToolInput(2, "{\"a\""));
        assertThat(delta("{\"reasoningContent\":{\"text\":\"hm\"}}")).isEqualTo(new ChatEvent.Reasoning(2, "hm"));
        assertThat(delta("{\"reasoningContent\":{\"signature\":\"Eq==\"}}"))
                .isEqualTo(new ChatEvent.Signature(2, "Eq=="));
        assertThat(delta("{\"reasoningContent\":{\"redactedContent\":\"AAE=\"}}"))
                .isEqualTo(new ChatEvent.Redacted(2, "AAE="));
        assertThat(delta("{\"citation\":{\"title\":\"t\",\"source\":\"s\",\"sourceContent\":[{\"text\":\"p\"}],"
                        + "\"location\":{\"documentPage\":{\"documentIndex\":0,\"start\":1,\"end\":2}}}}"))
                .isEqualTo(new ChatEvent.Cited(
                        2,
                        new Citation(
                                "t",
                                "s",
                                List.of("p"),
                                new Json("{\"documentPage\":{\"documentIndex\":0,\"start\":1,\"end\":2}}"))));
    }

    @Test
    void readsFieldsInAnyOrder() {
        start();
        assertThat(event("contentBlockDelta", "{\"p\":\"x\",\"delta\":{\"text\":\"a\"},\"contentBlockIndex\":7}"))
                .isEqualTo(new ChatEvent.Text(7, "a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"text\":\"\"}",
                "{\"text\":null}",
                "{\"text\":{\"deep\":[1,2]}}",
                "{\"toolUse\":{\"input\":\"\"}}",
                "{\"toolUse\":{}}",
                "{\"reasoningContent\":{\"somethingNew\":{\"a\":1}}}",
                "{\"image\":{\"format\":\"png\"}}",
                "{\"toolResult\":[{\"text\":\"x\"}]}",
                "{\"somethingNew\":{\"text\":\"not said by the model\"}}"
            })
    void saysNothingOfEmptyAndUnknownDeltas(String delta) {
        start();
        assertThat(delta(delta)).isNull();
        assertThat(reader.failed()).isFalse();
    }

    @Test
    void toolsHaveTheirCallersNamesAndHostedOnesAreNotTold() {
        var mapped = new EventReader(name -> "mine/" + name, null);
        assertThat(mapped.read(framed("messageStart", "{}"))).isEqualTo(new ChatEvent.Started());
        assertThat(mapped.read(tool(1, "\"type\":\"server_tool_use\","))).isNull();
        assertThat(mapped.read(framed(
                        "contentBlockDelta", "{\"contentBlockIndex\":1,\"delta\":{\"toolUse\":{\"input\":\"{}\"}}}")))
                .isNull();
        assertThat(mapped.read(framed("contentBlockStop", "{\"contentBlockIndex\":1}")))
                .isNull();
        assertThat(mapped.read(tool(2, ""))).isEqualTo(new ChatEvent.ToolStarted(2, "t", "mine/n"));
    }

    private static Frame tool(int index, String type) {
        return framed(
                "contentBlockStart",
                "{\"contentBlockIndex\":" + index + ",\"start\":{\"toolUse\":{" + type
                        + "\"toolUseId\":\"t\",\"name\":\"n\"}}}");
    }

    private static Frame framed(String type, String payload) {
        return Decoding.frames(Decoding.encode(
                        Map.of(":message-type", "event", ":event-type", type),
                        payload.getBytes(StandardCharsets.UTF_8)))
                .getFirst();
    }

    @Test
    void readsStopWithSequenceAndFields() {
        start();
        assertThat(event(
                        "messageStop",
                        "{\"stopReason\":\"stop_sequence\",\"additionalModelResponseFields\":"
                                + "{\"delta\":{\"stop_sequence\":\"END\"}}}"))
                .isEqualTo(new ChatEvent.Stopped(
                        StopReason.STOP_SEQUENCE, "END", new Json("{\"delta\":{\"stop_sequence\":\"END\"}}")));
    }

    @Test
    void aReasonOfTomorrowIsAStopAllTheSame() {
        start();
        assertThat(event("messageStop", "{\"stopReason\":\"something_new\"}"))
                .isEqualTo(new ChatEvent.Stopped(StopReason.OTHER, null, null));
        assertThat(reader.stopped()).isTrue();
    }

    @Test
    void countsCachedTokensOnceAndTheHourApart() {
        start();
        event("messageStop", "{\"stopReason\":\"end_turn\"}");
        assertThat(event(
                        "metadata",
                        "{\"usage\":{\"inputTokens\":5,\"outputTokens\":6,\"totalTokens\":1111,"
                                + "\"cacheReadInputTokens\":100,\"cacheReadInputTokenCount\":100,"
                                + "\"cacheWriteInputTokens\":1000,\"cacheWriteInputTokenCount\":1000,"
                                + "\"cacheDetails\":[{\"ttl\":\"1h\",\"inputTokens\":700},"
                                + "{\"ttl\":\"5m\",\"inputTokens\":300}],\"serverToolUsage\":{}},"
                                + "\"metrics\":{\"latencyMs\":9},\"trace\":{\"guardrail\":{}},"
                                + "\"serviceTier\":{\"type\":\"flex\"},"
                                + "\"performanceConfig\":{\"latency\":\"optimized\"}}"))
                .isEqualTo(new ChatEvent.Metered(
                        new Usage(5, 6, 1111, 100, 1000, 700), 9, new Json("{\"guardrail\":{}}"), "flex", "optimized"));
    }

    @Test
    void holdsTheOrderWhateverArrives() {
        start();
        assertThat(event("messageStart", "{}")).isNull();
        assertThat(event("somethingNew", "[not even JSON")).isNull();
        event("messageStop", "{\"stopReason\":\"end_turn\"}");
        assertThat(event("messageStart", "{}")).isNull();
        assertThat(event("messageStop", "{\"stopReason\":\"max_tokens\"}")).isNull();
        assertThat(delta("{\"text\":\"after the stop\"}")).isNull();
        assertThat(event("metadata", "{\"usage\":{}}")).isInstanceOf(ChatEvent.Metered.class);
        assertThat(event("metadata", "{\"usage\":{}}")).isNull();
    }

    @Test
    void anAnswerThatBeginsWithoutItsStartHasOneAllTheSame() {
        assertThat(event("contentBlockStop", "{\"contentBlockIndex\":0}")).isEqualTo(new ChatEvent.Started());
        assertThat(reader.more()).isEqualTo(new ChatEvent.BlockStopped(0));
        assertThat(reader.more()).isNull();
        assertThat(event("messageStart", "{}")).isNull();
        assertThat(delta("{\"text\":\"then\"}")).isEqualTo(new ChatEvent.Text(2, "then"));
        assertThat(reader.more()).isNull();
    }

    @Test
    void usageThatComesBeforeTheStopIsToldAtTheEndUnlessThereIsSomeBehindIt() {
        assertThat(event("metadata", "{\"usage\":{\"inputTokens\":5}}")).isNull();
        assertThat(reader.untold()).isNull();
        assertThat(event("messageStop", "{\"stopReason\":\"end_turn\"}")).isEqualTo(new ChatEvent.Started());
        assertThat(reader.more()).isEqualTo(new ChatEvent.Stopped(StopReason.END_TURN, null, null));
        assertThat(reader.more()).isNull();
        assertThat(reader.untold()).isEqualTo(new ChatEvent.Metered(new Usage(5, 0, 5, 0, 0, 0), -1, null, null, null));
        assertThat(event("metadata", "{\"usage\":{}}")).isInstanceOf(ChatEvent.Metered.class);
        assertThat(reader.untold()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "internalServerException, UPSTREAM_UNAVAILABLE",
        "modelStreamErrorException, UPSTREAM_UNAVAILABLE",
        "serviceUnavailableException, UPSTREAM_UNAVAILABLE",
        "throttlingException, THROTTLED",
        "validationException, INVALID_REQUEST",
        "modelTimeoutException, UPSTREAM_TIMEOUT",
        "accessDeniedException, MODEL_ACCESS_DENIED",
        "somethingNewException, UPSTREAM_UNAVAILABLE"
    })
    void exceptionsAreTheLastWord(String type, FailureCode code) {
        start();
        var failed = (ChatEvent.Failed) Objects.requireNonNull(frame(
                Map.of(":message-type", "exception", ":exception-type", type),
                "{\"message\":\"Sorry\",\"originalStatusCode\":500,\"originalMessage\":\"Why\"}"));
        assertThat(failed.failure().code()).isEqualTo(code);
        assertThat(failed.failure().message()).isEqualTo("Sorry: Why");
        assertThat(failed.failure().upstream()).isEqualTo(new Failure.Upstream(type, 200, "request-1"));
        assertThat(delta("{\"text\":\"after\"}")).isNull();
        assertThat(event("messageStop", "{\"stopReason\":\"end_turn\"}")).isNull();
        assertThat(reader.stopped()).isFalse();
    }

    @Test
    void anExceptionWithoutABodyIsStillThatException() {
        var failed = (ChatEvent.Failed) Objects.requireNonNull(
                frame(Map.of(":message-type", "exception", ":exception-type", "throttlingException"), "<>"));
        assertThat(failed.failure()).isInstanceOf(Failure.Throttled.class);
        assertThat(failed.failure().message()).contains("throttlingException");
    }

    @Test
    void anErrorMessageOfTheProtocolIsAFailure() {
        var failed = (ChatEvent.Failed) Objects.requireNonNull(frame(
                Map.of(":message-type", "error", ":error-code", "InternalFailure", ":error-message", "Lost it"), ""));
        assertThat(failed.failure().message()).isEqualTo("Lost it");
        assertThat(failed.failure().code()).isEqualTo(FailureCode.UPSTREAM_UNAVAILABLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "contentBlockDelta | {\"contentBlockIndex\":0,\"delta\":{\"text\":\"secret",
                "contentBlockStart | secret",
                "messageStop | {\"stopReason\":secret}",
            })
    void aPayloadThatIsNoJsonIsAFailureThatQuotesNothing(String type, String payload) {
        start();
        var failed = (ChatEvent.Failed) Objects.requireNonNull(event(type, payload));
        assertThat(failed.failure()).isInstanceOf(Failure.Broken.class);
        assertThat(failed.failure().message()).contains(type).doesNotContain("secret");
    }

    @Test
    void aMessageOfNoKnownKindIsAFailure() {
        assertThat(frame(Map.of(":event-type", "contentBlockDelta"), "{}")).isInstanceOf(ChatEvent.Failed.class);
    }
}
