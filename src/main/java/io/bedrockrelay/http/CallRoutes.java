package io.bedrockrelay.http;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.bedrock.RawPath;
import io.bedrockrelay.dialect.claude.model.ClaudeModels;
import io.bedrockrelay.dialect.completions.CompletionsDialect;
import io.bedrockrelay.dialect.relay.RelayDialect;
import io.bedrockrelay.dialect.responses.ResponsesDialect;
import io.bedrockrelay.dialect.responses.Unserved;
import io.bedrockrelay.http.answer.Api;
import io.bedrockrelay.http.answer.ErrorResponses;
import io.bedrockrelay.http.answer.RequestId;
import io.bedrockrelay.http.api.AnthropicApi;
import io.bedrockrelay.http.api.BedrockApi;
import io.bedrockrelay.http.api.InputTokensApi;
import io.bedrockrelay.http.api.SignedRegion;
import io.bedrockrelay.http.api.TranslatedApi;
import io.bedrockrelay.http.claude.CountSettings;
import io.bedrockrelay.http.claude.Protocol;
import io.bedrockrelay.http.claude.WireSettings;
import io.bedrockrelay.http.embedding.EmbeddingsApi;
import io.bedrockrelay.http.endpoint.Endpoints;
import io.bedrockrelay.http.endpoint.Service;
import io.bedrockrelay.http.gate.Rejections;
import io.bedrockrelay.image.Images;
import io.bedrockrelay.metrics.CountMetrics;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.function.Function;

/// Which API answers each call of a model. They stand on the Vert.x router rather than behind Quarkus REST, which
/// sends a status of 200 before the first event is known and costs some 30 µs more for each event.
@Singleton
class CallRoutes {
    private final Conversation conversation;
    private final Images images;
    private final ClaudeModels claude;
    private final CountSettings counting;
    private final CountMetrics counts;
    private final boolean translating;
    private final ResponsesDialect responses;

    CallRoutes(
            Conversation conversation,
            Images images,
            AnthropicSettings anthropic,
            CountSettings counting,
            WireSettings wire,
            CountMetrics counts,
            ResponsesApiSettings responses) {
        this.counting = counting;
        this.translating = wire.translate();
        this.counts = counts;
        this.conversation = conversation;
        this.images = images;
        this.claude = anthropic.table();
        this.responses = new ResponsesDialect(responses.settings(), InstantSource.system());
    }

    void register(@Observes Router router) {
        // Before everything else, Quarkus's own routes included, so that every answer has its request id.
        router.route().order(Integer.MIN_VALUE).handler(RequestId::assign);
        serve(router, Service.RELAY_CHAT, new TranslatedApi(new RelayDialect(), images));
        serve(router, Service.COMPLETIONS, new TranslatedApi(new CompletionsDialect(), images));
        serve(router, Service.EMBEDDINGS, new EmbeddingsApi());
        serve(router, Service.RESPONSES, new TranslatedApi(responses, images));
        serve(router, Service.INPUT_TOKENS, new InputTokensApi(responses, counts));
        refuse(router, Service.COMPACT, _ -> Unserved.compact());
        refuse(router, Service.STORED_RESPONSE, context -> Unserved.stored(storedId(context)));
        refuse(router, Service.LEGACY_COMPLETIONS, _ -> Unserved.legacyCompletions());
        serve(router, Service.MESSAGES, AnthropicApi.messages(claude, images));
        serve(router, Service.COUNT_TOKENS, AnthropicApi.counting(claude, images, counting.fallback(), counts));
        // What Anthropic's own client asks before its first call, to have a connection ready.
        Endpoints.serve(router, Service.HELLO, context -> context.response().end());
        var protocol = Protocol.read();
        Endpoints.serve(router, Service.PROTOCOL, context -> Protocol.answer(context.response(), protocol));
        var bedrock = new BedrockApi(claude, images, translating);
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

    private static void refuse(Router router, Service service, Function<RoutingContext, Failure> failure) {
        Endpoints.serve(router, service, context -> Rejections.away(context, failure.apply(context)));
    }

    /// As it was sent, without what is asked about it.
    private static String storedId(RoutingContext context) {
        var path = SignedRegion.path(context);
        var folder = "/responses/";
        var id = path.substring(path.indexOf(folder) + folder.length());
        int end = id.indexOf('/');
        return end < 0 ? id : id.substring(0, end);
    }

    private static boolean namesAnOperation(RoutingContext context) {
        return context.request().method().equals(HttpMethod.POST)
                && RawPath.call(SignedRegion.path(context)).isPresent();
    }
}
