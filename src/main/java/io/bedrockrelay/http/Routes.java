package io.bedrockrelay.http;

import io.bedrockrelay.dialect.Dialect;
import io.bedrockrelay.dialect.relay.RelayDialect;
import io.bedrockrelay.http.answer.RequestId;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// The relay's own conversation, and what comes before every route. Conversations stand on the Vert.x router rather
/// than behind Quarkus REST, which sends a status of 200 before the first event is known and costs some 30 µs more for
/// each event.
@Singleton
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
    }
}
