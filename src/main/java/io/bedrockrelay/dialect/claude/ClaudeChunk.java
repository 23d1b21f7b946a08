package io.bedrockrelay.dialect.claude;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The payload of one of Bedrock's `chunk` frames: an event of the model's in base64, with padding that hides how long
/// it is.
final class ClaudeChunk {
    private static final byte[] START = "{\"bytes\":\"".getBytes(StandardCharsets.US_ASCII);

    private ClaudeChunk() {}

    /// The event's bytes, or null for a payload that holds none.
    static byte @Nullable [] inner(byte[] bytes, int from, int to) {
        int start = from + START.length;
        boolean plain = start <= to && Arrays.equals(bytes, from, start, START, 0, START.length);
        int end = plain ? quote(bytes, start, to) : -1;
        try {
            return end >= 0
                    ? Base64.getDecoder().decode(Arrays.copyOfRange(bytes, start, end))
                    : ClaudeJson.TREE
                            .readTree(bytes, from, to - from)
                            .path("bytes")
                            .binaryValue();
        } catch (IOException | IllegalArgumentException malformed) {
            return null;
        }
    }

    private static int quote(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '"') {
                return i;
            }
            if (bytes[i] == '\\') {
                return -1;
            }
        }
        return -1;
    }
}
