package io.bedrockrelay.access.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// The SHA-256 of a secret, fit to be looked up: its equality takes the same time wherever two digests differ.
/// Immutable.
///
/// A plain hash is enough because keys are random and long: there is no dictionary to try.
final class Digest {
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");

    private final byte[] bytes;

    private Digest(byte[] bytes) {
        this.bytes = bytes;
    }

    static Digest of(String secret) {
        try {
            return new Digest(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Empty where the text is not 64 hexadecimal digits.
    static Optional<Digest> parse(String hex) {
        return HEX.matcher(hex).matches()
                ? Optional.of(new Digest(HexFormat.of().parseHex(hex)))
                : Optional.empty();
    }

    /// As it stands in the keys file.
    String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest digest && MessageDigest.isEqual(bytes, digest.bytes);
    }

    /// The first bytes are as good a hash as any. Whoever can tell them by time still lacks a secret that has them.
    @Override
    public int hashCode() {
        return bytes[0] << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff);
    }

    @Override
    public String toString() {
        return "Digest[not shown]";
    }
}
