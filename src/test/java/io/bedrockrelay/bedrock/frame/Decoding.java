package io.bedrockrelay.bedrock.frame;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
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

    /// Our frame in AWS's words, made from what our accessors say.
    static Message asMessage(Frame frame) {
        var headers = new LinkedHashMap<String, HeaderValue>();
        frame.headers().forEach((name, value) -> headers.put(name, aws(value)));
        return new Message(
                headers,
                Arrays.copyOfRange(
                        frame.bytes(), frame.payloadOffset(), frame.payloadOffset() + frame.payloadLength()));
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

    private static HeaderValue aws(io.bedrockrelay.bedrock.frame.HeaderValue value) {
        return switch (value) {
            case io.bedrockrelay.bedrock.frame.HeaderValue.Bool bool -> HeaderValue.fromBoolean(bool.value());
            case io.bedrockrelay.bedrock.frame.HeaderValue.Int8 int8 -> HeaderValue.fromByte(int8.value());
            case io.bedrockrelay.bedrock.frame.HeaderValue.Int16 int16 -> HeaderValue.fromShort(int16.value());
            case io.bedrockrelay.bedrock.frame.HeaderValue.Int32 int32 -> HeaderValue.fromInteger(int32.value());
            case io.bedrockrelay.bedrock.frame.HeaderValue.Int64 int64 -> HeaderValue.fromLong(int64.value());
            case io.bedrockrelay.bedrock.frame.HeaderValue.Bytes bytes ->
                HeaderValue.fromByteArray(Base64.getDecoder().decode(bytes.base64()));
            case io.bedrockrelay.bedrock.frame.HeaderValue.Text text -> HeaderValue.fromString(text.value());
            case io.bedrockrelay.bedrock.frame.HeaderValue.Timestamp time -> HeaderValue.fromTimestamp(time.value());
            case io.bedrockrelay.bedrock.frame.HeaderValue.Uuid uuid -> HeaderValue.fromUuid(uuid.value());
        };
    }
}
