package io.bedrockrelay.http.guard;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Stands right behind the request id, before every route of both ports.
@Singleton
class Guard {
    private static final int ORDER = Integer.MIN_VALUE + 1;

    void register(@Observes Router router) {
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            // Read by Netty when it opens its first port. Elsewhere the embedded Bedrock's port is one of them, whose
            // requests pass no guard.
            System.setProperty(ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
        }
        router.route().order(ORDER).handler(Guard::handle);
    }

    void registerManagement(@Observes ManagementInterface management) {
        management.router().route().order(ORDER).handler(Guard::handle);
    }

    /// Vert.x itself answers a version of HTTP that it does not speak, when it is first asked for it, and closes the
    /// connection.
    private static boolean isOfAnotherVersion(HttpServerRequest request) {
        try {
            request.version();
            return false;
        } catch (IllegalStateException answered) {
            return true;
        }
    }

    private static void handle(RoutingContext context) {
        SecurityHeaders.put(context);
        var request = context.request();
        if (isOfAnotherVersion(request)) {
            return;
        }
        if (request.connection() instanceof ConnectionBase connection) {
            var patience = connection.channel().pipeline().get(RequestTimeouts.class);
            if (patience != null) {
                patience.begun(request);
            }
        }
        context.next();
    }
}
