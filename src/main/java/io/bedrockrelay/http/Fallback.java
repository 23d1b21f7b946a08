package io.bedrockrelay.http;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.Dialect;
import io.bedrockrelay.http.answer.Answer;
import io.bedrockrelay.http.answer.RequestId;
import io.bedrockrelay.http.log.Exchange;
import io.vertx.ext.web.RoutingContext;

/// Paths that exist, asked in a way that they do not know.
final class Fallback {
    private Fallback() {}

    static void wrongMethod(RoutingContext context, Dialect dialect, String allowed) {
        var failure =
                new Failure.Invalid(null, context.request().method() + " is not possible here, only " + allowed + ".");
        context.response().putHeader("Allow", allowed);
        Exchange.of(context).failed(failure);
        Answer.failure(context.response(), dialect, failure, 405, RequestId.of(context));
    }
}
