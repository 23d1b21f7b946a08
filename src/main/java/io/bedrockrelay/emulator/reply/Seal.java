package io.bedrockrelay.emulator.reply;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// Signatures of thoughts and opaque ids. A thought that comes back altered, or with another's signature, is found
/// out.
public final class Seal {
    private static final String SALT = "emulated reasoning ";
    /// How Claude's proofs begin, and what it encrypted: base64 of a protocol buffer.
    private static final String HEAD = "Eq4B";
    private static final String REDACTED = "Eredacted ";
    private static final int ID_BYTES = 16;

    private Seal() {}

    public static String of(String thoughts) {
        var first = digest(SALT + thoughts);
        var second = digest(SALT + SALT + thoughts);
        return HEAD
                + Base64.getEncoder().encodeToString(first)
                + Base64.getEncoder().encodeToString(second);
    }

    public static boolean fits(String thoughts, String signature) {
        return of(thoughts).equals(signature);
    }

    /// Thoughts hidden from the reader, with a checksum in them.
    public static String redacted(String thoughts) {
        return Base64.getEncoder()
                .encodeToString((REDACTED + of(thoughts) + thoughts).getBytes(StandardCharsets.UTF_8));
    }

    public static boolean isRedacted(String data) {
        try {
            var text = new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
            int start = REDACTED.length() + of("").length();
            return text.startsWith(REDACTED)
                    && text.length() >= start
                    && fits(text.substring(start), text.substring(REDACTED.length(), start));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /// 22 characters that depend on `seed` alone.
    public static String id(String seed) {
        var digest = digest(seed);
        var head = new byte[ID_BYTES];
        System.arraycopy(digest, 0, head, 0, ID_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(head);
    }

    public static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
