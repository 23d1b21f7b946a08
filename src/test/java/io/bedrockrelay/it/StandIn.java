package io.bedrockrelay.it;

import io.bedrockrelay.emulator.Emulator;
import io.bedrockrelay.emulator.EmulatorOptions;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// One Region's Bedrock, with a switch before its runtime.
final class StandIn implements AutoCloseable {
    private final Emulator bedrock;
    private final HttpClient client;
    private final HttpServer server;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile Mode mode = Mode.ANSWERS;
    private volatile String hurt = "";

    /// What the runtime does.
    enum Mode {
        ANSWERS,
        THROTTLES,
        FAILS,
        DENIES,
        /// Takes the call and closes the connection.
        BREAKS
    }

    private StandIn(Vertx vertx) {
        bedrock = Emulator.start(vertx, EmulatorOptions.DEFAULTS);
        client = vertx.createHttpClient();
        server = vertx.createHttpServer()
                .requestHandler(this::handle)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    static StandIn start(Vertx vertx) {
        return new StandIn(vertx);
    }

    String control() {
        return bedrock.uri().toString();
    }

    String runtime() {
        return "http://localhost:" + server.actualPort();
    }

    void does(Mode next) {
        does(next, "");
    }

    /// To calls of the ids that have this part; the others are answered.
    void does(Mode next, String part) {
        hurt = part;
        mode = next;
    }

    /// From now on nobody listens where the runtime was.
    void deaf() throws Exception {
        server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /// How often the runtime was asked.
    int calls() {
        return calls.get();
    }

    private void handle(HttpServerRequest request) {
        calls.incrementAndGet();
        switch (request.uri().contains(hurt) ? mode : Mode.ANSWERS) {
            case ANSWERS -> pass(request);
            case THROTTLES -> fail(request, 429, "ThrottlingException");
            case FAILS -> fail(request, 503, "ServiceUnavailableException");
            case DENIES -> fail(request, 403, "AccessDeniedException");
            case BREAKS -> request.connection().close();
        }
    }

    private static void fail(HttpServerRequest request, int status, String type) {
        request.response()
                .setStatusCode(status)
                .putHeader("x-amzn-ErrorType", type)
                .putHeader("Content-Type", "application/json")
                .end("{\"message\":\"Not now.\"}");
    }

    private void pass(HttpServerRequest request) {
        request.body().onSuccess(body -> client.request(
                        request.method(), bedrock.uri().getPort(), bedrock.uri().getHost(), request.uri())
                .compose(asked -> {
                    request.headers().forEach(header -> asked.putHeader(header.getKey(), header.getValue()));
                    return asked.send(body);
                })
                .onSuccess(answer -> {
                    var response = request.response().setStatusCode(answer.statusCode());
                    answer.headers().forEach(header -> response.putHeader(header.getKey(), header.getValue()));
                    response.setChunked(!answer.headers().contains("Content-Length"));
                    answer.pipeTo(response);
                })
                .onFailure(_ -> request.connection().close()));
    }

    @Override
    public void close() {
        server.close();
        client.close();
        bedrock.close();
    }
}
