package io.bedrockrelay.emulator.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Paths and queries as they come over the wire, still percent-encoded.
public final class Paths {
    private Paths() {}

    /// The segments of an encoded path; an encoded slash stays inside its segment.
    public static List<String> segments(String path) {
        return List.of(path.substring(path.startsWith("/") ? 1 : 0).split("/", -1));
    }

    /// Undoes percent-encoding once; nothing where an escape is broken. A plus sign is a plus sign.
    public static Optional<String> decode(String encoded) {
        var bytes = new ByteArrayOutputStream(encoded.length());
        var raw = encoded.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                bytes.write(raw[i]);
            } else if (i + 2 < raw.length && HexFormat.isHexDigit(raw[i + 1]) && HexFormat.isHexDigit(raw[i + 2])) {
                bytes.write(HexFormat.fromHexDigits(encodedByte(raw, i)));
                i += 2;
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(bytes.toString(StandardCharsets.UTF_8));
    }

    private static String encodedByte(byte[] raw, int percent) {
        return new String(raw, percent + 1, 2, StandardCharsets.US_ASCII);
    }

    /// The parameters of a query string; of a repeated name the first value counts.
    public static Map<String, String> query(String query) {
        var parameters = new LinkedHashMap<String, String>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                var value = decode(pair.substring(equals + 1).replace('+', ' ')).orElse("");
                parameters.putIfAbsent(decode(pair.substring(0, equals)).orElse(""), value);
            }
        }
        return parameters;
    }
}
