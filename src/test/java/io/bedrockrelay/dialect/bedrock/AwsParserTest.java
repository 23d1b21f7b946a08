package io.bedrockrelay.dialect.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.dialect.AnyAnswer;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.emulator.wire.Frames;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;

/// Whatever text came before, AWS's own client takes the frame of a failure for the exception that it names, and never
/// for the end of an answer.
class AwsParserTest {
    private static final int ANSWERS = 300;

    private final AtomicReference<byte[]> wire = new AtomicReference<>(new byte[0]);

    @Test
    void theClientReadsEachFailureAsItsException() {
        int failed = 0;
        try (var client = client()) {
            for (long seed = 0; seed < ANSWERS; seed++) {
                var events = AnyAnswer.of(seed);
                wire.set(encoded(events));
                var text = new StringBuilder();
                var thrown = catchThrowable(() -> read(client, text));
                assertThat(text.toString()).as("seed %d", seed).isEqualTo(text(events));
                if (events.getLast() instanceof ChatEvent.Failed(var failure)) {
                    failed++;
                    assertThat(thrown)
                            .as("seed %d", seed)
                            .isInstanceOf(BedrockRuntimeException.class)
                            .hasMessageContaining(failure.message().strip());
                    assertThat(thrown.getClass().getSimpleName())
                            .as("seed %d", seed)
                            .isEqualToIgnoringCase(ExceptionFrame.type(failure, WireOperation.CONVERSE_STREAM));
                } else {
                    assertThat(thrown).as("seed %d", seed).isNull();
                }
            }
        }
        assertThat(failed).isGreaterThan(ANSWERS / 10);
    }

    private static void read(BedrockRuntimeAsyncClient client, StringBuilder text) {
        var visitor = ConverseStreamResponseHandler.Visitor.builder()
                .onContentBlockDelta(event -> text.append(event.delta().text()))
                .build();
        var request = ConverseStreamRequest.builder().modelId("m").build();
        try {
            client.converseStream(
                            request,
                            ConverseStreamResponseHandler.builder()
                                    .subscriber(visitor)
                                    .build())
                    .join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    private static String text(List<ChatEvent> events) {
        return events.stream()
                .map(event -> event instanceof ChatEvent.Text text ? text.text() : "")
                .collect(Collectors.joining());
    }

    /// The text of an answer as Bedrock frames it, and its failure as the relay does.
    private static byte[] encoded(List<ChatEvent> events) {
        var bytes = Buffer.buffer();
        for (var event : events) {
            if (event instanceof ChatEvent.Text(var index, var piece)) {
                var out = new JsonWriter().begin().name("delta").begin();
                out.field("text", piece).end().field("contentBlockIndex", index).end();
                bytes.appendBuffer(Frames.message(headers("contentBlockDelta"), out.toBytes()));
            } else if (event instanceof ChatEvent.Stopped) {
                bytes.appendBuffer(
                        Frames.message(headers("messageStop"), "{\"stopReason\":\"end_turn\"}".getBytes(UTF_8)));
            } else if (event instanceof ChatEvent.Failed(var failure)) {
                bytes.appendBytes(ExceptionFrame.of(failure, WireOperation.CONVERSE_STREAM));
            }
        }
        return bytes.getBytes();
    }

    private static Map<String, String> headers(String type) {
        var headers = new LinkedHashMap<String, String>();
        headers.put(":event-type", type);
        headers.put(":content-type", "application/json");
        headers.put(":message-type", "event");
        return headers;
    }

    private BedrockRuntimeAsyncClient client() {
        return BedrockRuntimeAsyncClient.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(new Canned(wire))
                // The client would send the call again even after it has delivered events.
                .overrideConfiguration(with -> with.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    /// Answers every request with the frames that are on the wire.
    private record Canned(AtomicReference<byte[]> wire) implements SdkAsyncHttpClient {
        @Override
        public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
            var handler = request.responseHandler();
            handler.onHeaders(SdkHttpResponse.builder()
                    .statusCode(200)
                    .putHeader("Content-Type", "application/vnd.amazon.eventstream")
                    .build());
            handler.onStream(SdkPublisher.fromIterable(List.of(ByteBuffer.wrap(wire.get()))));
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {
            // There is nothing to give back.
        }
    }
}
