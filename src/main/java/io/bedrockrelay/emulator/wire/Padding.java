package io.bedrockrelay.emulator.wire;

/// The field `p`, by which Bedrock hides the length of a token: a prefix of a fixed alphabet.
final class Padding {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    /// Prime to the alphabet's length, so that neighbouring frames differ and every length occurs.
    private static final int STRIDE = 23;

    private Padding() {}

    static String of(int seed) {
        return ALPHABET.substring(0, 1 + Math.floorMod(seed * STRIDE, ALPHABET.length()));
    }
}
