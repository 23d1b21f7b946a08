package io.bedrockrelay.http.route;

import io.bedrockrelay.access.Feature;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.routing.route.Affinity;
import io.bedrockrelay.routing.route.ConversationKey;
import io.bedrockrelay.routing.setup.RouteWish;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what a request says about its route.
public final class RouteWishes {
    private static final String SESSION = "X-Relay-Session";
    private static final String FAILOVER = "X-Relay-Failover";
    private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,128}");
    /// Sessions as clients name them by themselves.
    private static final List<String> SESSIONS = List.of("session_id", "X-Claude-Code-Session-Id");
    /// English has some four; so has code.
    private static final int BYTES_OF_A_TOKEN = 4;

    private RouteWishes() {}

    /// What is wrong with the headers; null if nothing is.
    public static @Nullable Failure problem(RoutingContext context) {
        var headers = context.request().headers();
        var session = headers.get(SESSION);
        if (session != null && !VISIBLE.matcher(session).matches()) {
            return new Failure.Invalid(SESSION, "'" + SESSION + "' must be 1 to 128 visible ASCII characters.");
        }
        var failover = headers.get(FAILOVER);
        return failover == null || failover.equals("off")
                ? null
                : new Failure.Invalid(FAILOVER, "'" + FAILOVER + "' must be off, or left out.");
    }

    /// Of a request that is translated, whatever its model.
    public static RouteWish translated(RoutingContext context, ChatRequest request, Set<Feature> features) {
        return wish(context, new FirstText(request), size(context), false, () -> Thinking.isIn(request), features);
    }

    /// Of a body that goes to Claude models as it is.
    public static RouteWish claude(RoutingContext context, byte[] body, Set<Feature> features) {
        return wish(context, new FirstBytes(body), body.length, true, () -> Thinking.isIn(body), features);
    }

    /// Of a body that goes to Bedrock as it is.
    ///
    /// @param anyModel whether all models take it
    public static RouteWish wire(RoutingContext context, byte[] body, boolean anyModel, Set<Feature> features) {
        return wish(context, new FirstBytes(body), body.length, !anyModel, () -> Thinking.isIn(body), features);
    }

    /// Of a request that belongs to no conversation: wherever there is room.
    public static RouteWish alone(RoutingContext context, String requestId) {
        ConversationKey spread = hash -> {
            hash.add(requestId);
            return Affinity.NONE;
        };
        return new RouteWish(
                spread, 0, true, () -> true, pinned(context.request().headers(), Set.of()));
    }

    private static RouteWish wish(
            RoutingContext context,
            ConversationKey text,
            long size,
            boolean claudeOnly,
            BooleanSupplier sameModel,
            Set<Feature> features) {
        var headers = context.request().headers();
        var session = session(headers);
        ConversationKey key = session == null
                ? text
                : hash -> {
                    hash.add(session);
                    return Affinity.SESSION;
                };
        return new RouteWish(key, size / BYTES_OF_A_TOKEN, claudeOnly, sameModel, pinned(headers, features));
    }

    private static @Nullable String session(MultiMap headers) {
        var own = headers.get(SESSION);
        if (own != null) {
            return own;
        }
        for (var name : SESSIONS) {
            var session = headers.get(name);
            if (session != null && !session.isBlank()) {
                return session;
            }
        }
        return null;
    }

    private static @Nullable String pinned(MultiMap headers, Set<Feature> features) {
        if (headers.contains(FAILOVER)) {
            return "the request switches failover off";
        }
        return features.contains(Feature.GUARDRAIL) ? "the request names a guardrail, which is one Region's" : null;
    }

    private static long size(RoutingContext context) {
        var length = context.request().getHeader("Content-Length");
        return length != null && length.matches("[0-9]{1,12}") ? Long.parseLong(length) : 0;
    }

    /// Text that is looked for in bodies.
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
