package io.bedrockrelay.http.guard;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.http.answer.ErrorResponses;
import io.netty.bootstrap.ChannelInitializerExtension;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpHeaders;
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

    /// Vert.x has no word for a version of HTTP that it does not speak, and serves it as if it were 1.1.
    private static boolean isOfAnotherVersion(HttpServerRequest request) {
        return request.version() == null;
    }

    private static void handle(RoutingContext context) {
        SecurityHeaders.put(context);
        var request = context.request();
        if (isOfAnotherVersion(request)) {
            context.response().putHeader(HttpHeaders.CONNECTION, "close");
            ErrorResponses.end(
                    context,
                    new Failure.Invalid(
                            null,
                            "The request line names a version of HTTP that is not served: send HTTP/1.1 or HTTP/2."));
            return;
        }
        if (LongHead.refused(context)) {
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
