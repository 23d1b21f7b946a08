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
            // Always asked for anew, and answered with 304 while it is the same.
            "Cache-Control", "no-cache",
            "Vary", "Accept-Encoding");

    private PageHeaders() {}
}
