package io.bedrockrelay.it.edge;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What came of a path.
///
/// @param status 0 for a connection that is closed instead of an answer, -1 where there is no answer at all
/// @param routed whether it got as far as the routes, rather than being refused as no HTTP
/// @param type the content's
record PathAnswer(int status, boolean routed, @Nullable String type) {
    static final PathAnswer NONE = new PathAnswer(-1, true, null);
    static final PathAnswer CLOSED = new PathAnswer(0, false, null);

    static PathAnswer of(int status, boolean hasRequestId, @Nullable String type, String body) {
        return new PathAnswer(status, hasRequestId && !body.contains("The path cannot be read"), type);
    }

    /// The page and what belongs to it are for everybody.
    boolean isPage() {
        return type != null
                && status < 400
                && Stream.of("text/html", "text/css", "text/javascript", "image/")
                        .anyMatch(type::startsWith);
    }
}
