package io.bedrockrelay.bedrock.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.bedrock.Captures;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

class FrameDecoderTest {

    static List<Path> streams() throws IOException {
        return Captures.streams();
    }

    @ParameterizedTest
    @MethodSource("streams")
    void agreesWithAwsHoweverTheBytesArrive(Path capture) throws IOException {
        byte[] bytes = Files.readAllBytes(capture);
        var expected = Decoding.oracle(bytes);
        assertThat(expected).isNotEmpty();
        for (int cut = 0; cut <= bytes.length; cut++) {
            assertSame(Decoding.decode(bytes, cut), expected);
        }
        for (int size : new int[] {1, 2, 3, 7, 4096}) {
            assertSame(Decoding.decodeInPieces(bytes, size), expected);
        }
    }

    private static void assertSame(List<Decoded> decoded, List<Message> expected) {
        assertThat(decoded).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            var frame = (Frame) decoded.get(i);
            if (!Decoding.asMessage(frame).equals(expected.get(i))) {
                throw new AssertionError("frame " + i + " is " + frame + ", AWS says " + expected.get(i));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("streams")
    void keepsEveryFramesOwnBytes(Path capture) throws IOException {
        byte[] bytes = Files.readAllBytes(capture);
        var joined = new ByteArrayOutputStream();
        for (var frame : Decoding.frames(bytes)) {
            joined.write(frame.bytes());
        }
        assertThat(joined.toByteArray()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @MethodSource("streams")
    void detectsEveryChangeOfOneByte(Path capture) throws IOException {
        int before = 0;
        for (var frame : Decoding.frames(Files.readAllBytes(capture))) {
            byte[] bytes = frame.bytes().clone();
            for (int at = 0; at < bytes.length; at++) {
                for (int change = 1; change < 256; change++) {
                    bytes[at] ^= (byte) change;
                    if (Decoding.decode(bytes).stream().anyMatch(Frame.class::isInstance)) {
                        throw new AssertionError("byte " + (before + at) + " changed by " + change + " went unseen");
                    }
                    bytes[at] ^= (byte) change;
                }
            }
            before += bytes.length;
        }
    }

    @ParameterizedTest
    @MethodSource("streams")
    void givesWhatStandsBeforeACorruptionAndNothingAfterIt(Path capture) throws IOException {
        byte[] bytes = Files.readAllBytes(capture);
        var frames = Decoding.frames(bytes);
        int start = 0;
        for (int i = 0; i < frames.size(); i++) {
            int length = frames.get(i).bytes().length;
            for (int at = start; at < start + length; at++) {
                byte[] changed = bytes.clone();
                changed[at] ^= 0x40;
                var decoded = Decoding.decode(changed);
                assertThat(decoded).hasSize(i + 1);
                assertThat(decoded.getLast()).isInstanceOf(Decoded.Corrupt.class);
            }
            start += length;
        }
    }

    @Test
    void readsHeadersOfAllTypes() {
        var headers = new LinkedHashMap<String, HeaderValue>();
        headers.put("yes", HeaderValue.fromBoolean(true));
        headers.put("no", HeaderValue.fromBoolean(false));
        headers.put("int", HeaderValue.fromInteger(-70_000));
        headers.put("long", HeaderValue.fromLong(Long.MIN_VALUE));
        headers.put("bytes", HeaderValue.fromByteArray(new byte[] {0, 1, (byte) 0xFF}));
        headers.put("text", HeaderValue.fromString("grüße"));
        headers.put("time", HeaderValue.fromTimestamp(Instant.parse("2026-11-22T10:00:00.123Z")));
        headers.put("uuid", HeaderValue.fromUuid(new UUID(1, -1)));
        var message = new Message(headers, new byte[] {1, 2, 3});

        var frame = Decoding.frames(Decoding.array(message.toByteBuffer())).getFirst();

        assertThat(Decoding.asMessage(frame)).isEqualTo(message);
        assertThat(frame.text("text")).isEqualTo("grüße");
        assertThat(frame.text("int")).isNull();
        assertThat(frame.messageType()).isNull();
        assertThat(frame.toString()).doesNotContain("grüße");
    }

    @Test
    void passesOverTheTwoTypesThatAwsEncodesWithoutTheirValue() {
        var frame = Decoding.frames(sealed(new byte[] {1, 'b', 2, -3, 1, 's', 3, -2, -44, 1, 't', 7, 0, 1, 'x'}))
                .getFirst();
        assertThat(frame.text("b")).isNull();
        assertThat(frame.text("s")).isNull();
        assertThat(frame.text("t")).isEqualTo("x");
    }

    @Test
    void refusesAFrameBeyondItsLimitAtOnce() {
        var decoder = new FrameDecoder(1000);
        decoder.feed(Buffer.buffer(prelude(1001, 0)));
        assertThat(decoder.next()).isEqualTo(new Decoded.Corrupt("a frame of 1001 bytes exceeds the limit of 1000"));
        decoder.feed(Buffer.buffer(new byte[100]));
        assertThat(decoder.held()).isLessThan(20);
    }

    @Test
    void aClaimedLengthTakesNoMemoryBeforeTheBytesArrive() {
        var decoder = new FrameDecoder(FrameDecoder.DEFAULT_MAX_FRAME);
        decoder.feed(Buffer.buffer(prelude(FrameDecoder.DEFAULT_MAX_FRAME, 0)));
        assertThat(decoder.next()).isEqualTo(Decoded.Incomplete.INCOMPLETE);
        assertThat(decoder.held()).isLessThanOrEqualTo(64 * 1024);
        assertThat(decoder.atBoundary()).isFalse();
    }

    @Test
    void takesAFrameUpToItsLimit() {
        byte[] payload = new byte[3_000_000];
        Arrays.fill(payload, (byte) 'x');
        byte[] bytes = Decoding.array(new Message(new LinkedHashMap<>(), payload).toByteBuffer());
        assertThat(Decoding.decodeInPieces(bytes, 8192)).hasSize(1).first().isInstanceOf(Frame.class);
        var exact = new FrameDecoder(bytes.length);
        exact.feed(Buffer.buffer(bytes));
        assertThat(exact.next()).isInstanceOf(Frame.class);
        assertThat(exact.atBoundary()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 11, 15, -1, Integer.MIN_VALUE})
    void refusesLengthsThatNoFrameHas(int total) {
        assertThat(Decoding.decode(prelude(total, 0))).singleElement().isInstanceOf(Decoded.Corrupt.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 128 * 1024 + 1, -1})
    void refusesHeadersLongerThanTheFrame(int headers) {
        assertThat(Decoding.decode(prelude(20, headers)))
                .containsExactly(new Decoded.Corrupt("a frame's lengths contradict each other"));
    }

    @Test
    void refusesHeadersThatMakeNoSenseThoughTheChecksumFits() {
        for (byte[] headers : List.of(
                new byte[] {0},
                new byte[] {1},
                new byte[] {1, 'a'},
                new byte[] {1, 'a', 10},
                new byte[] {1, 'a', -1},
                new byte[] {1, 'a', 4, 0, 0},
                new byte[] {1, 'a', 7, 0},
                new byte[] {1, 'a', 7, 0, 9, 'x'},
                new byte[] {-1, 'a', 0})) {
            assertThat(Decoding.decode(sealed(headers)))
                    .as(Arrays.toString(headers))
                    .singleElement()
                    .isInstanceOf(Decoded.Corrupt.class);
        }
    }

    /// A frame with these header bytes, no payload, and checksums that fit.
    static byte[] sealed(byte[] headers) {
        int total = 16 + headers.length;
        var frame =
                ByteBuffer.allocate(total).put(prelude(total, headers.length)).put(headers);
        return frame.putInt(crc(frame.array(), total - 4)).array();
    }

    private static byte[] prelude(int total, int headers) {
        var prelude = ByteBuffer.allocate(12).putInt(total).putInt(headers);
        return prelude.putInt(crc(prelude.array(), 8)).array();
    }

    private static int crc(byte[] bytes, int length) {
        var crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
