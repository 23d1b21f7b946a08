package io.bedrockrelay.dialect.bedrock;

import io.bedrockrelay.dialect.JsonWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// A frame of AWS's event-stream encoding: lengths, CRC of both, headers, payload, CRC of all, big-endian.
public final class EventFrame {
    private static final int PRELUDE = 12;
    private static final int CRC = 4;
    private static final byte STRING = 7;

    private EventFrame() {}

    /// A piece of a model's own stream: its JSON in base64.
    public static byte[] chunk(JsonWriter payload) {
        return of(":event-type", "chunk", "event", payload);
    }

    static byte[] exception(String type, JsonWriter payload) {
        return of(":exception-type", type, "exception", payload);
    }

    private static byte[] of(String typeHeader, String type, String messageType, JsonWriter payload) {
        var headers = ByteBuffer.allocate(256);
        header(headers, typeHeader, type);
        header(headers, ":content-type", "application/json");
        header(headers, ":message-type", messageType);
        headers.flip();
        int total = PRELUDE + headers.remaining() + payload.size() + CRC;
        var frame = ByteBuffer.allocate(total);
        frame.putInt(total).putInt(headers.remaining());
        frame.putInt(crc(frame));
        frame.put(headers).put(payload.array(), 0, payload.size());
        frame.putInt(crc(frame));
        return frame.array();
    }

    private static void header(ByteBuffer headers, String name, String value) {
        var key = name.getBytes(StandardCharsets.US_ASCII);
        var text = value.getBytes(StandardCharsets.US_ASCII);
        headers.put((byte) key.length)
                .put(key)
                .put(STRING)
                .putShort((short) text.length)
                .put(text);
    }

    private static int crc(ByteBuffer frame) {
        var crc = new CRC32();
        crc.update(frame.duplicate().flip());
        return (int) crc.getValue();
    }
}
