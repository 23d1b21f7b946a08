package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.bedrock.Captures;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.eventstream.MessageDecoder;

/// Recorded streams of Bedrock come out of the relay as they went in. Skipped where the recordings are not at hand.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
@Timeout(60)
class ReplayIT {
    private final Vertx vertx = Vertx.vertx();

    @BeforeEach
    void ready() throws InterruptedException {
        BedrockResource.awaitCatalogue();
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /// Both versions of HTTP; frames as they were, and every byte on its own.
    static Stream<Arguments> ways() {
        return Stream.of(HttpVersion.HTTP_1_1, HttpVersion.HTTP_2)
                .flatMap(version -> Stream.of("", " drip").map(words -> Arguments.of(version, words)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void framesOfBedrocksOwnWireAreTheSameBitByBit(HttpVersion version, String words) throws Exception {
        var recordings = Captures.streams();
        assertThat(recordings).hasSizeGreaterThan(5);
        for (var recording : recordings) {
            var operation = name(recording).startsWith("converse") ? "converse-stream" : "invoke-with-response-stream";
            var content = operation.startsWith("converse") ? "[{\"text\":\"%s\"}]" : "\"%s\"";
            var body = ("{\"messages\":[{\"role\":\"user\",\"content\":" + content + "}]}")
                    .formatted(replaying(recording, words));
            var answer = post(version, "/model/claude-sonnet-4-5/" + operation, body);
            assertThat(answer.getBytes()).as(name(recording)).isEqualTo(Files.readAllBytes(recording));
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void claudesEventsAreTheSameByteByByte(HttpVersion version, String words) throws Exception {
        var recordings = Captures.streams().stream()
                .filter(recording -> name(recording).startsWith("invoke-stream"))
                .filter(recording -> name(recording).contains("claude"))
                .toList();
        assertThat(recordings).hasSizeGreaterThan(1);
        for (var recording : recordings) {
            var body = "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":100,\"stream\":true,"
                    + "\"messages\":[{\"role\":\"user\",\"content\":\"" + replaying(recording, words) + "\"}]}";
            var answer = post(version, "/v1/messages", body);
            assertThat(answer.toString(StandardCharsets.UTF_8))
                    .as(name(recording))
                    .isEqualTo(events(Files.readAllBytes(recording)));
        }
    }

    private static String name(Path recording) {
        return recording.getFileName().toString();
    }

    private static String replaying(Path recording, String words) {
        return "Hello [[emulate: replay=" + name(recording) + words + "]]";
    }

    private Buffer post(HttpVersion version, String path, String body) throws Exception {
        var options = new HttpClientOptions().setProtocolVersion(version).setHttp2ClearTextUpgrade(false);
        return vertx.createHttpClient(options)
                .request(HttpMethod.POST, RestAssured.port, "localhost", path)
                .compose(request -> request.putHeader("Content-Type", "application/json")
                        .putHeader("anthropic-version", "2023-06-01")
                        .send(body)
                        // Within the same step: what came before somebody listens would be lost.
                        .compose(response -> {
                            assertThat(response.statusCode()).isEqualTo(200);
                            assertThat(response.version()).isEqualTo(version);
                            return response.body();
                        }))
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    /// What is inside of the recorded chunks, as server-sent events.
    private static String events(byte[] recording) throws IOException {
        var decoder = new MessageDecoder();
        decoder.feed(ByteBuffer.wrap(recording));
        var events = new ByteArrayOutputStream();
        for (var message : List.copyOf(decoder.getDecodedMessages())) {
            var chunk = AwsReply.json(new String(message.getPayload(), StandardCharsets.UTF_8));
            var event = chunk.path("bytes").binaryValue();
            var type = AwsReply.json(new String(event, StandardCharsets.UTF_8)).path("type");
            events.write(("event: " + type.asText() + "\ndata: ").getBytes(StandardCharsets.UTF_8));
            events.write(event);
            events.write("\n\n".getBytes(StandardCharsets.UTF_8));
        }
        return events.toString(StandardCharsets.UTF_8);
    }
}
