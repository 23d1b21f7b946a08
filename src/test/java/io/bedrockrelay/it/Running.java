package io.bedrockrelay.it;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One answer while it comes, over plain HTTP. Filled by an event loop, read by a test.
final class Running {
    private final Lane lane;
    private final CompletableFuture<HttpClientRequest> request = new CompletableFuture<>();
    private final CompletableFuture<HttpClientResponse> head = new CompletableFuture<>();
    private final CompletableFuture<Boolean> begun = new CompletableFuture<>();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private final Buffer body = Buffer.buffer();
    private final List<Long> arrivals = new ArrayList<>();

    private Running(Lane lane) {
        this.lane = lane;
    }

    /// A client that opens as many connections as it is asked for over HTTP/1.1, and one over HTTP/2.
    static HttpClient client(Vertx vertx, HttpVersion version) {
        return vertx.createHttpClient(
                new HttpClientOptions()
                        .setProtocolVersion(version)
                        .setHttp2ClearTextUpgrade(false)
                        .setConnectTimeout(10_000),
                new PoolOptions().setHttp1MaxSize(2_000).setHttp2MaxSize(1));
    }

    static Running open(HttpClient client, int port, Lane lane, String words, boolean streamed) {
        return openModel(client, port, lane, lane.model(), words, streamed);
    }

    /// The same, of a model other than the lane's usual one.
    static Running openModel(HttpClient client, int port, Lane lane, String model, String words, boolean streamed) {
        var running = new Running(lane);
        client.request(HttpMethod.POST, port, "localhost", lane.path(streamed))
                .compose(request -> {
                    lane.headers(streamed).forEach(request::putHeader);
                    running.request.complete(request);
                    return request.send(lane.body(model, lane.prompt(words), streamed));
                })
                .onSuccess(running::read)
                .onFailure(running::broke);
        return running;
    }

    private void read(HttpClientResponse response) {
        response.handler(this::arrived).exceptionHandler(this::broke).endHandler(_ -> ended.complete(true));
        head.complete(response);
    }

    private synchronized void arrived(Buffer part) {
        body.appendBuffer(part);
        arrivals.add(System.nanoTime());
        begun.complete(true);
    }

    private void broke(Throwable cause) {
        request.completeExceptionally(cause);
        head.completeExceptionally(cause);
        begun.completeExceptionally(cause);
        ended.complete(false);
    }

    Lane lane() {
        return lane;
    }

    HttpClientResponse head() throws Exception {
        return head.get(20, TimeUnit.SECONDS);
    }

    int status() throws Exception {
        return head().statusCode();
    }

    @Nullable
    String header(String name) throws Exception {
        return head().getHeader(name);
    }

    /// Returns when something of the answer's body is here.
    Running begun() throws Exception {
        begun.get(20, TimeUnit.SECONDS);
        return this;
    }

    boolean hasEnded() {
        return ended.isDone();
    }

    /// Waits for the end.
    ///
    /// @return whether it was a regular one as far as HTTP goes; false where the connection broke
    boolean awaitEnd() throws Exception {
        return ended.get(60, TimeUnit.SECONDS);
    }

    synchronized byte[] body() {
        return body.getBytes();
    }

    synchronized int length() {
        return body.length();
    }

    String said() {
        return lane.said(body());
    }

    Lane.End end() {
        return lane.end(body());
    }

    /// When each part arrived, in nanoseconds.
    synchronized List<Long> arrivals() {
        return List.copyOf(arrivals);
    }

    /// Goes away: over HTTP/1.1 the connection is closed, over HTTP/2 the stream is reset.
    void leave() throws Exception {
        request.get(20, TimeUnit.SECONDS).reset();
    }

    /// Reads no further.
    void stopReading() throws Exception {
        head().pause();
    }
}
