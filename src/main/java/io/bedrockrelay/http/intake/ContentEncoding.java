package io.bedrockrelay.http.intake;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Result;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// In which encoding a request's body came. Few bytes may stand for very many, so that no more are decoded than a body
/// may have.
enum ContentEncoding {
    NONE,
    GZIP;

    private static final String HEADER = "Content-Encoding";

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

    /// The body itself.
    ///
    /// @param limit the most bytes that it may have
    Result<byte[]> decoded(byte[] body, long limit) {
        if (this == NONE) {
            return new Result.Ok<>(body);
        }
        try (var inflated = new GZIPInputStream(new ByteArrayInputStream(body), 8 * 1024)) {
            var plain = inflated.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 8));
            return plain.length > limit
                    ? new Result.Failed<>(new Failure.TooLarge("The body is larger than the limit of " + limit
                            + " bytes once it is decoded. Send less, or have 'relay.limits.body' raised."))
                    : new Result.Ok<>(plain);
        } catch (IOException broken) {
            return new Result.Failed<>(new Failure.Invalid(
                    HEADER,
                    "The body is not what Content-Encoding says: it cannot be read as gzip.",
                    "request_body_encoding_invalid"));
        }
    }
}
