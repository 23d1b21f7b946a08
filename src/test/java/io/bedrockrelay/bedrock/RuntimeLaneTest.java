package io.bedrockrelay.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.bedrock.frame.Decoding;
import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.ChatEvent;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.FailureCode;
import io.bedrockrelay.chat.StopReason;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RuntimeLaneTest {
    private static final Call CALL = new Call("eu-west-2", "eu.anthropic.claude-sonnet-4-6");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var closeable : open) {
            closeable.close();
        }
        FakeBedrock.await(vertx.close());
    }

    private FakeBedrock bedrock(BiConsumer<HttpServerRequest, HttpServerResponse> answer) {
        var bedrock = new FakeBedrock(vertx, answer);
        open.add(bedrock);
        return bedrock;
    }

    private RuntimeLane lane(URI url, Map<String, String> properties) {
        var lane = Lanes.lane(vertx, url, properties);
        open.addFirst(lane);
        return lane;
    }

    private RuntimeLane lane(FakeBedrock bedrock) {
        return lane(bedrock.url(), Map.of());
    }

    private static List<ChatEvent> ask(RuntimeLane lane) {
        return lane.converseStream(CALL, Lanes.request(new Block.Text("Hello")))
                .collect()
                .asList()
                .await()
                .atMost(PATIENCE);
    }

    private static HttpServerResponse stream(HttpServerResponse response) {
        return response.setChunked(true)
                .putHeader("Content-Type", "application/vnd.amazon.eventstream")
                .putHeader("x-amzn-RequestId", "request-1");
    }

    private static Buffer event(String type, String json) {
        var headers = new LinkedHashMap<String, String>();
        headers.put(":event-type", type);
        headers.put(":content-type", "application/json");
        headers.put(":message-type", "event");
        return Buffer.buffer(Decoding.encode(headers, json.getBytes(StandardCharsets.UTF_8)));
    }

    private static Buffer text(String text) {
        return event(
                "contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"" + text + "\"},\"p\":\"abc\"}");
    }

    private static Buffer start() {
        return event("messageStart", "{\"role\":\"assistant\"}");
    }

    private static Buffer stop() {
        return event("contentBlockStop", "{\"contentBlockIndex\":0}")
                .appendBuffer(event("messageStop", "{\"stopReason\":\"end_turn\"}"))
                .appendBuffer(event(
                        "metadata",
                        "{\"usage\":{\"inputTokens\":3,\"outputTokens\":4,\"totalTokens\":7},"
                                + "\"metrics\":{\"latencyMs\":12}}"));
    }

    private static Failure failure(List<ChatEvent> events) {
        assertThat(events.getLast()).isInstanceOf(ChatEvent.Failed.class);
        assertThat(events.subList(0, events.size() - 1)).noneMatch(ChatEvent.Failed.class::isInstance);
        return ((ChatEvent.Failed) events.getLast()).failure();
    }

    @Test
    void tellsAWholeStream() throws InterruptedException {
        var bedrock = bedrock((_, response) ->
                stream(response).end(start().appendBuffer(text("Hi")).appendBuffer(stop())));
        var events = ask(lane(bedrock));
        assertThat(events)
                .hasSize(5)
                .startsWith(new ChatEvent.Started(), new ChatEvent.Text(0, "Hi"), new ChatEvent.BlockStopped(0));
        assertThat(((ChatEvent.Stopped) events.get(3)).reason()).isEqualTo(StopReason.END_TURN);
        assertThat(((ChatEvent.Metered) events.get(4)).usage().total()).isEqualTo(7);

        var received = bedrock.next();
        assertThat(received.uri()).isEqualTo("/model/eu.anthropic.claude-sonnet-4-6/converse-stream");
        assertThat(received.headers().get("Authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
                .contains("/eu-west-2/bedrock/aws4_request");
        assertThat(received.headers()).containsEntry("Accept", "application/vnd.amazon.eventstream");
        assertThat(received.body().toString())
                .isEqualTo("{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hello\"}]}]}");
    }

    @Test
    void sendsArnsAsOnePathSegment() throws InterruptedException {
        var bedrock = bedrock((_, response) -> response.setStatusCode(500).end());
        var arn = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/mi1dadi0g15f";
        lane(bedrock)
                .converse(new Call("us-east-1", arn), Lanes.request(new Block.Text("Hello")))
                .await()
                .atMost(PATIENCE);
        assertThat(bedrock.next().uri())
                .isEqualTo("/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3Aapplication-inference-profile"
                        + "%2Fmi1dadi0g15f/converse");
    }

    @Test
    void tellsTheHeadBeforeTheFirstEvent() {
        var bedrock = bedrock((_, response) -> stream(response).end(start().appendBuffer(stop())));
        var order = new ArrayList<Object>();
        lane(bedrock)
                .converseStream(new Call("eu-west-2", "model", order::add), Lanes.request(new Block.Text("Hello")))
                .onItem()
                .invoke(order::add)
                .collect()
                .last()
                .await()
                .atMost(PATIENCE);
        var head = (Opened) order.getFirst();
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.requestId()).isEqualTo("request-1");
        assertThat(order.get(1)).isEqualTo(new ChatEvent.Started());
    }

    @Test
    void aRefusalIsTheOnlyEvent() {
        var bedrock = bedrock((_, response) -> response.setStatusCode(429)
                .putHeader("x-amzn-ErrorType", "ThrottlingException:http://internal.amazon.com/coral/")
                .putHeader("x-amzn-RequestId", "request-2")
                .putHeader("Retry-After", "7")
                .end("{\"message\":\"Too many tokens, please wait before trying again.\"}"));
        var events = ask(lane(bedrock));
        assertThat(events).hasSize(1);
        var failure = (Failure.Throttled) failure(events);
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(failure.upstream()).isEqualTo(new Failure.Upstream("ThrottlingException", 429, "request-2"));
    }

    @Test
    void aStreamWithoutStopIsBrokenHoweverCleanItsEnd() {
        var bedrock = bedrock((_, response) -> stream(response).end(start().appendBuffer(text("Hi"))));
        var events = ask(lane(bedrock));
        assertThat(events).hasSize(3);
        assertThat(failure(events)).isInstanceOf(Failure.Broken.class);
    }

    @Test
    void halfAFrameAtTheEndIsBroken() {
        var bedrock = bedrock((_, response) ->
                stream(response).end(start().appendBuffer(text("Hi").slice(0, 30))));
        assertThat(failure(ask(lane(bedrock)))).isInstanceOf(Failure.Broken.class);
    }

    @Test
    void aConnectionThatClosesIsBroken() {
        var bedrock = bedrock((request, response) -> stream(response)
                .write(start().appendBuffer(text("Hi")))
                .onComplete(_ -> request.connection().close()));
        var events = ask(lane(bedrock));
        assertThat(events).hasSize(3);
        assertThat(failure(events)).isInstanceOf(Failure.Broken.class);
    }

    @Test
    void aConnectionThatClosesAfterTheStopLosesOnlyTheUsage() {
        var stop = event("messageStop", "{\"stopReason\":\"end_turn\"}");
        var bedrock = bedrock((request, response) -> stream(response)
                .write(start().appendBuffer(stop))
                .onComplete(_ -> request.connection().close()));
        assertThat(ask(lane(bedrock)))
                .containsExactly(new ChatEvent.Started(), new ChatEvent.Stopped(StopReason.END_TURN, null, null));
    }

    @Test
    void anExceptionFrameIsToldThoughTheConnectionClosesAtOnceAndTheReaderIsSlow() throws InterruptedException {
        var headers = Map.of(":message-type", "exception", ":exception-type", "modelStreamErrorException");
        var exception =
                Decoding.encode(headers, "{\"message\":\"Model Stream Error\"}".getBytes(StandardCharsets.UTF_8));
        var bedrock = bedrock((request, response) -> stream(response)
                .write(start())
                .compose(_ -> response.write(text("a")))
                .compose(_ -> response.write(text("b")))
                .compose(_ -> response.write(Buffer.buffer(exception)))
                .onComplete(_ -> request.connection().close()));
        var subscriber = AssertSubscriber.<ChatEvent>create(1);
        lane(bedrock)
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
        var bedrock = bedrock((_, response) ->
                stream(response).write(start().appendBuffer(damaged).appendBuffer(text("after"))));
        var events = ask(lane(bedrock));
        assertThat(events).hasSize(2);
        assertThat(failure(events).message()).contains("checksum");
        bedrock.awaitClose();
    }

    @Test
    void anOversizedFrameEndsTheStream() {
        var bedrock = bedrock((_, response) -> stream(response).write(text("x".repeat(100_000))));
        var events = ask(lane(bedrock.url(), Map.of("max-frame-size", "64K")));
        assertThat(failure(events).message()).contains("65536");
    }

    @Test
    void cancellingClosesTheConnection() throws InterruptedException {
        var bedrock = bedrock((_, response) -> stream(response).write(start()));
        var subscriber = AssertSubscriber.<ChatEvent>create(100);
        lane(bedrock)
                .converseStream(CALL, Lanes.request(new Block.Text("Hello")))
                .subscribe(subscriber);
        subscriber.awaitNextItems(1, PATIENCE);
        assertThat(bedrock.anyClosed()).isFalse();
        subscriber.cancel();
        bedrock.awaitClose();
    }

    @Test
    void cancellingBeforeTheHeadClosesTheConnection() throws InterruptedException {
        var bedrock = bedrock((_, _) -> {});
        var subscriber = AssertSubscriber.<ChatEvent>create(100);
        lane(bedrock)
                .converseStream(CALL, Lanes.request(new Block.Text("Hello")))
                .subscribe(subscriber);
        bedrock.next();
        subscriber.cancel();
        bedrock.awaitClose();
    }

    @Test
    void cancellingAWholeAnswerClosesTheConnection() throws InterruptedException {
        var bedrock = bedrock((_, _) -> {});
        var cancellable = lane(bedrock)
                .converse(CALL, Lanes.request(new Block.Text("Hello")))
                .subscribe()
                .with(_ -> {});
        bedrock.next();
        cancellable.cancel();
        bedrock.awaitClose();
    }

    @Test
    void connectionsOfWholeStreamsAreUsedAgain() throws InterruptedException {
        var ports = new java.util.concurrent.ConcurrentHashMap<Integer, Boolean>();
        var bedrock = bedrock((request, response) -> {
            ports.put(request.remoteAddress().port(), true);
            stream(response).end(start().appendBuffer(stop()));
        });
        var lane = lane(bedrock);
        for (int i = 0; i < 5; i++) {
            assertThat(ask(lane)).hasSize(4);
        }
        assertThat(ports).hasSize(1);
    }

    @Test
    void tellsTheFirstEventBeforeTheLastIsSent() throws InterruptedException {
        var response = new AtomicReference<HttpServerResponse>();
        var bedrock = bedrock((_, answer) -> {
            response.set(answer);
            stream(answer).write(start());
        });
        var subscriber = AssertSubscriber.<ChatEvent>create(Long.MAX_VALUE);
        lane(bedrock)
                .converseStream(CALL, Lanes.request(new Block.Text("Hello")))
                .subscribe(subscriber);
        subscriber.awaitNextItems(1, PATIENCE);
        assertThat(subscriber.getItems()).containsExactly(new ChatEvent.Started());
        // Only now is the rest sent.
        response.get().end(stop());
        subscriber.awaitCompletion(PATIENCE);
        assertThat(subscriber.getItems()).hasSize(4);
    }

    @Test
    void nothingIsSentBeforeSubscribingAndEachSubscriberSendsOnce() throws InterruptedException {
        var bedrock = bedrock((_, response) -> stream(response).end(start().appendBuffer(stop())));
        var multi = lane(bedrock).converseStream(CALL, Lanes.request(new Block.Text("Hello")));
        assertThat(bedrock.requestsLeft()).isZero();
        multi.collect().asList().await().atMost(PATIENCE);
        multi.collect().asList().await().atMost(PATIENCE);
        assertThat(bedrock.requestsLeft()).isEqualTo(2);
    }

    @Test
    void aReaderWhoAsksForNothingStopsBedrock() throws Exception {
        int pieces = 4000;
        var piece = text("x".repeat(50_000));
        var written = new java.util.concurrent.atomic.AtomicInteger();
        var stalled = new CountDownLatch(1);
        var bedrock = bedrock((_, response) -> {
            stream(response).write(start());
            pump(response, piece, pieces, written, stalled);
        });
        var subscriber = AssertSubscriber.<ChatEvent>create(1);
        lane(bedrock)
                .converseStream(CALL, Lanes.request(new Block.Text("Hello")))
                .subscribe(subscriber);
        subscriber.awaitItems(1, PATIENCE);
        assertThat(stalled.await(20, TimeUnit.SECONDS)).isTrue();
        // 200 MB are on offer; what the sockets' own buffers hold may be on the way, and no more.
        assertThat(written.get() * 50_000L).isLessThan(20_000_000L);
        assertThat(subscriber.getItems()).hasSize(1);

        subscriber.request(Long.MAX_VALUE);
        subscriber.awaitCompletion(PATIENCE);
        assertThat(subscriber.getItems()).hasSize(pieces + 4);
    }

    /// Writes while the socket takes it; `stalled` once it has taken nothing for half a second.
    private void pump(
            HttpServerResponse response,
            Buffer piece,
            int pieces,
            java.util.concurrent.atomic.AtomicInteger written,
            CountDownLatch stalled) {
        while (written.get() < pieces && !response.writeQueueFull()) {
            response.write(piece);
            written.incrementAndGet();
        }
        if (written.get() == pieces) {
            response.end(stop());
            return;
        }
        int before = written.get();
        vertx.setTimer(500, _ -> {
            if (written.get() == before) {
                stalled.countDown();
            }
        });
        response.drainHandler(_ -> pump(response, piece, pieces, written, stalled));
    }

    @Test
    void whatCannotBeReachedIsUnavailable() {
        var bedrock = new FakeBedrock(vertx, (_, _) -> {});
        var url = bedrock.url();
        bedrock.close();
        var failure = failure(ask(lane(url, Map.of())));
        assertThat(failure.code()).isEqualTo(FailureCode.UPSTREAM_UNAVAILABLE);
        assertThat(failure.retryable()).isTrue();
        assertThat(failure.message()).contains("eu-west-2", "refused");
    }

    @Test
    void aConnectionClosedBeforeTheHeadIsUnavailable() {
        var bedrock = bedrock((request, _) -> request.connection().close());
        assertThat(failure(ask(lane(bedrock)))).isInstanceOf(Failure.Unavailable.class);
    }

    @Test
    void noMoreConnectionsThanConfigured() throws InterruptedException {
        var bedrock = bedrock((_, response) -> stream(response).write(start()));
        var lane = lane(bedrock.url(), Map.of("max-connections", "1"));
        var first = AssertSubscriber.<ChatEvent>create(10);
        lane.converseStream(CALL, Lanes.request(new Block.Text("Hello"))).subscribe(first);
        first.awaitNextItems(1, PATIENCE);
        assertThat(failure(ask(lane))).isInstanceOf(Failure.Overloaded.class);
        first.cancel();
    }

    @Test
    void aRequestThatBedrockCannotBeToldIsNotSent() {
        var bedrock = bedrock((_, response) -> response.end());
        var events = lane(bedrock)
                .converseStream(
                        CALL, Lanes.request(new Block.Image("png", new Block.Source.Url("https://example.com/a.png"))))
                .collect()
                .asList()
                .await()
                .atMost(PATIENCE);
        assertThat(((Failure.Invalid) failure(events)).field()).isEqualTo("messages[0].content[0]");
        assertThat(bedrock.requestsLeft()).isZero();
    }

    @Test
    void readsAWholeAnswer() {
        var bedrock = bedrock((_, response) ->
                response.end("{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"Hi\"}]}},"
                        + "\"stopReason\":\"end_turn\",\"usage\":{\"inputTokens\":1,\"outputTokens\":2,\"totalTokens\":3},"
                        + "\"metrics\":{\"latencyMs\":5}}"));
        var answer = lane(bedrock)
                .converse(CALL, Lanes.request(new Block.Text("Hello")))
                .await()
                .atMost(PATIENCE);
        var reply = ((Answer.Whole) answer).reply();
        assertThat(reply.content()).containsExactly(new Block.Text("Hi"));
        assertThat(reply.latencyMs()).isEqualTo(5);
    }

    @Test
    void anAnswerThatIsNoneIsBroken() {
        var bedrock = bedrock((_, response) -> response.end("<html>"));
        var answer = lane(bedrock)
                .converse(CALL, Lanes.request(new Block.Text("Hello")))
                .await()
                .atMost(PATIENCE);
        assertThat(((Answer.Failed) answer).failure()).isInstanceOf(Failure.Broken.class);
    }

    @Test
    void anAnswerBeyondItsLimitIsBroken() {
        var bedrock = bedrock((_, response) -> response.end("x".repeat(100_000)));
        var answer = lane(bedrock.url(), Map.of("max-answer-size", "64K"))
                .raw(CALL, Operation.INVOKE, Map.of(), new byte[] {'{', '}'})
                .await()
                .atMost(PATIENCE);
        assertThat(((RawAnswer.Failed) answer).failure().message()).contains("65536");
    }

    @Test
    void passesFramesOnAsTheyAre() throws InterruptedException {
        var sent = start().appendBuffer(text("Hi")).appendBuffer(stop());
        var bedrock = bedrock((_, response) -> stream(response).end(sent));
        var events = lane(bedrock)
                .rawStream(
                        CALL,
                        Operation.CONVERSE_STREAM,
                        Map.of("X-Amzn-Bedrock-Trace", "ENABLED"),
                        "{\"new\":\"field\"}".getBytes(StandardCharsets.UTF_8))
                .collect()
                .asList()
                .await()
                .atMost(PATIENCE);
        var joined = Buffer.buffer();
        events.forEach(
                event -> joined.appendBytes(((RawEvent.Framed) event).frame().bytes()));
        assertThat(joined).isEqualTo(sent);
        var received = bedrock.next();
        assertThat(received.body().toString()).isEqualTo("{\"new\":\"field\"}");
        assertThat(received.headers()).containsEntry("X-Amzn-Bedrock-Trace", "ENABLED");
    }

    @Test
    void passesARefusalOnAsItIs() {
        var bedrock = bedrock((_, response) -> response.setStatusCode(400)
                .putHeader("x-amzn-ErrorType", "ValidationException:http://internal.amazon.com/")
                .end("{\"message\":\"no\"}"));
        var event = lane(bedrock)
                .rawStream(CALL, Operation.INVOKE_STREAM, Map.of(), new byte[] {'{', '}'})
                .collect()
                .asList()
                .await()
                .atMost(PATIENCE)
                .getFirst();
        var answer = ((RawEvent.Refused) event).answer();
        assertThat(answer.head().headers())
                .containsEntry("X-Amzn-Errortype", "ValidationException:http://internal.amazon.com/");
        assertThat(answer.body().toString()).isEqualTo("{\"message\":\"no\"}");
        assertThat(answer.failure()).isInstanceOf(Failure.Rejected.class);
    }

    @Test
    void aRawConverseStreamWithoutStopIsBrokenAfterItsFrames() {
        var bedrock = bedrock((_, response) -> stream(response).end(start()));
        var events = lane(bedrock)
                .rawStream(CALL, Operation.CONVERSE_STREAM, Map.of(), new byte[] {'{', '}'})
                .collect()
                .asList()
                .await()
                .atMost(PATIENCE);
        assertThat(events).hasSize(2);
        assertThat(events.getLast()).isInstanceOf(RawEvent.Failed.class);
    }

    @Test
    void aLargeBodyIsSignedAndSentWhole() throws InterruptedException {
        var bedrock = bedrock((_, response) -> response.setStatusCode(500).end());
        var body = ("{\"x\":\"" + "y".repeat(2_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        lane(bedrock).raw(CALL, Operation.INVOKE, Map.of(), body).await().atMost(PATIENCE);
        assertThat(bedrock.next().body().getBytes()).isEqualTo(body);
    }

    @Test
    void anApiKeyIsSentInsteadOfASignature() throws InterruptedException {
        var bedrock = bedrock((_, response) -> response.setStatusCode(500).end());
        var credentials = new io.bedrockrelay.bedrock.account.Credentials(
                "bedrock-api-key-x", () -> null, Runnable::run, java.time.Clock.systemUTC());
        var endpoints = new io.bedrockrelay.bedrock.account.Endpoints(
                java.util.Optional.of(bedrock.url()), Map.of(), false, false);
        var lane = new RuntimeLane(vertx, Lanes.config(Map.of()), endpoints, credentials, java.time.Clock.systemUTC());
        open.addFirst(lane);
        ask(lane);
        assertThat(bedrock.next().headers()).containsEntry("Authorization", "Bearer bedrock-api-key-x");
    }
}
