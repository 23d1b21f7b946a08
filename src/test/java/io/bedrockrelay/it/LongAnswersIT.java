package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How long a client may take over its request is limited, how long the answer takes is not. The limits are a second
/// here, and every answer takes several.
@Timeout(60)
class LongAnswersIT {
    /// Four seconds of talk, or of silence.
    private static final String SLOW = "Hi [[emulate: numbered events=8 delay=500ms text]]";

    private static final String SILENT = "Hi [[emulate: numbered first-delay=4s text]]";

    private static OwnRelay relay;

    @BeforeAll
    static void start() throws Exception {
        relay = OwnRelay.start(Map.of(
                "relay.connections.head-timeout", "1s",
                "relay.connections.body-timeout", "1s",
                "relay.connections.idle-timeout", "1s"));
    }

    @AfterAll
    static void stop() {
        if (relay != null) {
            relay.close();
        }
    }

    private record Call(String path, String body, String end) {}

    private static Map<String, Call> calls(String prompt) {
        var messages = "\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt + "\"}]";
        var wire = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"" + prompt + "\"}]}]}";
        var calls = new LinkedHashMap<String, Call>();
        calls.put("relay", new Call("/api/chat", "{\"model\":\"nova-lite\"," + messages + "}", "event: usage"));
        calls.put(
                "OpenAI",
                new Call(
                        "/v1/chat/completions",
                        "{\"model\":\"nova-lite\",\"stream\":true," + messages + "}",
                        "data: [DONE]"));
        calls.put(
                "Anthropic, translated",
                new Call(
                        "/v1/messages",
                        "{\"model\":\"nova-lite\",\"max_tokens\":500,\"stream\":true," + messages + "}",
                        "event: message_stop"));
        calls.put(
                "Anthropic, as it is",
                new Call(
                        "/v1/messages",
                        "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":500,\"stream\":true," + messages + "}",
                        "event: message_stop"));
        calls.put("Bedrock", new Call("/model/nova-lite/converse-stream", wire, "messageStop"));
        calls.put("a whole answer", new Call("/model/nova-lite/converse", wire, "\"stopReason\""));
        return calls;
    }

    @Test
    void noAnswerIsCutHoweverLongItTakes() throws Exception {
        try (var client = java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .build()) {
            var answers = new LinkedHashMap<String, CompletableFuture<HttpResponse<String>>>();
            var ends = new LinkedHashMap<String, String>();
            for (var prompt : new String[] {SLOW, SILENT}) {
                calls(prompt).forEach((name, call) -> {
                    var key = name + ": " + prompt;
                    ends.put(key, call.end());
                    answers.put(key, client.sendAsync(request(call), HttpResponse.BodyHandlers.ofString()));
                });
            }
            for (var each : answers.entrySet()) {
                var answer = each.getValue().get(30, TimeUnit.SECONDS);
                assertThat(answer.statusCode()).as(each.getKey()).isEqualTo(200);
                assertThat(answer.body()).as(each.getKey()).contains(String.valueOf(ends.get(each.getKey())));
            }
        }
    }

    private static HttpRequest request(Call call) {
        return HttpRequest.newBuilder(URI.create(relay.url() + call.path()))
                .header("Content-Type", "application/json")
                .header("Accept", call.path().startsWith("/api/") ? "text/event-stream" : "*/*")
                .POST(HttpRequest.BodyPublishers.ofString(call.body()))
                .build();
    }

    @Test
    void aReaderMayTakeItsTimeToo() throws Exception {
        try (var slow = new RawHttp(relay.port(), 20_000)) {
            slow.send(raw("{\"model\":\"nova-lite\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":"
                    + "\"Hi [[emulate: numbered events=4000 size=2000 text]]\"}]}"));
            new CountDownLatch(1).await(3, TimeUnit.SECONDS);
            var answer = slow.read(false);
            assertThat(answer.text()).contains("n=4000;").endsWith("data: [DONE]\n\n");
            // And the connection is as good as new.
            slow.send("GET /api/regions HTTP/1.1\r\nHost: relay\r\n\r\n");
            assertThat(slow.read(false).status()).isEqualTo(200);
        }
    }

    private static String raw(String body) {
        return "POST /v1/chat/completions HTTP/1.1\r\nHost: relay\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    @Test
    void whoIsLateOnASharedConnectionIsEndedAlone() throws Exception {
        var client = relay.vertx()
                .createHttpClient(new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_2)
                        .setHttp2ClearTextUpgrade(false)
                        .setHttp2MaxPoolSize(1)
                        .setKeepAliveTimeout(0));
        try {
            var call = Objects.requireNonNull(calls(SLOW).get("OpenAI"));
            var slow = http2(client, call)
                    .compose(request -> request.send(call.body()))
                    .compose(response -> response.body().map(body -> response.version() + " " + body))
                    .toCompletionStage()
                    .toCompletableFuture();
            var late = http2(client, call)
                    .compose(request -> {
                        request.setChunked(true);
                        request.write(Buffer.buffer("{"));
                        return request.response();
                    })
                    .toCompletionStage()
                    .toCompletableFuture();
            assertThat(failure(late)).isInstanceOf(StreamResetException.class);
            assertThat(slow).as("the other goes on").isNotDone();
            assertThat(slow.get(20, TimeUnit.SECONDS)).startsWith("HTTP_2 ").contains("n=8;", "data: [DONE]");
        } finally {
            client.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        }
    }

    private static io.vertx.core.Future<HttpClientRequest> http2(HttpClient client, Call call) {
        return client.request(HttpMethod.POST, relay.port(), "localhost", call.path());
    }

    private static Throwable failure(CompletableFuture<?> future) throws Exception {
        try {
            return new AssertionError("answered: " + future.get(20, TimeUnit.SECONDS));
        } catch (ExecutionException failed) {
            return failed.getCause();
        }
    }

    /// HTTP/2 as it begins, and nothing after it.
    @Test
    void anHttp2ConnectionWithoutARequestIsNotWaitedFor() throws Exception {
        try (var socket = new java.net.Socket("localhost", relay.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1));
            // All that it says until it closes.
            assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
        }
    }
}
