package io.bedrockrelay.http.answer;

import io.vertx.ext.web.RoutingContext;

/// Which API a path belongs to, before anybody has read the request.
public enum Surface {
    RELAY("relay"),
    OPENAI("openai"),
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
        return path == null ? NONE : of(path, request.getHeader("anthropic-version") != null);
    }

    /// @param versioned whether the request has the header by which Anthropic's clients tell themselves apart
    static Surface of(String path, boolean versioned) {
        if (under(path, "/v1/messages") || under(path, "/anthropic")) {
            return ANTHROPIC;
        }
        if (under(path, "/v1/models") || under(path, "/api/v1/models")) {
            return versioned ? ANTHROPIC : OPENAI;
        }
        if (under(path, "/v1") || under(path, "/api/v1")) {
            // What neither has is told to Anthropic's clients in their own words.
            return versioned && !under(path, "/v1/chat") && !under(path, "/v1/embeddings") ? ANTHROPIC : OPENAI;
        }
        if (under(path, "/api")) {
            return RELAY;
        }
        return under(path, "/model") || under(path, "/foundation-models") || under(path, "/inference-profiles")
                ? BEDROCK
                : NONE;
    }

    private static boolean under(String path, String base) {
        return path.startsWith(base) && (path.length() == base.length() || path.charAt(base.length()) == '/');
    }
}
