package io.bedrockrelay.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.ModelStreamErrorException;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import software.amazon.eventstream.MessageDecoder;

@ExtendWith(EmulatorExtension.class)
class StreamTest {

    private static HttpRequest asking(Wire wire, String words) {
        return wire.request(Wire.path(Wire.SONNET, "converse-stream"))
                .POST(HttpRequest.BodyPublishers.ofString(Wire.asking("Hello [[emulate: " + words + "]]")))
                .build();
    }

    private static InputStream open(Wire wire, String words) throws Exception {
        return wire.client()
                .send(asking(wire, words), HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }

    @Test
    void aGateHoldsTheStreamAfterItsFirstEvent(Emulator emulator) throws Exception {
        try (var wire = Wire.in(emulator, "us-east-1");
                var body = open(wire, "gate=hold-1")) {
            var decoder = new MessageDecoder();
            var seen = new ArrayList<software.amazon.eventstream.Message>();
            while (seen.isEmpty()) {
                decoder.feed(new byte[] {(byte) body.read()});
                seen.addAll(decoder.getDecodedMessages());
            }
            assertThat(Wire.types(seen)).containsExactly("messageStart");
            assertThat(emulator.openStreams()).isEqualTo(1);

            emulator.open("hold-1");
            decoder.feed(body.readAllBytes());
            assertThat(Wire.types(decoder.getDecodedMessages())).endsWith("messageStop", "metadata");
        }
        assertThat(emulator.awaitIdle(Duration.ofSeconds(5))).isTrue();
        assertThat(emulator.openStreams()).isZero();
    }

    @Test
    void whoDoesNotReadHoldsTheStreamBack(Emulator emulator) throws Exception {
        try (var wire = Wire.in(emulator, "us-east-1");
                var body = open(wire, "events=20000 size=10000")) {
            var runtime = Runtime.getRuntime();
            System.gc();
            long before = runtime.totalMemory() - runtime.freeMemory();
            // Reads a tenth, then looks at what the rest costs: 200 MB are offered.
            body.readNBytes(20_000_000);
            System.gc();
            long grown = runtime.totalMemory() - runtime.freeMemory() - before;
            assertThat(grown).isLessThan(40_000_000);
            assertThat(emulator.openStreams()).isEqualTo(1);

            long rest = body.transferTo(OutputStream.nullOutputStream());
            assertThat(rest + 20_000_000).isGreaterThan(200_000_000);
        }
    }

    @Test
    void seesThePeerGo(Emulator emulator) throws Exception {
        long before = emulator.cancelled();
        var wire = Wire.in(emulator, "us-east-1");
        try (var body = open(wire, "events=100000 size=1000")) {
            assertThat(body.read()).isZero();
        }
        wire.client().shutdownNow();
        assertThat(emulator.awaitIdle(Duration.ofSeconds(5))).isTrue();
        assertThat(emulator.cancelled()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void speaksBothVersionsOfHttp(HttpClient.Version version, Emulator emulator) throws Exception {
        var client = HttpClient.newBuilder().version(version).build();
        try (var wire = new Wire(emulator, "us-east-1", client)) {
            var got = wire.stream(Wire.SONNET, "Hello");
            assertThat(Wire.types(got.frames())).startsWith("messageStart").endsWith("metadata");
            assertThat(got.response().version()).isEqualTo(version);
            assertThat(got.response().headers().firstValue("Content-Type"))
                    .contains("application/vnd.amazon.eventstream");
            assertThat(got.response().headers().firstValue("x-amzn-RequestId")).isPresent();
        }
    }

    @Test
    void framesLookLikeCapturedOnes(Emulator emulator) throws Exception {
        try (var wire = Wire.in(emulator, "us-east-1")) {
            var frames = wire.stream(Wire.SONNET, "Hello").frames();
            assertThat(frames).allSatisfy(frame -> {
                assertThat(frame.getHeaders().keySet())
                        .containsExactly(":event-type", ":content-type", ":message-type");
                assertThat("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
                        .startsWith(Wire.payload(frame).path("p").asText())
                        .isNotEmpty();
            });
            assertThat(frames.stream()
                            .map(frame -> Wire.payload(frame).path("p").asText().length()))
                    .doesNotHaveDuplicates();
            assertThat(wire.stream(Wire.SONNET, "Hello").response().body())
                    .isEqualTo(wire.stream(Wire.SONNET, "Hello").response().body());
        }
    }

    @Test
    void theSdkGetsTypedFailures(Emulator emulator) throws Exception {
        assertThatThrownBy(() -> sdkStream(emulator, "throttle")).cause().isInstanceOf(ThrottlingException.class);
        assertThatThrownBy(() -> sdkStream(emulator, "exception=modelStreamErrorException after=2"))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(ModelStreamErrorException.class, failure -> {
                    assertThat(failure.originalStatusCode()).isEqualTo(500);
                    assertThat(failure.getMessage()).contains("Model Stream Error");
                });
        // AWS's async client takes a connection that breaks in mid-stream for the end of the answer.
        assertThat(sdkStream(emulator, "cut after=2"))
                .extracting(ConverseStreamOutput::sdkEventType)
                .doesNotContain(ConverseStreamOutput.EventType.MESSAGE_STOP);
    }

    private static List<ConverseStreamOutput> sdkStream(Emulator emulator, String words) throws Exception {
        var events = new ArrayList<ConverseStreamOutput>();
        var message = Message.builder()
                .role(ConversationRole.USER)
                .content(ContentBlock.fromText("Hello [[emulate: " + words + "]]"))
                .build();
        try (var client = Sdk.in(emulator, "us-east-1").runtimeAsync()) {
            client.converseStream(
                            it -> it.modelId(Wire.SONNET).messages(message),
                            ConverseStreamResponseHandler.builder()
                                    .subscriber(events::add)
                                    .build())
                    .get(10, TimeUnit.SECONDS);
        }
        return events;
    }

    @Test
    void remembersWhatCame(Emulator emulator) throws Exception {
        long before = emulator.requests("Converse");
        try (var wire = Wire.in(emulator, "eu-west-2")) {
            wire.converse("amazon.nova-pro-v1:0", Wire.asking("Remember me"));
        }
        assertThat(emulator.requests("Converse")).isEqualTo(before + 1);
        var last = emulator.lastRequests().getLast();
        assertThat(last.operation()).isEqualTo("Converse");
        assertThat(last.region()).isEqualTo("eu-west-2");
        assertThat(last.path()).isEqualTo("/model/amazon.nova-pro-v1%3A0/converse");
        assertThat(last.text()).contains("Remember me");
        assertThat(last.header("authorization")).startsWith("Bearer eu-west-2:");
    }
}
