package io.bedrockrelay.bedrock.account;

import java.util.regex.Pattern;

/// The words of an exception from the credential chain, fit for a log. The JDK quotes a header that it does not take,
/// and such a header may be a token.
final class Redacted {
    private static final int MOST = 2_000;
    /// As tokens, keys and signatures are written. Long names of roles fall to it too, which is the lesser evil.
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9+/=_.~%-]{32,}");

    private static final Pattern HEADER = Pattern.compile("(?is)(header value|authorization)(\\s*[:=]).*");

    private Redacted() {}

    static String reason(Throwable cause) {
        var text = new StringBuilder();
        Throwable at = cause;
        for (int depth = 0; at != null && depth < 5; depth++, at = at.getCause()) {
            var message = at.getMessage();
            if (message != null && text.indexOf(message) < 0) {
                text.append(text.isEmpty() ? "" : " <- ").append(message);
            }
        }
        return text.isEmpty() ? cause.getClass().getSimpleName() : redact(text.toString());
    }

    private static String redact(String text) {
        var line = HEADER.matcher(text).replaceFirst("$1$2 …").replaceAll("\\s+", " ");
        var plain = SECRET.matcher(line).replaceAll("…");
        return plain.length() <= MOST ? plain : plain.substring(0, MOST) + "…";
    }
}
