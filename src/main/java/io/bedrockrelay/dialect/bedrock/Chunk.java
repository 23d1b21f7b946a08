package io.bedrockrelay.dialect.bedrock;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The chunks of a model's own stream: base64 inside of JSON. Decoding each of them only to find the one with the
/// metrics would cost more than all the rest of the raw lane, so the beginning that all names of Bedrock's own members
/// have is looked for in its three spellings in base64, one for each place at which it can begin.
final class Chunk {
    private static final String[] SPELLINGS = spellings("amazon-bedrock-");

    private Chunk() {}

    /// Whether it is worth decoding, since it may be the last.
    static boolean mayEnd(byte[] bytes, int from, int length) {
        // The JVM looks for strings in strings many bytes at a time, which pays for the copy.
        var text = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        for (var spelling : SPELLINGS) {
            if (text.contains(spelling)) {
                return true;
            }
        }
        return false;
    }

    private static String[] spellings(String name) {
        var spellings = new String[3];
        for (int shift = 0; shift < 3; shift++) {
            var shifted = "   ".substring(0, shift) + name;
            var base64 =
                    Base64.getEncoder().withoutPadding().encodeToString(shifted.getBytes(StandardCharsets.US_ASCII));
            // The first and last letters hold bits of the neighbours, which can be anything.
            int first = shift == 0 ? 0 : shift + 1;
            int last = shifted.length() * 8 / 6;
            spellings[shift] = base64.substring(first, last);
        }
        return spellings;
    }
}
