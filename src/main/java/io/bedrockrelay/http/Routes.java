package io.bedrockrelay.http;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.Dialect;
import io.bedrockrelay.dialect.relay.RelayDialect;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// The routes of conversations. They stand on the Vert.x router rather than behind Quarkus REST, which sends a status
/// of 200 before the first event is known and costs some 30 µs more per event.
@ApplicationScoped
class Routes {
    private static final Dialect RELAY = new RelayDialect();

    private final Conversation conversation;

    Routes(Conversation conversation) {
        this.conversation = conversation;
    }

    void register(@Observes Router router) {
        // Before everything else, Quarkus's own routes included, so that every answer has its request id.
        router.route().order(Integer.MIN_VALUE).handler(RequestId::assign);
        router.post("/api/chat").handler(context -> conversation.handle(context, RELAY));
        router.route("/api/chat").handler(context -> wrongMethod(context, "POST"));
    }

    private static void wrongMethod(RoutingContext context, String allowed) {
        context.response().setStatusCode(405).putHeader("Allow", allowed);
        var failure = new Failure.Invalid(null, context.request().method() + " is not possible here, only " + allowed
                + ".");
        Answer.failure(context.response(), RELAY, failure, RequestId.of(context));
    }
}
