package io.bedrockrelay.bedrock;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/// A server on loopback that answers as a test tells it to.
public final class FakeBedrock implements AutoCloseable {
    /// A request as it arrived.
    public record Received(String uri, Map<String, String> headers, Buffer body) {}

    private final HttpServer server;
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> closed = new LinkedBlockingQueue<>();

    public FakeBedrock(Vertx vertx, BiConsumer<HttpServerRequest, HttpServerResponse> answer) {
        server = await(vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
                .connectionHandler(connection -> connection.closeHandler(_ -> closed.add(true)))
                .requestHandler(request -> request.bodyHandler(body -> {
                    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
                    request.headers().forEach(headers::put);
                    received.add(new Received(request.uri(), headers, body));
                    answer.accept(request, request.response());
                }))
                .listen(0));
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    public Received next() throws InterruptedException {
        var next = received.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no request came");
        }
        return next;
    }

    public int requestsLeft() {
        return received.size();
    }

    /// Waits until some connection is closed.
    public void awaitClose() throws InterruptedException {
        if (closed.poll(10, TimeUnit.SECONDS) == null) {
            throw new AssertionError("no connection was closed");
        }
    }

    public boolean anyClosed() {
        return !closed.isEmpty();
    }

    @Override
    public void close() {
        await(server.close());
    }

    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
