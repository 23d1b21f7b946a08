package io.bedrockrelay.image;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An image as it was fetched. Its first bytes say what it is, whatever its host calls it.
///
/// @param format `png`, `jpeg`, `gif` or `webp`
record Picture(String format, String base64) {
    private static final Set<String> TYPES = Set.of("image/png", "image/jpeg", "image/jpg", "image/gif", "image/webp");

    /// Whether a host may call an image so.
    static boolean isType(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        return TYPES.contains(contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    }

    /// Empty where the bytes are no image of a kind that Bedrock takes.
    static Optional<Picture> of(Buffer body) {
        return format(body).map(known -> new Picture(known, Base64.getEncoder().encodeToString(body.getBytes())));
    }

    private static Optional<String> format(Buffer body) {
        var head = new String(body.getBytes(0, Math.min(12, body.length())), StandardCharsets.ISO_8859_1);
        if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of("png");
        }
        if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of("jpeg");
        }
        if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
            return Optional.of("gif");
        }
        return head.startsWith("RIFF") && head.startsWith("WEBP", 8) ? Optional.of("webp") : Optional.empty();
    }
}
