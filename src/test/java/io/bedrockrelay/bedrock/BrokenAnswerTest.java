package io.bedrockrelay.bedrock;

import static io.bedrockrelay.bedrock.Stage.CALL;
import static io.bedrockrelay.bedrock.Stage.PATIENCE;
import static io.bedrockrelay.bedrock.Stage.ask;
import static io.bedrockrelay.bedrock.Stage.event;
import static io.bedrockrelay.bedrock.Stage.failure;
import static io.bedrockrelay.bedrock.Stage.start;
import static io.bedrockrelay.bedrock.Stage.stop;
import static io.bedrockrelay.bedrock.Stage.stream;
import static io.bedrockrelay.bedrock.Stage.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.bedrock.frame.Decoding;
import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.FailureCode;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.StopReason;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The lane against everything that a server, a network or a proxy does wrong.
@Timeout(60)
class BrokenAnswerTest {
    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void aRefusalIsTheOnlyEvent() {
        var bedrock = stage.bedrock((_, response) -> response.setStatusCode(429)
                .putHeader("x-amzn-ErrorType", "ThrottlingException:http://internal.amazon.com/coral/")
                .putHeader("x-amzn-RequestId", "request-2")
                .putHeader("Retry-After", "7")
                .end("{\"message\":\"Too many tokens, please wait before trying again.\"}"));
        var events = ask(stage.lane(bedrock));
        assertThat(events).hasSize(1);
        var failure = (Failure.Throttled) failure(events);
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(failure.upstream()).isEqualTo(new Failure.Upstream("ThrottlingException", 429, "request-2"));
    }

    @Test
    void aStreamWithoutStopIsBrokenHoweverCleanItsEnd() {
        var bedrock = stage.bedrock((_, response) -> stream(response).end(start().appendBuffer(text("Hi"))));
        var events = ask(stage.lane(bedrock));
        assertThat(events).hasSize(3);
        assertThat(failure(events)).isInstanceOf(Failure.Broken.class);
    }

    @Test
    void halfAFrameAtTheEndIsBroken() {
        var bedrock = stage.bedrock((_, response) ->
                stream(response).end(start().appendBuffer(text("Hi").slice(0, 30))));
        assertThat(failure(ask(stage.lane(bedrock)))).isInstanceOf(Failure.Broken.class);
    }

    @Test
    void aConnectionThatClosesIsBroken() {
        var bedrock = stage.bedrock((request, response) -> stream(response)
                .write(start().appendBuffer(text("Hi")))
                .onComplete(_ -> request.connection().close()));
        var events = ask(stage.lane(bedrock));
        assertThat(events).hasSize(3);
        assertThat(failure(events)).isInstanceOf(Failure.Broken.class);
    }

    @Test
    void aConnectionThatClosesAfterTheStopIsToldSinceFramesMayBeMissing() {
        var stop = event("messageStop", "{\"stopReason\":\"end_turn\"}");
        var bedrock = stage.bedrock((request, response) -> stream(response)
                .write(start().appendBuffer(stop))
                .onComplete(_ -> request.connection().close()));
        var events = ask(stage.lane(bedrock));
        assertThat(events).startsWith(new ChatEvent.Started(), new ChatEvent.Stopped(StopReason.END_TURN, null, null));
        assertThat(failure(events)).isInstanceOf(Failure.Broken.class);
    }

    @Test
    void anExceptionFrameIsToldThoughTheConnectionClosesAtOnceAndTheReaderIsSlow() throws InterruptedException {
        var headers = Map.of(":message-type", "exception", ":exception-type", "modelStreamErrorException");
        var exception =
                Decoding.encode(headers, "{\"message\":\"Model Stream Error\"}".getBytes(StandardCharsets.UTF_8));
        var bedrock = stage.bedrock((request, response) -> stream(response)
                .write(start())
                .compose(_ -> response.write(text("a")))
                .compose(_ -> response.write(text("b")))
                .compose(_ -> response.write(Buffer.buffer(exception)))
                .onComplete(_ -> request.connection().close()));
        var subscriber = AssertSubscriber.<ChatEvent>create(1);
        stage.lane(bedrock)
                .converseStream(CALL, Lanes.request(new Block.Text("Hello")))
                .subscribe(subscriber);
        subscriber.awaitItems(1, PATIENCE);
        bedrock.awaitClose();
        for (int i = 2; i <= 4; i++) {
            subscriber.awaitNextItems(1, PATIENCE);
        }
        subscriber.awaitCompletion(PATIENCE);
        var failure = failure(subscriber.getItems());
        assertThat(failure.upstream()).isEqualTo(new Failure.Upstream("modelStreamErrorException", 200, "request-1"));
    }

    @Test
    void aDamagedFrameEndsTheStreamAndItsConnection() throws InterruptedException {
        var damaged = text("damaged");
        damaged.setByte(40, (byte) (damaged.getByte(40) ^ 1));
        var bedrock = stage.bedrock((_, response) ->
                stream(response).write(start().appendBuffer(damaged).appendBuffer(text("after"))));
        var events = ask(stage.lane(bedrock));
        assertThat(events).hasSize(2);
        assertThat(failure(events).message()).contains("checksum");
        bedrock.awaitClose();
    }

    @Test
    void anOversizedFrameEndsTheStream() {
        var bedrock = stage.bedrock((_, response) -> stream(response).write(text("x".repeat(100_000))));
        var events = ask(stage.lane(bedrock.url(), Map.of("max-frame-size", "64K")));
        assertThat(failure(events).message()).contains("65536");
    }

    @Test
    void whatCannotBeReachedIsUnavailable() throws IOException {
        try (var closed = new ClosedPort()) {
            var failure = failure(ask(stage.lane(closed.url(), Map.of())));
            assertThat(failure.code()).isEqualTo(FailureCode.UPSTREAM_UNAVAILABLE);
            assertThat(failure.retryable()).isTrue();
            assertThat(failure.message()).contains("eu-west-2", "refused");
        }
    }

    @Test
    void aConnectionClosedBeforeTheHeadIsUnavailable() {
        var bedrock = stage.bedrock((request, _) -> request.connection().close());
        assertThat(failure(ask(stage.lane(bedrock)))).isInstanceOf(Failure.Unavailable.class);
    }

    @Test
    void noMoreConnectionsThanConfigured() throws InterruptedException {
        var bedrock = stage.bedrock((_, response) -> stream(response).write(start()));
        var lane = stage.lane(bedrock.url(), Map.of("max-connections", "1"));
        var first = AssertSubscriber.<ChatEvent>create(10);
        lane.converseStream(CALL, Lanes.request(new Block.Text("Hello"))).subscribe(first);
        first.awaitNextItems(1, PATIENCE);
        assertThat(failure(ask(lane))).isInstanceOf(Failure.Overloaded.class);
        first.cancel();
    }

    @Test
    void anAnswerThatIsNoneIsBroken() {
        var bedrock = stage.bedrock((_, response) ->
                response.putHeader("Content-Type", "application/json").end("<html>"));
        var answer = stage.lane(bedrock)
                .converse(CALL, Lanes.request(new Block.Text("Hello")))
                .await()
                .atMost(PATIENCE);
        assertThat(((ConverseOutcome.Failed) answer).failure()).isInstanceOf(Failure.Broken.class);
    }

    @Test
    void anAnswerBeyondItsLimitIsBroken() {
        var bedrock = stage.bedrock((_, response) ->
                response.putHeader("Content-Type", "application/json").end("x".repeat(100_000)));
        var answer = stage.lane(bedrock.url(), Map.of("max-answer-size", "64K"))
                .raw(CALL, Operation.INVOKE, Map.of(), new byte[] {'{', '}'})
                .await()
                .atMost(PATIENCE);
        assertThat(((RawAnswer.Failed) answer).failure().message()).contains("65536");
    }
}
