package io.bedrockrelay.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.bedrock.frame.Decoding;
import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.ChatEvent;
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
import java.util.function.BiConsumer;

/// A Vert.x of a test's own, with the servers and lanes it opens, and the frames of a small conversation.
final class Stage {
    static final Destination CALL = new Destination("eu-west-2", "eu.anthropic.claude-sonnet-4-6");
    static final Duration PATIENCE = Duration.ofSeconds(20);

    final Vertx vertx = Vertx.vertx();
    private final List<AutoCloseable> open = new ArrayList<>();

    void close() throws Exception {
        for (var closeable : open) {
            closeable.close();
        }
        FakeBedrock.await(vertx.close());
    }

    FakeBedrock bedrock(BiConsumer<HttpServerRequest, HttpServerResponse> answer) {
        var bedrock = new FakeBedrock(vertx, answer);
        open.add(bedrock);
        return bedrock;
    }

    RuntimeLane lane(URI url, Map<String, String> properties) {
        var lane = Lanes.lane(vertx, url, properties);
        open.addFirst(lane);
        return lane;
    }

    RuntimeLane lane(FakeBedrock bedrock) {
        return lane(bedrock.url(), Map.of());
    }

    static List<ChatEvent> ask(RuntimeLane lane) {
        return lane.converseStream(CALL, Lanes.request(new Block.Text("Hello")))
                .collect()
                .asList()
                .await()
                .atMost(PATIENCE);
    }

    static HttpServerResponse stream(HttpServerResponse response) {
        return response.setChunked(true)
                .putHeader("Content-Type", "application/vnd.amazon.eventstream")
                .putHeader("x-amzn-RequestId", "request-1");
    }

    static Buffer event(String type, String json) {
        var headers = new LinkedHashMap<String, String>();
        headers.put(":event-type", type);
        headers.put(":content-type", "application/json");
        headers.put(":message-type", "event");
        return Buffer.buffer(Decoding.encode(headers, json.getBytes(StandardCharsets.UTF_8)));
    }

    static Buffer text(String text) {
        return event(
                "contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"" + text + "\"},\"p\":\"abc\"}");
    }

    static Buffer start() {
        return event("messageStart", "{\"role\":\"assistant\"}");
    }

    static Buffer stop() {
        return event("contentBlockStop", "{\"contentBlockIndex\":0}")
                .appendBuffer(event("messageStop", "{\"stopReason\":\"end_turn\"}"))
                .appendBuffer(event(
                        "metadata",
                        "{\"usage\":{\"inputTokens\":3,\"outputTokens\":4,\"totalTokens\":7},"
                                + "\"metrics\":{\"latencyMs\":12}}"));
    }

    static Failure failure(List<ChatEvent> events) {
        assertThat(events.getLast()).isInstanceOf(ChatEvent.Failed.class);
        assertThat(events.subList(0, events.size() - 1)).noneMatch(ChatEvent.Failed.class::isInstance);
        return ((ChatEvent.Failed) events.getLast()).failure();
    }

    /// Closed after the lanes that use it, before Vert.x.
    <T extends AutoCloseable> T closing(T closeable) {
        open.addFirst(closeable);
        return closeable;
    }
}
