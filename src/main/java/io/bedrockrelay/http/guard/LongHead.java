package io.bedrockrelay.http.guard;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.http.answer.ErrorResponses;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/// Refuses a request whose head is too long in the dialect of its path, over HTTP/1.1 and HTTP/2 alike. What is longer
/// than twice as much does not come here: Netty refuses it, without words.
final class LongHead {
    private static final int MOST_HEADERS = 32 * 1024;
    private static final int MOST_PATH = 16 * 1024;
    /// The colon, the blank and the line end.
    private static final int AROUND = 4;

    private LongHead() {}

    static boolean refused(RoutingContext context) {
        var request = context.request();
        int path = request.uri().length();
        if (path > MOST_PATH) {
            refuse(context, 414, "The path and query of the request", path, MOST_PATH);
            return true;
        }
        int headers = headers(request);
        if (headers > MOST_HEADERS) {
            refuse(context, 431, "The headers of the request", headers, MOST_HEADERS);
            return true;
        }
        return false;
    }

    private static int headers(HttpServerRequest request) {
        int sum = 0;
        for (var header : request.headers()) {
            sum += header.getKey().length() + header.getValue().length() + AROUND;
        }
        return sum;
    }

    private static void refuse(RoutingContext context, int status, String what, int is, int most) {
        if (context.request().version() != HttpVersion.HTTP_2) {
            // Nobody wants to read a body on behalf of a request that is refused for its head.
            context.response().putHeader(HttpHeaders.CONNECTION, "close");
        }
        ErrorResponses.end(
                context,
                new Failure.TooLarge(what + " have " + is + " bytes; at most " + most
                        + " are taken. Leave out what the relay does not need, such as cookies."),
                status);
    }
}
