package io.bedrockrelay.dialect.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The chunks of a model's own stream: base64 inside of JSON. Decoding each of them only to find the one with the
/// metrics would cost more than all the rest of the raw lane, so the name of the metrics is looked for in its three
/// spellings in base64, one for each place at which it can begin.
final class Chunk {
    private static final byte[][] SPELLINGS = spellings("amazon-bedrock-invocationMetrics");

    private Chunk() {}

    static boolean hasMetrics(byte[] payload) {
        for (var spelling : SPELLINGS) {
            if (contains(payload, spelling)) {
                return true;
            }
        }
        return false;
    }

    private static byte[][] spellings(String name) {
        var spellings = new byte[3][];
        for (int shift = 0; shift < 3; shift++) {
            var shifted = "   ".substring(0, shift) + name;
            var base64 =
                    Base64.getEncoder().withoutPadding().encodeToString(shifted.getBytes(StandardCharsets.US_ASCII));
            // The first and last letters hold bits of the neighbours, which can be anything.
            int first = shift == 0 ? 0 : shift + 1;
            int last = shifted.length() * 8 / 6;
            spellings[shift] = base64.substring(first, last).getBytes(StandardCharsets.US_ASCII);
        }
        return spellings;
    }

    private static boolean contains(byte[] bytes, byte[] wanted) {
        for (int i = 0; i + wanted.length <= bytes.length; i++) {
            int met = 0;
            while (met < wanted.length && bytes[i + met] == wanted[met]) {
                met++;
            }
            if (met == wanted.length) {
                return true;
            }
        }
        return false;
    }
}
