package io.bedrockrelay.claude;

import io.bedrockrelay.emulator.Emulator;
import io.bedrockrelay.emulator.EmulatorOptions;
import io.bedrockrelay.emulator.wire.Frames;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A Bedrock that answers calls of models as a test tells it to, each answer once, and else as the emulator does.
final class ScriptedBedrock implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final Vertx vertx = Vertx.vertx();
    private final Emulator emulator = Emulator.start(vertx, EmulatorOptions.DEFAULTS);
    private final HttpClient client = vertx.createHttpClient();
    private final Deque<Answer> script = new ConcurrentLinkedDeque<>();
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final HttpServer server = vertx.createHttpServer()
            .requestHandler(this::take)
            .listen(0, HOST)
            .toCompletionStage()
            .toCompletableFuture()
            .join();

    /// A call of a model as Bedrock got it.
    record Sent(String path, Map<String, String> headers, String text) {
        boolean isCount() {
            return path.endsWith("/count-tokens");
        }
    }

    private record Answer(int status, Map<String, String> headers, Buffer body) {}

    String url() {
        return "http://" + HOST + ":" + server.actualPort();
    }

    /// The next call of a model is refused as invalid, in these words.
    void refuses(String message) {
        refuses(400, "ValidationException", message);
    }

    void refuses(int status, String type, String message) {
        var body = Recorded.JSON.createObjectNode().put("message", message).toString();
        script.add(new Answer(
                status, Map.of("Content-Type", "application/json", "x-amzn-ErrorType", type), Buffer.buffer(body)));
    }

    /// The next call of a model is answered with this JSON.
    void answers(String json) {
        script.add(new Answer(200, Map.of("Content-Type", "application/json"), Buffer.buffer(json)));
    }

    /// The next call of a model is answered with these events of Converse's.
    void streams(List<Map.Entry<String, String>> events) {
        var body = Buffer.buffer();
        events.forEach(event -> body.appendBuffer(Frames.event(event.getKey(), Recorded.object(event.getValue()), 1)));
        script.add(new Answer(200, Map.of("Content-Type", "application/vnd.amazon.eventstream"), body));
    }

    /// The calls of models since the last look, the oldest first.
    List<Sent> seen() {
        var all = new ArrayList<>(sent);
        sent.clear();
        return all;
    }

    /// Of nothing that was scripted is anything left, and nothing was seen.
    void forget() {
        script.clear();
        sent.clear();
    }

    private void take(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            var answer = request.uri().startsWith("/model/") ? called(request, body) : null;
            if (answer == null) {
                pass(request, body);
                return;
            }
            answer.headers().forEach(request.response()::putHeader);
            request.response().setStatusCode(answer.status()).end(answer.body());
        });
    }

    private @Nullable Answer called(HttpServerRequest request, Buffer body) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        request.headers().forEach(headers::put);
        sent.add(new Sent(request.uri(), headers, body.toString()));
        return script.poll();
    }

    private void pass(HttpServerRequest request, Buffer body) {
        client.request(new RequestOptions()
                        .setHost(HOST)
                        .setPort(emulator.port())
                        .setMethod(request.method())
                        .setURI(request.uri()))
                .compose(passed -> {
                    passed.headers().setAll(request.headers());
                    return passed.send(body);
                })
                .compose(answered -> answered.body().onSuccess(whole -> {
                    var response = request.response().setStatusCode(answered.statusCode());
                    response.headers().setAll(answered.headers()).remove("transfer-encoding");
                    response.end(whole);
                }))
                .onFailure(_ -> request.response().reset());
    }

    /// The events inside of the chunks of an answer of InvokeModelWithResponseStream.
    static List<String> chunks(byte[] frames) {
        var text = new String(frames, StandardCharsets.ISO_8859_1);
        return Pattern.compile("\"bytes\":\"([A-Za-z0-9+/=]+)\"")
                .matcher(text)
                .results()
                .map(found -> new String(Base64.getDecoder().decode(found.group(1)), StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public void close() {
        server.close();
        client.close();
        emulator.close();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
