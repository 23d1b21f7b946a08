package io.bedrockrelay.http.description;

import io.vertx.core.buffer.Buffer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The description of the API as it is sent. Immutable.
///
/// @param tag an ETag, quotes included, which changes with the content and with nothing else
/// @param body JSON
record Description(String tag, Buffer body) {
    static final String FILE = "openapi/bedrock-relay.json";

    /// Blocks while the file is read.
    static Description read() throws IOException {
        try (var in = Thread.currentThread().getContextClassLoader().getResourceAsStream(FILE)) {
            if (in == null) {
                throw new FileNotFoundException(FILE + " is not in this package");
            }
            var bytes = in.readAllBytes();
            return new Description('"' + digest(bytes) + '"', Buffer.buffer(bytes));
        }
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
