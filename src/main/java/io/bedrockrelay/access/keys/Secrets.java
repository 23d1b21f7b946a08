package io.bedrockrelay.access.keys;

import java.math.BigInteger;
import java.security.SecureRandom;

/// Makes the secrets that callers present.
final class Secrets {
    /// Lets people and scanners of repositories tell a relay key when they see one.
    static final String PREFIX = "brk_";

    private static final int BYTES = 32;
    private static final int DIGITS = 50;

    private Secrets() {}

    /// 256 random bits in lower-case letters and digits: one word to a double click, and safe in a header, a shell
    /// and YAML.
    static String make(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var digits = new BigInteger(1, bytes).toString(Character.MAX_RADIX);
        return PREFIX + "0".repeat(DIGITS - digits.length()) + digits;
    }
}
