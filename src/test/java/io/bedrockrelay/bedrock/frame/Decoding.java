package io.bedrockrelay.bedrock.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;

/// Runs our decoder, and AWS's as its judge.
public final class Decoding {

    private Decoding() {}

    /// All frames of `bytes`, fed in pieces that end at the given positions; ends with the corruption if there is one.
    static List<Decoded> decode(byte[] bytes, int... cuts) {
        var decoder = new FrameDecoder(FrameDecoder.DEFAULT_MAX_FRAME);
        var decoded = new ArrayList<Decoded>();
        int from = 0;
        for (int cut : cuts) {
            drain(decoder, bytes, from, cut, decoded);
            from = cut;
        }
        drain(decoder, bytes, from, bytes.length, decoded);
        return decoded;
    }

    static List<Decoded> decodeInPieces(byte[] bytes, int size) {
        int[] cuts = new int[(bytes.length - 1) / size];
        Arrays.setAll(cuts, i -> (i + 1) * size);
        return decode(bytes, cuts);
    }

    private static void drain(FrameDecoder decoder, byte[] bytes, int from, int to, List<Decoded> decoded) {
        decoder.feed(Buffer.buffer(Arrays.copyOfRange(bytes, from, to)));
        while (decoder.next() instanceof Frame frame) {
            decoded.add(frame);
        }
        if (decoder.next() instanceof Decoded.Corrupt corrupt
                && !(decoded.lastIndexOf(corrupt) == decoded.size() - 1 && !decoded.isEmpty())) {
            decoded.add(corrupt);
        }
    }

    /// The frames of bytes that must be whole frames.
    public static List<Frame> frames(byte[] bytes) {
        return decode(bytes).stream().map(Frame.class::cast).toList();
    }

    static List<Message> oracle(byte[] bytes) {
        var decoder = new MessageDecoder();
        decoder.feed(bytes);
        return decoder.getDecodedMessages();
    }

    /// Our frame as AWS reads its bytes; what our accessors say of it has to be the same.
    static Message asMessage(Frame frame) {
        var message = Message.decode(ByteBuffer.wrap(frame.bytes()));
        int from = frame.payloadOffset();
        assertThat(Arrays.copyOfRange(frame.bytes(), from, from + frame.payloadLength()))
                .isEqualTo(message.getPayload());
        message.getHeaders().forEach((name, value) -> {
            var text = frame.text(name);
            if (text != null) {
                assertThat(text).isEqualTo(value.getString());
            }
        });
        return message;
    }

    public static byte[] encode(Map<String, String> headers, byte[] payload) {
        var values = new LinkedHashMap<String, HeaderValue>();
        headers.forEach((name, value) -> values.put(name, HeaderValue.fromString(value)));
        return array(new Message(values, payload).toByteBuffer());
    }

    static byte[] array(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
