package io.bedrockrelay.image;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// Where an image is said to be. Immutable.
///
/// @param host a name or an address, without brackets
/// @param path with the query
record Location(String host, int port, String path) {
    private static final int HTTPS = 443;
    private static final int LONGEST = 4096;

    /// A URL read, or what is wrong with it.
    sealed interface Reading {
        record Read(Location location) implements Reading {}

        /// @param complaint completes the field's name to a sentence
        record Wrong(String complaint) implements Reading {}
    }

    static Reading of(String url) {
        if (url.length() > LONGEST) {
            return new Reading.Wrong("must be no longer than " + LONGEST + " characters");
        }
        try {
            var uri = new URI(url);
            if (!"https".equals(uri.getScheme() == null ? null : uri.getScheme().toLowerCase(Locale.ROOT))) {
                return new Reading.Wrong("must be an https:// URL, or the image itself in base64");
            }
            if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
                return new Reading.Wrong("must be a plain https:// URL with a host, without user and fragment");
            }
            if (uri.getPort() != -1 && uri.getPort() != HTTPS) {
                return new Reading.Wrong("must be at port 443");
            }
            var host = uri.getHost();
            var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            return new Reading.Read(new Location(
                    host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                    HTTPS,
                    (uri.getRawPath().isEmpty() ? "/" : uri.getRawPath()) + query));
        } catch (URISyntaxException notAUrl) {
            return new Reading.Wrong("is not a URL");
        }
    }
}
