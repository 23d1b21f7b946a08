package io.bedrockrelay.http.page;

import java.util.Map;

/// What every answer of the page carries.
final class PageHeaders {
    /// Nothing but the page's own files and the relay's own API: whatever a model writes, it can neither run nor load.
    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "font-src 'self'",
            "img-src 'self' data: blob:",
            "connect-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'none'");

    static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", POLICY,
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Vary", "Accept-Encoding");

    private PageHeaders() {}

    /// `Cache-Control`: never asked for again where the content cannot change, else always, and answered with 304 while
    /// it is the same.
    static String lasting(boolean lasting) {
        return lasting ? "public, max-age=31536000, immutable" : "no-cache";
    }
}
