package io.bedrockrelay.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.FailureCode;
import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.Message;
import io.bedrockrelay.chat.Role;
import io.bedrockrelay.chat.Sampling;
import io.bedrockrelay.chat.Settings;
import io.bedrockrelay.chat.Tool;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.Fold;
import io.bedrockrelay.chat.answer.Reply;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.emulator.Emulator;
import io.bedrockrelay.emulator.EmulatorOptions;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The lane against the emulator, which checks signatures and has its own codec.
@Timeout(60)
class EmulatedLaneTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Destination CALL =
            new Destination("us-east-1", "us.anthropic.claude-sonnet-4-5-20250929-v1:0");
    private static final List<Tool> WEATHER = List.of(new Tool.Function(
            "weather.today",
            "Tells the weather of a city.",
            new Json("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}"),
            null));

    private final Vertx vertx = Vertx.vertx();
    private final Emulator emulator =
            Emulator.start(vertx, EmulatorOptions.DEFAULTS.verifying("AKIDEXAMPLE", "secret"));
    private final RuntimeLane lane = Lanes.lane(vertx, emulator.uri());

    @BeforeEach
    void gates() {
        emulator.shut("stall");
        emulator.shut("hang");
    }

    @AfterEach
    void close() {
        lane.close();
        emulator.open("stall");
        emulator.open("hang");
        emulator.close();
        FakeBedrock.await(vertx.close());
    }

    private static ChatRequest request(String text, List<Tool> tools) {
        var messages = List.of(new Message(Role.USER, List.of(new Block.Text(text))));
        return new ChatRequest("model", null, List.of(), messages, Sampling.DEFAULT, tools, null, Settings.NONE);
    }

    private List<ChatEvent> stream(Destination call, ChatRequest request) {
        return lane.converseStream(call, request).collect().asList().await().atMost(PATIENCE);
    }

    private List<ChatEvent> stream(String text) {
        return stream(CALL, request(text, List.of()));
    }

    private static Reply whole(List<ChatEvent> events) {
        var fold = new Fold();
        events.forEach(fold::add);
        return ((Fold.Outcome.Whole) fold.outcome()).reply();
    }

    private static Failure failure(List<ChatEvent> events) {
        return ((ChatEvent.Failed) events.getLast()).failure();
    }

    @Test
    void aConversationStreamedAndWhole() {
        var reply = whole(stream("What is an inference profile?"));
        assertThat(reply.stopReason()).isEqualTo(StopReason.END_TURN);
        assertThat(reply.usage().output()).isPositive();
        var answer = lane.converse(CALL, request("What is an inference profile?", List.of()))
                .await()
                .atMost(PATIENCE);
        assertThat(((ConverseOutcome.Whole) answer).reply().content()).isEqualTo(reply.content());
    }

    @Test
    void aToolOfAnIllegalNameThereAndBack() {
        var first = whole(stream(CALL, request("Use the tool: what is the weather in Oslo?", WEATHER)));
        assertThat(first.stopReason()).isEqualTo(StopReason.TOOL_USE);
        var use = first.content().stream()
                .filter(Block.ToolUse.class::isInstance)
                .map(Block.ToolUse.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(use.name()).isEqualTo("weather.today");

        var result = new Block.ToolResult(use.id(), List.of(new Block.Text("Rain, 4 degrees")), false);
        var messages = List.of(
                new Message(Role.USER, List.of(new Block.Text("Use the tool: what is the weather in Oslo?"))),
                new Message(Role.ASSISTANT, first.content()),
                new Message(Role.USER, List.of(result)));
        // Without tools this time: the history alone has to bring Bedrock a tool configuration.
        var second =
                new ChatRequest("model", null, List.of(), messages, Sampling.DEFAULT, List.of(), null, Settings.NONE);
        assertThat(whole(stream(CALL, second)).stopReason()).isEqualTo(StopReason.END_TURN);
    }

    @Test
    void aBareIdThatNeedsAProfileIsUnusable() {
        var bare = new Destination("us-east-1", "anthropic.claude-sonnet-4-5-20250929-v1:0");
        assertThat(failure(stream(bare, request("Hi", List.of())))).isInstanceOf(Failure.UnusableModel.class);
    }

    @Test
    void anUnknownIdIsUnknown() {
        assertThat(failure(stream(new Destination("us-east-1", "no.such-model"), request("Hi", List.of()))))
                .isInstanceOf(Failure.UnknownModel.class);
    }

    @ParameterizedTest
    @CsvSource({
        "throttle, THROTTLED",
        "throttle-day, THROTTLED",
        "quota, THROTTLED",
        "not-ready, UPSTREAM_UNAVAILABLE",
        "denied, MODEL_ACCESS_DENIED",
        "agreement, MODEL_ACCESS_DENIED",
        "retention, MODEL_ACCESS_DENIED",
        "policy, MODEL_ACCESS_DENIED",
        "bad-token, MODEL_ACCESS_DENIED",
        "bad-key, MODEL_ACCESS_DENIED",
        "model-timeout, UPSTREAM_TIMEOUT",
        "model-error, UPSTREAM_UNAVAILABLE",
        "internal, UPSTREAM_UNAVAILABLE",
        "busy, UPSTREAM_UNAVAILABLE",
        "overloaded, UPSTREAM_UNAVAILABLE",
        "validation, INVALID_REQUEST",
        "too-long, INVALID_REQUEST",
        "end-of-life, MODEL_UNAVAILABLE",
        "legacy, MODEL_UNAVAILABLE",
        "on-demand, MODEL_UNAVAILABLE",
        "invalid-model, MODEL_NOT_FOUND",
        "close, UPSTREAM_UNAVAILABLE",
        "reset, UPSTREAM_UNAVAILABLE",
        "malformed, UPSTREAM_UNAVAILABLE",
    })
    void everyRefusalIsOneFailureStreamedAndWhole(String word, FailureCode code) {
        var text = "Hi [[emulate: " + word + "]]";
        var events = stream(text);
        assertThat(events).hasSize(1);
        assertThat(failure(events).code()).isEqualTo(code);
        var answer = lane.converse(CALL, request(text, List.of())).await().atMost(PATIENCE);
        assertThat(((ConverseOutcome.Failed) answer).failure().code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "exception=throttlingException, THROTTLED",
        "exception=validationException, INVALID_REQUEST",
        "exception=modelTimeoutException, UPSTREAM_TIMEOUT",
        "exception=internalServerException, UPSTREAM_UNAVAILABLE",
        "exception=modelStreamErrorException, UPSTREAM_UNAVAILABLE",
        "unknown-exception, UPSTREAM_UNAVAILABLE",
        "error, UPSTREAM_UNAVAILABLE",
        "cut, UPSTREAM_UNAVAILABLE",
        "drop, UPSTREAM_UNAVAILABLE",
        "end, UPSTREAM_UNAVAILABLE",
        "half, UPSTREAM_UNAVAILABLE",
        "prelude-crc, UPSTREAM_UNAVAILABLE",
        "message-crc, UPSTREAM_UNAVAILABLE",
        "garbage, UPSTREAM_UNAVAILABLE",
        "huge, UPSTREAM_UNAVAILABLE",
    })
    void everyMishapInAStreamIsItsLastEvent(String word, FailureCode code) throws InterruptedException {
        var events = stream("Tell me more [[emulate: " + word + " after=3 events=10]]");
        assertThat(failure(events).code()).isEqualTo(code);
        assertThat(events).hasSizeGreaterThan(1);
        assertThat(events.subList(0, events.size() - 1)).noneMatch(ChatEvent.Failed.class::isInstance);
        assertThat(events).noneMatch(ChatEvent.Stopped.class::isInstance);
        emulator.open("stall");
        assertThat(emulator.awaitIdle(PATIENCE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown-event after=2", "numbered events=500", "giant size=4000000", "redacted"})
    void whatIsOddButRightEndsWell(String words) {
        assertThat(whole(stream("Count [[emulate: " + words + "]]")).stopReason())
                .isEqualTo(StopReason.END_TURN);
    }

    @Test
    void anEventBeyondTheLimitIsAFailure() {
        assertThat(failure(stream("Much [[emulate: giant size=20000000]]")).message())
                .contains("16777216");
    }

    @Test
    void cancellingAStalledStreamFreesBedrockAtOnce() throws InterruptedException {
        var subscriber = AssertSubscriber.<ChatEvent>create(Long.MAX_VALUE);
        lane.converseStream(CALL, request("Slowly [[emulate: stall after=2 events=10]]", List.of()))
                .subscribe(subscriber);
        subscriber.awaitNextItems(1, PATIENCE);
        subscriber.cancel();
        assertThat(emulator.awaitIdle(PATIENCE)).isTrue();
        assertThat(emulator.cancelled()).isEqualTo(1);
    }

    @Test
    void cancellingWhileNothingHasComeFreesBedrockAtOnce() throws InterruptedException {
        var subscriber = AssertSubscriber.<ChatEvent>create(Long.MAX_VALUE);
        lane.converseStream(CALL, request("Hang [[emulate: hang]]", List.of())).subscribe(subscriber);
        while (emulator.waitingAt("hang") == 0) {
            Thread.onSpinWait();
        }
        subscriber.cancel();
        assertThat(emulator.awaitIdle(PATIENCE)).isTrue();
    }

    @Test
    void countsTokensAndInvokesRaw() {
        var body = "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":10,"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
        var invoked = lane.raw(CALL, Operation.INVOKE, Map.of(), body.getBytes(StandardCharsets.UTF_8))
                .await()
                .atMost(PATIENCE);
        assertThat(((RawAnswer.Answered) invoked).ok()).isTrue();
        var frames = lane.rawStream(CALL, Operation.INVOKE_STREAM, Map.of(), body.getBytes(StandardCharsets.UTF_8))
                .collect()
                .asList()
                .await()
                .atMost(PATIENCE);
        assertThat(frames).hasSizeGreaterThan(3).allMatch(RawEvent.Framed.class::isInstance);
        var count = "{\"input\":{\"converse\":{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}]}}}";
        var bare = new Destination("us-east-1", "anthropic.claude-sonnet-4-5-20250929-v1:0");
        var counted = lane.raw(bare, Operation.COUNT_TOKENS, Map.of(), count.getBytes(StandardCharsets.UTF_8))
                .await()
                .atMost(PATIENCE);
        assertThat(((RawAnswer.Answered) counted).body().toString()).contains("inputTokens");
    }
}
