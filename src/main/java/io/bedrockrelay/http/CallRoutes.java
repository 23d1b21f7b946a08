package io.bedrockrelay.http;

import io.bedrockrelay.dialect.bedrock.RawPath;
import io.bedrockrelay.dialect.claude.model.ClaudeModels;
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
    private final ClaudeModels claude;

    CallRoutes(Conversation conversation, Images images, AnthropicSettings anthropic) {
        this.conversation = conversation;
        this.images = images;
        this.claude = anthropic.models();
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
        // Anthropic's API, under its own paths and under those of gateways that have several.
        for (var base : List.of("/v1/messages", "/anthropic/v1/messages")) {
            post(router, base, AnthropicApi.messages(claude, images));
            post(router, base + "/count_tokens", AnthropicApi.counting(claude, images));
        }
        hello(router);
        var bedrock = new BedrockApi(claude);
        router.route("/model/*").handler(context -> {
            if (namesAnOperation(context)) {
                conversation.handle(context, bedrock);
            } else {
                ErrorResponses.unknownOperation(context.response());
            }
        });
    }

    /// What Anthropic's own client asks before its first call, to have a connection ready.
    private static void hello(Router router) {
        router.route("/api/hello")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(context -> context.response().end());
        var protocol = Protocol.read();
        router.route("/protocol")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(context -> Protocol.answer(context.response(), protocol));
    }

    private void post(Router router, String path, Api<?> api) {
        router.post(path).handler(context -> conversation.handle(context, api));
    }

    private static boolean namesAnOperation(RoutingContext context) {
        return context.request().method().equals(HttpMethod.POST)
                && RawPath.call(SignedRegion.path(context)).isPresent();
    }
}
