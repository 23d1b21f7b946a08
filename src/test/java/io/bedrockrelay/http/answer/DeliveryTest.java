package io.bedrockrelay.http.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.relay.ending.WriteOutcome;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A real server and a real client, since everything depends on what sockets do when nobody reads.
@Timeout(60)
class DeliveryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /// More than two sockets hold.
    private static final Buffer LARGE = Buffer.buffer(new byte[24 << 20]);

    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<WriteOutcome> parting = new CompletableFuture<>();

    @AfterEach
    void close() throws Exception {
        await(vertx.close().toCompletionStage().toCompletableFuture());
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void aSmallBodyArrives(HttpVersion version) throws Exception {
        var told = ask(version, Buffer.buffer("whole"));
        assertThat(told.getHeader("content-length")).isEqualTo("5");
        assertThat(body(told)).isEqualTo(Buffer.buffer("whole"));
        assertThat(await(parting)).isEqualTo(WriteOutcome.WRITTEN);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void anEmptyBodyArrives(HttpVersion version) throws Exception {
        assertThat(body(ask(version, Buffer.buffer())).length()).isZero();
        assertThat(await(parting)).isEqualTo(WriteOutcome.WRITTEN);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void whoReadsSlowlyGetsItAllHoweverLongItTakes(HttpVersion version) throws Exception {
        long began = System.nanoTime();
        var told = ask(version, LARGE);
        var arrived = body(told);
        assertThat(arrived.length()).isEqualTo(LARGE.length());
        assertThat(await(parting)).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(PATIENCE);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void whoDoesNotReadIsLeftAtTheWriteTimeout(HttpVersion version) throws Exception {
        ask(version, LARGE);
        assertThat(await(parting)).isEqualTo(WriteOutcome.STUCK);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void whoGoesIsNotWaitedFor(HttpVersion version) throws Exception {
        ask(version, LARGE).request().reset();
        assertThat(await(parting)).isEqualTo(WriteOutcome.CLIENT_GONE);
    }

    /// The head of an answer whose body nobody reads yet.
    private HttpClientResponse ask(HttpVersion version, Buffer body) throws Exception {
        var server = vertx.createHttpServer()
                .requestHandler(request -> {
                    var timers = EventLoopTimers.on(vertx.getOrCreateContext());
                    new Delivery(request.response(), body, PATIENCE, timers, parting::complete).begin();
                })
                .listen(0, "localhost");
        int port = await(server.toCompletionStage().toCompletableFuture()).actualPort();
        var options = new HttpClientOptions().setProtocolVersion(version).setHttp2ClearTextUpgrade(false);
        var told = vertx.createHttpClient(options)
                .request(HttpMethod.GET, port, "localhost", "/")
                // Within the same step: what came before somebody paused would be lost.
                .compose(request -> request.send().map(HttpClientResponse::pause));
        return await(told.toCompletionStage().toCompletableFuture());
    }

    /// Takes the body a little at a time.
    private Buffer body(HttpClientResponse told) throws Exception {
        var arrived = Buffer.buffer();
        var whole = new CompletableFuture<Buffer>();
        told.handler(arrived::appendBuffer)
                .exceptionHandler(whole::completeExceptionally)
                .endHandler(_ -> whole.complete(arrived));
        long reading = vertx.setPeriodic(1, _ -> told.fetch(1));
        try {
            return await(whole);
        } finally {
            vertx.cancelTimer(reading);
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }
}
