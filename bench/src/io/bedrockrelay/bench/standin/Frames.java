package io.bedrockrelay.bench.standin;

import io.bedrockrelay.bench.Marker;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;

/// Event-stream frames with true checksums, and the padding `p` that Bedrock hides lengths with.
final class Frames {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final byte TEXT = 7;

    private Frames() {}

    static byte[] event(String type, String json, int pad) {
        var padding = LETTERS.substring(0, 1 + Math.floorMod(pad * 37, LETTERS.length()));
        var padded = json.substring(0, json.length() - 1) + ",\"p\":\"" + padding + "\"}";
        return frame(
                Marker.bytes(padded),
                ":event-type",
                type,
                ":content-type",
                "application/json",
                ":message-type",
                "event");
    }

    /// One of a model's own events, as InvokeModelWithResponseStream wraps it.
    static byte[] chunk(String json, int pad) {
        var base64 = Base64.getEncoder().encodeToString(Marker.bytes(json));
        return event("chunk", "{\"bytes\":\"" + base64 + "\"}", pad);
    }

    static byte[] exception(String type, String message) {
        return frame(
                Marker.bytes("{\"message\":\"" + message + "\"}"),
                ":exception-type",
                type,
                ":content-type",
                "application/json",
                ":message-type",
                "exception");
    }

    static byte[] corrupt(byte[] frame) {
        var damaged = frame.clone();
        damaged[damaged.length - 5] ^= 1;
        return damaged;
    }

    private static byte[] frame(byte[] payload, String... headers) {
        int length = 0;
        for (int i = 0; i < headers.length; i += 2) {
            length += 4 + headers[i].length() + headers[i + 1].length();
        }
        var frame = ByteBuffer.allocate(16 + length + payload.length);
        frame.putInt(frame.capacity()).putInt(length).putInt(crc(frame, 8));
        for (int i = 0; i < headers.length; i += 2) {
            frame.put((byte) headers[i].length()).put(Marker.bytes(headers[i])).put(TEXT);
            frame.putShort((short) headers[i + 1].length()).put(Marker.bytes(headers[i + 1]));
        }
        frame.put(payload);
        return frame.putInt(crc(frame, frame.position())).array();
    }

    private static int crc(ByteBuffer frame, int end) {
        var crc = new CRC32();
        crc.update(frame.array(), 0, end);
        return (int) crc.getValue();
    }
}
