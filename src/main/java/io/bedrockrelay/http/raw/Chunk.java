package io.bedrockrelay.http.raw;

import io.bedrockrelay.bedrock.frame.Frame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The model's own bytes inside of a `chunk` event: `{"bytes":"BASE64","p":"…"}`.
final class Chunk {
    private static final byte[] BYTES = "\"bytes\":\"".getBytes(StandardCharsets.US_ASCII);

    private Chunk() {}

    /// Null where the frame holds none. Base64 has no character that JSON escapes but the slash, and no encoder that
    /// is known escapes that, so that a search finds what a parser would.
    static byte @Nullable [] bytes(Frame frame) {
        var all = frame.bytes();
        int end = frame.payloadOffset() + frame.payloadLength();
        int from = find(all, frame.payloadOffset(), end);
        if (from < 0) {
            return null;
        }
        int to = from;
        while (to < end && all[to] != '"') {
            to++;
        }
        return Base64.getDecoder().decode(Arrays.copyOfRange(all, from, to));
    }

    private static int find(byte[] all, int from, int end) {
        for (int at = from; at + BYTES.length <= end; at++) {
            if (Arrays.equals(all, at, at + BYTES.length, BYTES, 0, BYTES.length)) {
                return at + BYTES.length;
            }
        }
        return -1;
    }
}
