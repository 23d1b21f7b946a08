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
import io.bedrockrelay.http.endpoint.Endpoints;
import io.bedrockrelay.http.endpoint.Service;
import io.bedrockrelay.image.Images;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Which API answers each call of a model. They stand on the Vert.x router rather than behind Quarkus REST, which
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
        serve(router, Service.RELAY_CHAT, new TranslatedApi(new RelayDialect(), images));
        serve(router, Service.COMPLETIONS, new TranslatedApi(new CompletionsDialect(), images));
        serve(router, Service.EMBEDDINGS, new EmbeddingsApi());
        serve(router, Service.MESSAGES, AnthropicApi.messages(claude, images));
        serve(router, Service.COUNT_TOKENS, AnthropicApi.counting(claude, images));
        var bedrock = new BedrockApi();
        Endpoints.serve(router, Service.BEDROCK_RUNTIME, context -> {
            if (namesAnOperation(context)) {
                conversation.handle(context, bedrock);
            } else {
                ErrorResponses.unknownOperation(context.response());
            }
        });
    }

    private void serve(Router router, Service service, Api<?> api) {
        Endpoints.serve(router, service, context -> conversation.handle(context, api));
    }

    private static boolean namesAnOperation(RoutingContext context) {
        return context.request().method().equals(HttpMethod.POST)
                && RawPath.call(SignedRegion.path(context)).isPresent();
    }
}
