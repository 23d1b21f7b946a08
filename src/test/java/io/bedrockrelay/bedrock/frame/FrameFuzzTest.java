package io.bedrockrelay.bedrock.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A million inputs that nobody would send. Repeat a run with `-Dfuzz.seed=…`.
class FrameFuzzTest {
    private static final int INPUTS = 1_000_000;
    private static final int LIMIT = 64 * 1024;

    private final long seed = Long.getLong("fuzz.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void everyInputEndsInFramesOrInAFailureValue() {
        System.out.println("fuzz.seed=" + seed);
        byte[] good = stream();
        int corrupt = 0;
        int frames = 0;
        for (int i = 0; i < INPUTS; i++) {
            byte[] input = mutate(good, i % 6);
            var decoder = new FrameDecoder(LIMIT);
            int seen = feed(decoder, input);
            frames += seen;
            if (decoder.next() instanceof Decoded.Corrupt) {
                corrupt++;
            }
        }
        // Were one of the two never seen, the inputs would not be worth much.
        assertThat(corrupt).as("seed " + seed).isGreaterThan(INPUTS / 10);
        assertThat(frames).as("seed " + seed).isGreaterThan(INPUTS / 10);
    }

    /// Feeds in random pieces, touching all accessors of what comes out. A frame takes at least 16 bytes, so that more
    /// frames than that would be a hang.
    private int feed(FrameDecoder decoder, byte[] input) {
        int seen = 0;
        int from = 0;
        while (from < input.length) {
            int to = Math.min(input.length, from + 1 + random.nextInt(200));
            decoder.feed(Buffer.buffer(Arrays.copyOfRange(input, from, to)));
            from = to;
            while (decoder.next() instanceof Frame frame) {
                seen++;
                touch(frame);
                if (seen > input.length / 16) {
                    throw new AssertionError("frames without end, seed " + seed);
                }
            }
            if (decoder.held() > LIMIT + 200) {
                throw new AssertionError("holds " + decoder.held() + " bytes, seed " + seed);
            }
        }
        return seen;
    }

    private static void touch(Frame frame) {
        if (frame.payloadLength() < 0 || frame.toString().isEmpty()) {
            throw new AssertionError("no frame");
        }
    }

    private byte[] mutate(byte[] good, int how) {
        return switch (how) {
            case 0 -> noise(random.nextInt(200));
            case 1 -> flipped(good.clone(), 1 + random.nextInt(4));
            case 2 -> Arrays.copyOf(good, random.nextInt(good.length));
            case 3 -> cutOut(good);
            case 4 -> FrameDecoderTest.sealed(noise(random.nextInt(60)));
            default -> FrameDecoderTest.sealed(almostHeaders());
        };
    }

    private byte[] noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] flipped(byte[] bytes, int times) {
        for (int i = 0; i < times; i++) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private byte[] cutOut(byte[] good) {
        int from = random.nextInt(good.length);
        int to = from + random.nextInt(good.length - from);
        var joined = new ByteArrayOutputStream();
        joined.write(good, 0, from);
        joined.write(good, to, good.length - to);
        return joined.toByteArray();
    }

    /// Headers of plausible names and types, whose values may run out.
    private byte[] almostHeaders() {
        var headers = new ByteArrayOutputStream();
        for (int i = random.nextInt(5); i >= 0; i--) {
            headers.write(1);
            headers.write('a' + i);
            headers.write(random.nextInt(11));
            headers.writeBytes(noise(random.nextInt(20)));
        }
        return headers.toByteArray();
    }

    private static byte[] stream() {
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < 3; i++) {
            out.writeBytes(Decoding.encode(
                    Map.of(":message-type", "event", ":event-type", "contentBlockDelta"),
                    "{\"delta\":{}}".getBytes(StandardCharsets.UTF_8)));
        }
        return out.toByteArray();
    }
}
