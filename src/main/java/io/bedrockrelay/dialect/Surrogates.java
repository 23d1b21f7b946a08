package io.bedrockrelay.dialect;

import java.util.Arrays;

/// Halves of Unicode characters in the escapes of a JSON text, as clients send them that cut texts without looking.
/// Bedrock refuses the whole request for one; each becomes U+FFFD, the sign for what cannot be read.
final class Surrogates {
    private static final int ESCAPE = 6;

    private Surrogates() {}

    /// The same array where every character is whole, which is nearly always.
    static byte[] mended(byte[] json) {
        byte[] mended = json;
        boolean copied = false;
        for (int i = 0; i + 1 < json.length; i++) {
            if (json[i] != '\\') {
                continue;
            }
            if (json[i + 1] != 'u') {
                // Whatever is escaped here, a backslash above all, begins no escape of its own.
                i++;
                continue;
            }
            int unit = unit(json, i);
            if (isHigh(unit) && isLow(unit(json, i + ESCAPE))) {
                i += 2 * ESCAPE - 1;
            } else if (isHigh(unit) || isLow(unit)) {
                mended = copied ? mended : Arrays.copyOf(json, json.length);
                copied = true;
                mended[i + 2] = 'f';
                mended[i + 3] = 'f';
                mended[i + 4] = 'f';
                mended[i + 5] = 'd';
                i += ESCAPE - 1;
            }
        }
        return mended;
    }

    /// What an escape at this place stands for, -1 where there is none.
    private static int unit(byte[] json, int at) {
        if (at + ESCAPE > json.length || json[at] != '\\' || json[at + 1] != 'u') {
            return -1;
        }
        int unit = 0;
        for (int i = at + 2; i < at + ESCAPE; i++) {
            int digit = Character.digit(json[i], 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit * 16 + digit;
        }
        return unit;
    }

    private static boolean isHigh(int unit) {
        return unit >= Character.MIN_HIGH_SURROGATE && unit <= Character.MAX_HIGH_SURROGATE;
    }

    private static boolean isLow(int unit) {
        return unit >= Character.MIN_LOW_SURROGATE && unit <= Character.MAX_LOW_SURROGATE;
    }
}
