package io.bedrockrelay.http.guard;

import io.vertx.ext.web.RoutingContext;

/// What tells a browser not to make anything of an answer but what it says it is. Whoever answers with a page sets a
/// policy of its own over this one.
public final class SecurityHeaders {
    private SecurityHeaders() {}

    public static void put(RoutingContext context) {
        var headers = context.response().headers();
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Frame-Options", "DENY");
        var path = context.request().path();
        // Swagger UI, of dev mode only, is a page of scripts that Quarkus serves without a policy of its own.
        if (path == null || !path.startsWith("/q/")) {
            headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        }
    }
}
