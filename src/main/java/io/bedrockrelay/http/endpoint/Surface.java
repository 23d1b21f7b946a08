package io.bedrockrelay.http.endpoint;

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
        var place = Place.of(path);
        return place == null ? NONE : place.surface(versioned);
    }
}
