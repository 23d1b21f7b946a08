package io.bedrockrelay.http;

import io.bedrockrelay.dialect.completions.CompletionsDialect;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/// OpenAI's API, under its own paths and under those of the gateway that AWS retired.
@Singleton
class OpenAiRoutes {
    static final CompletionsDialect DIALECT = new CompletionsDialect();

    private final Conversation conversation;
    private final Embeddings embeddings;

    OpenAiRoutes(Conversation conversation, Embeddings embeddings) {
        this.conversation = conversation;
        this.embeddings = embeddings;
    }

    void register(@Observes Router router) {
        for (var base : List.of("/v1", "/api/v1")) {
            router.post(base + "/chat/completions").handler(context -> conversation.handle(context, DIALECT));
            router.post(base + "/embeddings").handler(embeddings::handle);
        }
    }
}
