package io.bedrockrelay.http.endpoint;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/// Which API a path belongs to, before anybody has read the request.
public enum Surface {
    RELAY("relay"),
    OPENAI("openai"),
    /// OpenAI's newer API, which tells failures in its own way; one API with the other to whoever counts.
    RESPONSES("openai"),
    ANTHROPIC("anthropic"),
    BEDROCK("bedrock"),
    /// The page, what belongs to it, and whatever does not exist.
    NONE("none");

    private final String label;

    Surface(String label) {
        this.label = label;
    }

    /// The word that metrics and logs use.
    public String label() {
        return label;
    }

    public static Surface of(RoutingContext context) {
        var request = context.request();
        var path = request.path();
        if (path == null) {
            return NONE;
        }
        var surface = of(path, request.getHeader("anthropic-version") != null);
        return surface == NONE && isOfAws(request) ? BEDROCK : surface;
    }

    /// Whether a client of AWS asks, which reads no errors but AWS's: each sends the id of its invocation, and a date
    /// where it signs.
    private static boolean isOfAws(HttpServerRequest request) {
        return request.getHeader("amz-sdk-invocation-id") != null || request.getHeader("x-amz-date") != null;
    }

    /// @param versioned whether the request has the header by which Anthropic's clients tell themselves apart
    static Surface of(String path, boolean versioned) {
        var place = Place.of(path);
        if (place != null
                && (place.isEndpoint() || place.surface() == BEDROCK)
                && !path.endsWith("/chat/completions")) {
            return place.surface(versioned);
        }
        // A base URL that is one segment off: who asks is told in the words that its client reads.
        var meant = byEnd(path, versioned);
        return meant != null ? meant : place == null ? NONE : place.surface(versioned);
    }

    private static @Nullable Surface byEnd(String path, boolean versioned) {
        if (path.endsWith("/messages") || path.endsWith("/messages/count_tokens")) {
            return ANTHROPIC;
        }
        if (path.endsWith("/models")) {
            return versioned ? ANTHROPIC : OPENAI;
        }
        if (path.endsWith("/completions") || path.endsWith("/embeddings") || path.endsWith("/responses")) {
            return OPENAI;
        }
        boolean runtime = path.endsWith("/converse")
                || path.endsWith("/converse-stream")
                || path.endsWith("/invoke")
                || path.endsWith("/invoke-with-response-stream");
        return runtime ? BEDROCK : null;
    }
}
