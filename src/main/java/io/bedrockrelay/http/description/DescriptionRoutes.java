package io.bedrockrelay.http.description;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.http.answer.RequestId;
import io.bedrockrelay.http.endpoint.Endpoints;
import io.bedrockrelay.http.endpoint.Service;
import io.bedrockrelay.http.gate.Rejections;
import io.bedrockrelay.relay.supervision.Defect;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Serves the description of the API, which is read when somebody asks for the first time.
@Singleton
class DescriptionRoutes {
    private final DescriptionSettings settings;
    private final AtomicReference<@Nullable Description> read = new AtomicReference<>();

    DescriptionRoutes(DescriptionSettings settings) {
        this.settings = settings;
    }

    void register(@Observes Router router) {
        if (settings.enabled()) {
            Endpoints.serve(router, Service.DESCRIPTION, this::answer);
        }
    }

    private void answer(RoutingContext context) {
        var format = context.request().getParam("format");
        if (format != null && !format.equalsIgnoreCase("json")) {
            Rejections.away(
                    context,
                    new Failure.Invalid("format", "'format' must be json: there is no other form of it here."));
            return;
        }
        description(context.vertx())
                .onSuccess(description -> send(context, description))
                .onFailure(defect -> failed(context, defect));
    }

    private Future<Description> description(Vertx vertx) {
        var known = read.get();
        return known != null
                ? Future.succeededFuture(known)
                : vertx.executeBlocking(this::fromFile).map(Objects::requireNonNull);
    }

    private Description fromFile() throws IOException {
        var description = Description.read();
        read.set(description);
        return description;
    }

    private static void send(RoutingContext context, Description description) {
        var response = context.response();
        response.putHeader(HttpHeaders.ETAG, description.tag());
        // Always asked for anew, and answered with 304 while it is the same.
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        if (description.tag().equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(304).end();
        } else {
            response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(description.body());
        }
    }

    private static void failed(RoutingContext context, Throwable defect) {
        Defect.log("The description of the API could not be read", defect);
        Rejections.away(
                context, new Failure.Internal("The relay failed; the request id is " + RequestId.of(context) + "."));
    }
}
