package io.bedrockrelay.emulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/// Writes event-stream messages: total length, header length, CRC of these, headers, payload, CRC of all before;
/// every number big-endian. All headers are strings (type 7), which is all that Bedrock sends.
public final class Frames {
    /// Bytes of a message that are neither headers nor payload.
    private static final int OVERHEAD = 16;
    private static final int PRELUDE = 8;
    private static final byte STRING = 7;

    private Frames() {}

    /// An event with the padding `p` that real answers carry, its length told by `pad` (any number).
    public static Buffer event(String type, ObjectNode payload, int pad) {
        ObjectNode padded = JsonTrees.object().setAll(payload);
        return message(eventHeaders(type), JsonTrees.bytes(padded.put("p", Padding.of(pad))));
    }

    public static Buffer exception(String type, JsonNode payload) {
        return message(
                ordered(":exception-type", type, ":content-type", HttpAnswer.JSON, ":message-type", "exception"),
                JsonTrees.bytes(payload));
    }

    /// The third kind of message that the specification knows: an error told in headers alone.
    public static Buffer error(String code, String text) {
        return message(ordered(":error-code", code, ":error-message", text, ":message-type", "error"), new byte[0]);
    }

    public static Buffer message(Map<String, String> headers, byte[] payload) {
        var packed = headers(headers);
        int total = OVERHEAD + packed.length() + payload.length;
        var frame = Buffer.buffer(total).appendInt(total).appendInt(packed.length());
        frame.appendInt(crc(frame, PRELUDE)).appendBuffer(packed).appendBytes(payload);
        return frame.appendInt(crc(frame, frame.length()));
    }

    /// A copy of `frame` whose prelude checksum is wrong (and whose message checksum fits the wrong one).
    public static Buffer withWrongPreludeChecksum(Buffer frame) {
        var copy = frame.copy();
        copy.setInt(PRELUDE, ~copy.getInt(PRELUDE));
        int end = copy.length() - Integer.BYTES;
        return copy.setInt(end, crc(copy, end));
    }

    /// A copy of `frame` whose message checksum is wrong.
    public static Buffer withWrongChecksum(Buffer frame) {
        var copy = frame.copy();
        int end = copy.length() - Integer.BYTES;
        return copy.setInt(end, ~copy.getInt(end));
    }

    /// A prelude, with a true checksum, that promises a message of `total` bytes.
    public static Buffer preludeOf(int total) {
        var prelude = Buffer.buffer().appendInt(total).appendInt(0);
        return prelude.appendInt(crc(prelude, PRELUDE));
    }

    private static Map<String, String> eventHeaders(String type) {
        return ordered(":event-type", type, ":content-type", HttpAnswer.JSON, ":message-type", "event");
    }

    private static Map<String, String> ordered(String... pairs) {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    private static Buffer headers(Map<String, String> headers) {
        var packed = Buffer.buffer();
        headers.forEach((name, value) -> {
            var nameBytes = name.getBytes(StandardCharsets.UTF_8);
            var valueBytes = value.getBytes(StandardCharsets.UTF_8);
            packed.appendByte((byte) nameBytes.length).appendBytes(nameBytes).appendByte(STRING);
            packed.appendShort((short) valueBytes.length).appendBytes(valueBytes);
        });
        return packed;
    }

    private static int crc(Buffer bytes, int end) {
        var crc = new CRC32();
        crc.update(bytes.getBytes(0, end));
        return (int) crc.getValue();
    }
}
