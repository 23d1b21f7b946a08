package io.bedrockrelay.http.gate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The path of a request in every form in which anybody behind the gate might read it: as Vert.x and Quarkus REST match
/// it, and decoded once and twice, as ids in it are. A path is judged by all of them, so that none of the readers
/// reaches what another form of the same path hides.
///
/// @param forms the first is the one that routes are matched by
record RequestPath(List<String> forms) {

    /// Empty for a path that no client has a reason to send: what is left of dots after their removal, matrix
    /// parameters (which REST drops before it matches), backslashes, control characters, encodings that are none.
    ///
    /// @param normalized the path as Vert.x matches routes by: without dot segments and double slashes
    static Optional<RequestPath> of(String normalized) {
        var matched = bare(normalized);
        return decode(matched)
                .flatMap(once -> decode(once).map(twice -> new RequestPath(List.of(matched, bare(once), bare(twice)))))
                .filter(place -> place.forms.stream().allMatch(RequestPath::isStraight));
    }

    private static boolean isStraight(String path) {
        return path.startsWith("/")
                && path.chars().noneMatch(c -> c <= ' ' || c == 0x7F || c == ';' || c == '\\' || c == 0xFFFD)
                && !path.contains("//")
                && !(path + "/").contains("/./")
                && !(path + "/").contains("/../");
    }

    /// A route matches with and without a slash at the end.
    private static String bare(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static Optional<String> decode(String text) {
        if (text.indexOf('%') < 0) {
            return Optional.of(text);
        }
        var bytes = new byte[text.length() * 4];
        int size = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '%') {
                var plain = text.substring(i, i + 1).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(plain, 0, bytes, size, plain.length);
                size += plain.length;
                continue;
            }
            int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            bytes[size++] = (byte) (high << 4 | low);
            i += 2;
        }
        return Optional.of(new String(bytes, 0, size, StandardCharsets.UTF_8));
    }
}
