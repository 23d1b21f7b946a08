package io.bedrockrelay.dialect.anthropic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The payload of one of Bedrock's `chunk` frames: an event of the model's in base64, with padding that hides its
// length.
final class RawChunk {
    private static final byte[] START = "{\"bytes\":\"".getBytes(StandardCharsets.US_ASCII);

    private RawChunk() {}

    /// The event's bytes, or null for a payload that holds none.
    static byte @Nullable [] inner(byte[] payload) {
        int end = Arrays.mismatch(payload, START) == START.length ? quote(payload) : -1;
        try {
            return end > 0
                    ? Base64.getDecoder().decode(Arrays.copyOfRange(payload, START.length, end))
                    : RawJson.TREE.readTree(payload).path("bytes").binaryValue();
        } catch (IOException | IllegalArgumentException malformed) {
            return null;
        }
    }

    private static int quote(byte[] payload) {
        for (int i = START.length; i < payload.length; i++) {
            if (payload[i] == '"') {
                return i;
            }
            if (payload[i] == '\\') {
                return -1;
            }
        }
        return -1;
    }
}
