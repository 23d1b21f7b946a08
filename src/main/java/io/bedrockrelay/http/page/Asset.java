package io.bedrockrelay.http.page;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// One file of the page, ready to be sent. Immutable.
///
/// @param type its media type
/// @param tag changes with the content, and with nothing else: the jar's own dates are the same in every build
/// @param plain its bytes
/// @param packed the same in gzip; null where that saves nothing
record Asset(
        String type, String tag, Buffer plain, @Nullable Buffer packed) {

    static Asset of(String path, byte[] bytes) {
        var zipped = gzip(bytes);
        return new Asset(
                type(path),
                digest(bytes),
                Buffer.buffer(bytes),
                zipped.length < bytes.length ? Buffer.buffer(zipped) : null);
    }

    private static String type(String path) {
        return switch (path.substring(path.lastIndexOf('.') + 1)) {
            case "html" -> "text/html;charset=UTF-8";
            case "css" -> "text/css;charset=UTF-8";
            case "js" -> "text/javascript;charset=UTF-8";
            case "svg" -> "image/svg+xml";
            case "woff2" -> "font/woff2";
            default -> "text/plain;charset=UTF-8";
        };
    }

    private static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream(bytes.length / 2);
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException neverInMemory) {
            throw new UncheckedIOException(neverInMemory);
        }
        return out.toByteArray();
    }

    private static String digest(byte[] bytes) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
