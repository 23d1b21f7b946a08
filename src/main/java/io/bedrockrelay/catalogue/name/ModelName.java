package io.bedrockrelay.catalogue.name;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A model name without its wrapping: percent-encoding taken off (clients encode ids in paths once, signers twice) and
/// the `[1m]` suffix, by which Claude Code asks for the context of one million tokens, turned into a flag.
public record ModelName(String text, boolean longContext) {

    private static final String LONG_CONTEXT = "[1m]";
    private static final int ENCODED_AT_MOST = 2;

    public static ModelName of(String raw) {
        String text = raw.strip();
        for (int i = 0; i < ENCODED_AT_MOST && text.indexOf('%') >= 0; i++) {
            text = decode(text);
        }
        boolean longContext = text.toLowerCase(Locale.ROOT).endsWith(LONG_CONTEXT);
        return longContext
                ? new ModelName(text.substring(0, text.length() - LONG_CONTEXT.length()), true)
                : new ModelName(text, false);
    }

    /// Leaves alone what is no escape: a stray `%` then simply matches no name.
    private static String decode(String text) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            int high = i + 2 < in.length && in[i] == '%' ? Character.digit(in[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(in[i + 2], 16);
            if (low >= 0) {
                out[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                out[length++] = in[i];
            }
        }
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }
}
