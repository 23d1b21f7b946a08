package io.bedrockrelay.http.answer;

import io.bedrockrelay.http.endpoint.Surface;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The name of one request in answers and logs: the caller's own, if it is harmless, else a new one.
public final class RequestId {
    public static final String HEADER = "X-Request-Id";

    /// What Anthropic's clients show in their errors.
    private static final String ANTHROPIC = "request-id";

    private static final String KEY = RequestId.class.getName();
    /// Nothing that could break a log line or a header.
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    private RequestId() {}

    /// Gives the request its name and puts it on the response, whatever becomes of the rest.
    public static void assign(RoutingContext context) {
        give(context);
        context.next();
    }

    /// The same for a request that no route has met.
    public static void give(RoutingContext context) {
        var asked = context.request().getHeader(HEADER);
        var id = harmless(asked) ? asked : UUID.randomUUID().toString();
        context.put(KEY, id);
        context.response().putHeader(HEADER, id);
        if (Surface.of(context) == Surface.ANTHROPIC) {
            context.response().putHeader(ANTHROPIC, id);
        }
    }

    public static boolean isGiven(RoutingContext context) {
        return context.get(KEY) != null;
    }

    public static String of(RoutingContext context) {
        String id = context.get(KEY);
        return id == null ? "unknown" : id;
    }

    private static boolean harmless(@Nullable String asked) {
        return asked != null && HARMLESS.matcher(asked).matches();
    }
}
