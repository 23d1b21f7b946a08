package io.bedrockrelay.bedrock.frame;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Strings that are found again by their bytes.
final class KnownStrings {
    private final String[] words;
    private final byte[][] spellings;

    KnownStrings(String... words) {
        this.words = words.clone();
        spellings = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            spellings[i] = words[i].getBytes(StandardCharsets.UTF_8);
        }
    }

    /// The string that the bytes spell: the known one, or a new one.
    String of(byte[] bytes, int from, int to) {
        for (int i = 0; i < spellings.length; i++) {
            if (spellings[i].length == to - from
                    && Arrays.equals(bytes, from, to, spellings[i], 0, spellings[i].length)) {
                return words[i];
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
