package io.bedrockrelay.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bedrockrelay.emulator.control.ControlFault;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;

@ExtendWith(EmulatorExtension.class)
class FaultTest {

    private static String directive(String words) {
        return "Hello [[emulate: " + words + "]]";
    }

    @ParameterizedTest
    @CsvSource({
        "throttle, 429, ThrottlingException",
        "throttle-tokens, 429, ThrottlingException",
        "throttle-day, 429, ThrottlingException",
        "not-ready, 429, ModelNotReadyException",
        "denied, 403, AccessDeniedException",
        "agreement, 403, AccessDeniedException",
        "policy, 403, AccessDeniedException",
        "bad-token, 403, UnrecognizedClientException",
        "bad-key, 403, ''",
        "model-timeout, 408, ModelTimeoutException",
        "model-error, 424, ModelErrorException",
        "stream-error, 424, ModelStreamErrorException",
        "internal, 500, InternalServerException",
        "unavailable, 503, ServiceUnavailableException",
        "busy, 503, ServiceUnavailableException",
        "overloaded, 529, overloaded_error",
        "quota, 400, ServiceQuotaExceededException",
        "validation, 400, ValidationException",
        "too-long, 400, ValidationException",
        "not-found, 404, ResourceNotFoundException",
        "end-of-life, 404, ResourceNotFoundException",
        "legacy, 404, ResourceNotFoundException",
        "on-demand, 400, ValidationException",
        "refuse=ModelErrorException, 424, ModelErrorException",
        "status=502, 502, ''",
    })
    void refusesBeforeTheStream(String word, int status, String type, Emulator emulator) throws Exception {
        try (var wire = Wire.in(emulator, "us-east-1")) {
            for (var operation : List.of("converse", "converse-stream")) {
                var got = wire.post(Wire.path(Wire.SONNET, operation), Wire.asking(directive(word)));
                assertThat(got.status()).isEqualTo(status);
                assertThat(got.errorType()).startsWith(type).hasSizeGreaterThanOrEqualTo(type.length());
                if (type.isEmpty()) {
                    assertThat(got.errorType()).isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "internalServerException",
                "modelStreamErrorException",
                "modelTimeoutException",
                "throttlingException",
                "validationException",
                "serviceUnavailableException"
            })
    void sendsExceptionFramesAfterSomeEvents(String type, Emulator emulator) throws Exception {
        try (var wire = Wire.in(emulator, "us-east-1")) {
            var frames = wire.stream(Wire.SONNET, directive("exception=" + type + " after=3"))
                    .frames();
            assertThat(Wire.types(frames))
                    .containsExactly("messageStart", "contentBlockDelta", "contentBlockDelta", "!" + type);
            assertThat(Wire.payload(frames.getLast()).path("message").asText()).isNotEmpty();
        }
    }

    @Test
    void endsWithoutTheEnd(Emulator emulator) throws Exception {
        try (var wire = Wire.in(emulator, "us-east-1")) {
            assertThat(Wire.types(
                            wire.stream(Wire.SONNET, directive("end after=2")).frames()))
                    .containsExactly("messageStart", "contentBlockDelta");
            assertThat(Wire.types(wire.stream(Wire.SONNET, directive("without=messageStop"))
                            .frames()))
                    .doesNotContain("messageStop")
                    .endsWith("metadata");
            assertThat(Wire.types(
                            wire.stream(Wire.SONNET, directive("duplicate-end")).frames()))
                    .endsWith("messageStop", "messageStop", "metadata");
        }
    }

    @Test
    void sendsWhatNoClientKnows(Emulator emulator) throws Exception {
        try (var wire = Wire.in(emulator, "us-east-1")) {
            assertThat(Wire.types(wire.stream(Wire.SONNET, directive("unknown-event after=2"))
                            .frames()))
                    .contains("somethingNew")
                    .endsWith("messageStop", "metadata");
            assertThat(Wire.types(wire.stream(Wire.SONNET, directive("unknown-exception after=2"))
                            .frames()))
                    .endsWith("!somethingNewException");
            var error = wire.stream(Wire.SONNET, directive("error after=2"))
                    .frames()
                    .getLast();
            assertThat(error.getHeaders())
                    .containsEntry(":message-type", HeaderValue.fromString("error"))
                    .containsKeys(":error-code", ":error-message");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prelude-crc after=2", "message-crc after=2", "garbage after=2"})
    void awsDecoderRefusesDamagedFrames(String words, Emulator emulator) throws Exception {
        try (var wire = Wire.in(emulator, "us-east-1")) {
            var got = wire.stream(Wire.SONNET, directive(words));
            assertThat(got.status()).isEqualTo(200);
            assertThatThrownBy(got::frames).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void sendsHalfAFrame(Emulator emulator) throws Exception {
        try (var wire = Wire.in(emulator, "us-east-1")) {
            var half = wire.stream(Wire.SONNET, directive("half after=2"));
            assertThat(half.frames()).hasSize(2);
            var whole = wire.stream(Wire.SONNET, directive("end after=2"));
            assertThat(half.response().body().length)
                    .isGreaterThan(whole.response().body().length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut after=2", "drop after=2", "close", "reset"})
    void breaksTheConnection(String words, Emulator emulator) throws Exception {
        try (var wire = Wire.in(emulator, "us-east-1")) {
            for (var operation : List.of("converse", "converse-stream")) {
                assertThatThrownBy(() -> wire.post(Wire.path(Wire.SONNET, operation), Wire.asking(directive(words))))
                        .isInstanceOf(IOException.class);
            }
            assertThat(emulator.awaitIdle(Duration.ofSeconds(5))).isTrue();
        }
    }

    @Test
    void dripsByteByByte(Emulator emulator) throws Exception {
        try (var wire = Wire.in(emulator, "us-east-1")) {
            var got = wire.stream(Wire.SONNET, directive("drip"));
            assertThat(Wire.types(got.frames())).startsWith("messageStart").endsWith("messageStop", "metadata");
        }
    }

    @Test
    void givesNumberedPiecesOfAnySizeAndOneGiant(Emulator emulator) throws Exception {
        try (var wire = Wire.in(emulator, "us-east-1")) {
            var frames =
                    wire.stream(Wire.SONNET, directive("events=50 size=100")).frames();
            assertThat(frames).hasSize(54);
            for (int i = 1; i <= 50; i++) {
                var text = Wire.payload(frames.get(i)).at("/delta/text").asText();
                assertThat(text).startsWith("n=" + i + ";").hasSize(100);
            }
            var giant =
                    wire.stream(Wire.SONNET, directive("giant size=3000000")).frames();
            assertThat(Wire.payload(giant.get(1)).at("/delta/text").asText()).hasSize(3_000_000);
            assertThat(wire.converse(Wire.SONNET, Wire.asking(directive("events=3")))
                            .json()
                            .toString())
                    .contains("n=1;n=2;n=3;");
        }
    }

    @Test
    void givesAnyStopReason(Emulator emulator) throws Exception {
        try (var wire = Wire.in(emulator, "us-east-1")) {
            var got = wire.converse(Wire.SONNET, Wire.asking(directive("stop=malformed_model_output")));
            assertThat(got.json().path("stopReason").asText()).isEqualTo("malformed_model_output");
        }
    }

    @Test
    void failsTheFirstAttemptsOnly(Emulator emulator) throws Exception {
        try (var wire = Wire.in(emulator, "us-east-1")) {
            var asked = directive("throttle times=2 key=first-attempts");
            assertThat(wire.stream(Wire.SONNET, asked).status()).isEqualTo(429);
            assertThat(wire.stream(Wire.SONNET, asked).status()).isEqualTo(429);
            assertThat(wire.stream(Wire.SONNET, asked).status()).isEqualTo(200);
            assertThat(emulator.attempts("first-attempts")).isEqualTo(3);
        }
    }

    @Test
    void takesTheDirectiveFromAHeaderToo(Emulator emulator) throws Exception {
        try (var wire = Wire.in(emulator, "us-east-1")) {
            var request = wire.request(Wire.path(Wire.SONNET, "converse"))
                    .header("x-emulate", "throttle-day")
                    .POST(HttpRequest.BodyPublishers.ofString(Wire.asking("Hello")))
                    .build();
            assertThat(wire.send(request).message()).contains("Too many tokens per day");
        }
    }

    @Test
    void hangsBeforeTheHeadUntilThePeerGoes(Emulator emulator) throws Exception {
        long before = emulator.cancelled();
        var request = Wire.in(emulator, "us-east-1")
                .request(Wire.path(Wire.SONNET, "converse-stream"))
                .timeout(Duration.ofMillis(300))
                .POST(HttpRequest.BodyPublishers.ofString(Wire.asking(directive("hang"))))
                .build();
        var wire = Wire.in(emulator, "us-east-1");
        assertThatThrownBy(() -> wire.send(request)).isInstanceOf(HttpTimeoutException.class);
        wire.client().shutdownNow();
        assertThat(emulator.awaitIdle(Duration.ofSeconds(5))).isTrue();
        assertThat(emulator.cancelled()).isEqualTo(before + 1);
    }

    @Test
    void stallsUntilReleased(Emulator emulator) throws Exception {
        try (var wire = Wire.in(emulator, "us-east-1")) {
            var request = wire.request(Wire.path(Wire.SONNET, "converse-stream"))
                    .POST(HttpRequest.BodyPublishers.ofString(Wire.asking(directive("stall after=2"))))
                    .build();
            var response = wire.client().send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                var decoder = new MessageDecoder();
                var seen = new ArrayList<Message>();
                while (seen.size() < 2) {
                    decoder.feed(new byte[] {(byte) body.read()});
                    seen.addAll(decoder.getDecodedMessages());
                }
                assertThat(emulator.openStreams()).isEqualTo(1);
                emulator.open("stall");
                decoder.feed(body.readAllBytes());
                assertThat(Wire.types(decoder.getDecodedMessages())).endsWith("messageStop", "metadata");
            } finally {
                emulator.shut("stall");
            }
        }
    }

    @Test
    void failsTheControlPlaneOfOneRegionOnly(Emulator emulator) throws Exception {
        try (var wire = Wire.in(emulator, "eu-west-1");
                var other = Wire.in(emulator, "eu-west-2")) {
            emulator.failControlPlane("eu-west-1", ControlFault.THROTTLED);
            assertThat(wire.get("/foundation-models").status()).isEqualTo(429);
            assertThat(other.get("/foundation-models").status()).isEqualTo(200);
            assertThat(wire.stream("eu.anthropic.claude-sonnet-4-6", "Hello").status())
                    .isEqualTo(200);
            emulator.failControlPlane("eu-west-1", ControlFault.OFF);
            assertThat(wire.get("/foundation-models").errorType()).startsWith("UnrecognizedClientException");
            emulator.failControlPlane("eu-west-1", ControlFault.MALFORMED);
            assertThatThrownBy(() -> wire.get("/foundation-models").json()).isInstanceOf(RuntimeException.class);
            emulator.healControlPlane("eu-west-1");
            assertThat(wire.get("/foundation-models").status()).isEqualTo(200);
        }
    }
}
