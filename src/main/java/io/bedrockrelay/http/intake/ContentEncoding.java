package io.bedrockrelay.http.intake;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Result;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// In which encoding a request's body came.
enum ContentEncoding {
    NONE,
    GZIP;

    private static final String HEADER = "Content-Encoding";
    private static final int BUFFER = 8 * 1024;

    /// What the header says, or why its word cannot be kept.
    static Result<ContentEncoding> of(@Nullable String header) {
        var word = header == null ? "" : header.strip().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "", "identity" -> new Result.Ok<>(NONE);
            case "gzip", "x-gzip" -> new Result.Ok<>(GZIP);
            default -> {
                var shown = word.matches("[a-z0-9*., -]{1,40}") ? "'" + word + "'" : "of this name";
                yield new Result.Failed<>(new Failure.Invalid(
                        HEADER,
                        "Content-Encoding " + shown + " is not supported; send gzip or none.",
                        Failure.Invalid.UNKNOWN_ENCODING));
            }
        };
    }

    /// The body itself, decoded while it is read: few bytes may stand for very many, so that whoever reads counts them.
    /// What it throws is told by `broken`.
    InputStream decoding(byte[] body) throws IOException {
        var plain = new ByteArrayInputStream(body);
        return this == NONE ? plain : new GZIPInputStream(plain, BUFFER);
    }

    static Failure broken() {
        return new Failure.Invalid(
                HEADER,
                "The body is not what Content-Encoding says: it cannot be read as gzip.",
                "request_body_encoding_invalid");
    }
}
