package io.bedrockrelay.bench;

import java.nio.charset.StandardCharsets;

/// The number inside of each delta: a tilde, which stands nowhere else in an answer, and five digits.
public final class Marker {
    public static final int LENGTH = 6;

    private static final byte TILDE = '~';
    /// About as much as real deltas carry: a few tokens.
    private static final String WORDS = " and the sky";

    private Marker() {}

    /// The text of delta number `index`.
    public static String text(int index) {
        return "~%05d".formatted(index) + WORDS;
    }

    /// Where the next marker begins, or -1. A marker that is cut off at `to` is not found.
    public static int find(byte[] bytes, int from, int to) {
        for (int i = from; i + LENGTH <= to; i++) {
            if (bytes[i] == TILDE) {
                return i;
            }
        }
        return -1;
    }

    public static int number(byte[] bytes, int at) {
        int number = 0;
        for (int i = at + 1; i < at + LENGTH; i++) {
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
