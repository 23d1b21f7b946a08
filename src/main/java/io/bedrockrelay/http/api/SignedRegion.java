package io.bedrockrelay.http.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/// The Region that a request is addressed to by its headers. `X-Relay-Region` comes first, then the Region that an AWS
/// client signs for: it is the one that its user configured, and where its data is expected to go. That holds on every
/// path and for every signing name of Bedrock's. The signature itself is not verified.
public final class SignedRegion {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String CREDENTIAL = "Credential=";
    /// Key, date, Region, service, `aws4_request`.
    private static final int SCOPE_PARTS = 5;

    private SignedRegion() {}

    /// Null where the request names none.
    public static @Nullable String of(RoutingContext context) {
        var asked = context.request().getHeader("X-Relay-Region");
        var authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        return asked != null || authorization == null ? asked : signed(authorization);
    }

    /// One scan, however long the header is.
    static @Nullable String signed(String authorization) {
        int from = authorization.startsWith(ALGORITHM) ? authorization.indexOf(CREDENTIAL) : -1;
        if (from < 0) {
            return null;
        }
        int end = authorization.indexOf(',', from);
        var scope = authorization
                .substring(from + CREDENTIAL.length(), end < 0 ? authorization.length() : end)
                .strip()
                .split("/", -1);
        return scope.length == SCOPE_PARTS && scope[3].startsWith("bedrock") && scope[4].equals("aws4_request")
                ? scope[2]
                : null;
    }

    /// The path as it came, neither decoded nor normalised; without the host, where a proxy's client names it too.
    public static String path(RoutingContext context) {
        var path = context.request().path();
        return path == null ? "" : path;
    }
}
