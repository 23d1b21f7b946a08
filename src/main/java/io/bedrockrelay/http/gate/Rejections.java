package io.bedrockrelay.http.gate;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.FailureCode;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.responses.Unserved;
import io.bedrockrelay.http.answer.ErrorResponses;
import io.bedrockrelay.http.answer.RequestId;
import io.bedrockrelay.http.answer.Responses;
import io.bedrockrelay.http.endpoint.Surface;
import io.bedrockrelay.http.guard.SecurityHeaders;
import io.bedrockrelay.http.log.RequestRecord;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/// The answer to who is turned away, in the words of the API that the path belongs to.
public final class Rejections {
    /// How long a client may go on sending a body that nobody wants.
    private static final long DISCARD_MILLIS = 5_000;

    private Rejections() {}

    /// Whatever its body is: it is thrown away.
    public static void away(RoutingContext context, Failure failure) {
        discardBody(context);
        RequestRecord.of(context).failed(failure);
        if (failure.code() == FailureCode.UNAUTHENTICATED && Surface.of(context) != Surface.BEDROCK) {
            context.response().putHeader("WWW-Authenticate", "Bearer");
        }
        ErrorResponses.end(context, failure);
    }

    /// The router refuses a target that is no path before any route has seen the request, and says so to nobody but its
    /// failure handlers. What fails later is not for here.
    static void unseen(RoutingContext context) {
        if (RequestId.isGiven(context)) {
            context.next();
            return;
        }
        RequestId.give(context);
        SecurityHeaders.put(context);
        discardBody(context);
        ErrorResponses.end(context, new Failure.Invalid(null, "The path cannot be read: it begins with a slash."));
    }

    /// Ends the connection too, since where the next request on it begins is not known.
    static void unheardOf(RoutingContext context) {
        context.response().putHeader(HttpHeaders.CONNECTION, "close");
        away(context, new Failure.Invalid(null, "The header 'Transfer-Encoding' may say 'chunked', and nothing else."));
    }

    /// Two of whoever stands before the relay may have gone by the one or the other.
    static void hostTwice(RoutingContext context) {
        context.response().putHeader(HttpHeaders.CONNECTION, "close");
        away(context, new Failure.Invalid(null, "The header 'Host' stands twice in the request."));
    }

    static void wrongMethod(RoutingContext context, String allowed) {
        discardBody(context);
        if (asksForWebSocket(context)) {
            upgradeRequired(context);
            return;
        }
        var failure =
                new Failure.Invalid(null, context.request().method() + " is not possible here, only " + allowed + ".");
        if (Surface.of(context) != Surface.BEDROCK) {
            RequestRecord.of(context).failed(failure);
            context.response().putHeader(HttpHeaders.ALLOW, allowed);
        }
        ErrorResponses.wrongMethod(context, failure);
    }

    private static boolean asksForWebSocket(RoutingContext context) {
        return context.request().method().equals(HttpMethod.GET)
                && Surface.of(context) == Surface.RESPONSES
                && "websocket".equalsIgnoreCase(context.request().getHeader(HttpHeaders.UPGRADE));
    }

    /// Clients that would rather speak over a WebSocket fall back at once on this status, and on no other.
    private static void upgradeRequired(RoutingContext context) {
        RequestRecord.of(context).failed(new Failure.Invalid(null, "A WebSocket was asked for."));
        var out = new JsonWriter();
        Unserved.upgrade(out);
        var response = context.response();
        response.setStatusCode(Unserved.UPGRADE_REQUIRED)
                .putHeader(HttpHeaders.UPGRADE, "HTTP/1.1")
                .putHeader(HttpHeaders.CONNECTION, "close");
        Responses.whole(response, out);
    }

    /// A client reads its answer only once it has sent its body; nothing of it is kept. Over HTTP/2 the connection
    /// carries the requests of others, who are not to suffer for it.
    private static void discardBody(RoutingContext context) {
        var request = context.request();
        if (request.isEnded()) {
            return;
        }
        boolean alone = request.version() != HttpVersion.HTTP_2;
        long timer = context.vertx().setTimer(DISCARD_MILLIS, _ -> {
            if (alone) {
                request.connection().close();
            } else {
                request.response().reset();
            }
        });
        request.handler(_ -> {})
                .endHandler(_ -> context.vertx().cancelTimer(timer))
                .exceptionHandler(_ -> context.vertx().cancelTimer(timer));
        request.resume();
    }
}
