package io.bedrockrelay.http;

import io.bedrockrelay.dialect.bedrock.RawPath;
import io.bedrockrelay.dialect.claude.ClaudeBody;
import io.bedrockrelay.dialect.completions.CompletionsDialect;
import io.bedrockrelay.dialect.relay.RelayDialect;
import io.bedrockrelay.http.answer.Api;
import io.bedrockrelay.http.answer.ErrorResponses;
import io.bedrockrelay.http.answer.RequestId;
import io.bedrockrelay.http.api.AnthropicApi;
import io.bedrockrelay.http.api.BedrockApi;
import io.bedrockrelay.http.api.EmbeddingsApi;
import io.bedrockrelay.http.api.SignedRegion;
import io.bedrockrelay.http.api.TranslatedApi;
import io.bedrockrelay.image.Images;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/// Where each API that calls models stands. They stand on the Vert.x router rather than behind Quarkus REST, which
/// sends a status of 200 before the first event is known and costs some 30 µs more for each event.
@Singleton
class CallRoutes {
    private final Conversation conversation;
    private final Images images;
    private final ClaudeBody claude;

    CallRoutes(Conversation conversation, Images images, AnthropicSettings anthropic) {
        this.conversation = conversation;
        this.images = images;
        this.claude = new ClaudeBody(anthropic.rules());
    }

    void register(@Observes Router router) {
        // Before everything else, Quarkus's own routes included, so that every answer has its request id.
        router.route().order(Integer.MIN_VALUE).handler(RequestId::assign);
        post(router, "/api/chat", new TranslatedApi(new RelayDialect(), images));
        // OpenAI's API, under its own paths and under those of the gateway that AWS retired.
        for (var base : List.of("/v1", "/api/v1")) {
            post(router, base + "/chat/completions", new TranslatedApi(new CompletionsDialect(), images));
            post(router, base + "/embeddings", new EmbeddingsApi());
        }
        post(router, "/v1/messages", AnthropicApi.messages(claude, images));
        post(router, "/v1/messages/count_tokens", AnthropicApi.counting(claude, images));
        var bedrock = new BedrockApi();
        router.route("/model/*").handler(context -> {
            if (namesAnOperation(context)) {
                conversation.handle(context, bedrock);
            } else {
                ErrorResponses.unknownOperation(context.response());
            }
        });
    }

    private void post(Router router, String path, Api<?> api) {
        router.post(path).handler(context -> conversation.handle(context, api));
    }

    private static boolean namesAnOperation(RoutingContext context) {
        return context.request().method().equals(HttpMethod.POST)
                && RawPath.call(SignedRegion.path(context)).isPresent();
    }
}
