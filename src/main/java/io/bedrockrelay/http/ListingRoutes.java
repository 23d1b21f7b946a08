package io.bedrockrelay.http;

import io.bedrockrelay.catalogue.RegionListing;
import io.bedrockrelay.catalogue.view.ModelView;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.anthropic.ModelPage;
import io.bedrockrelay.dialect.bedrock.FoundationModel;
import io.bedrockrelay.dialect.bedrock.ProfilePage;
import io.bedrockrelay.dialect.bedrock.RawPath;
import io.bedrockrelay.dialect.openai.OpenAiModel;
import io.bedrockrelay.http.answer.Responses;
import io.bedrockrelay.http.api.SignedRegion;
import io.bedrockrelay.http.gate.Callers;
import io.bedrockrelay.routing.CatalogueQueries;
import io.bedrockrelay.routing.FailureException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What other APIs call a list of models: OpenAI's, Anthropic's, and Bedrock's control plane. All from memory.
@Singleton
class ListingRoutes {
    private static final String ANTHROPIC = "/anthropic/v1/models";
    private static final String MODELS = "/foundation-models";
    private static final String PROFILES = "/inference-profiles";

    private final CatalogueQueries queries;

    ListingRoutes(CatalogueQueries queries) {
        this.queries = queries;
    }

    void register(@Observes Router router) {
        for (var base : List.of("/v1/models", "/api/v1/models", ANTHROPIC)) {
            router.get(base).handler(context -> told(context, this::models));
            router.get(base + "/*").handler(context -> told(context, (each, out) -> model(each, base + "/", out)));
        }
        router.get(MODELS).handler(context -> wire(context, out -> foundationModels(context, out)));
        router.get(MODELS + "/*").handler(context -> wire(context, out -> foundationModel(context, out)));
        router.get(PROFILES).handler(context -> wire(context, out -> profiles(context, out)));
        router.get(PROFILES + "/*").handler(context -> wire(context, out -> profile(context, out)));
    }

    private void models(RoutingContext context, JsonWriter out) {
        var usable = queries.callable(Callers.of(context), region(context));
        if (!speaksAnthropic(context)) {
            OpenAiModel.list(usable.stream().map(Listings::openAi).toList(), out);
            return;
        }
        var query = context.queryParams();
        var all =
                usable.stream().filter(ModelView::chat).map(Listings::anthropic).toList();
        switch (ModelPage.of(all, query.get("limit"), query.get("before_id"), query.get("after_id"))) {
            case ModelPage.Cut.Refused refused -> throw new FailureException(refused.failure());
            case ModelPage.Cut.Page(ModelPage page) -> page.write(out);
        }
    }

    private void model(RoutingContext context, String prefix, JsonWriter out) {
        var model = queries.model(Callers.of(context), id(prefix, context), region(context));
        if (speaksAnthropic(context)) {
            Listings.anthropic(model).write(out);
        } else {
            Listings.openAi(model).write(out);
        }
    }

    private void foundationModels(RoutingContext context, JsonWriter out) {
        var query = context.queryParams();
        var filter = new FoundationModel.Filter(
                query.get("byProvider"),
                query.get("byCustomizationType"),
                query.get("byOutputModality"),
                query.get("byInferenceType"));
        FoundationModel.list(
                listing(context).models().stream().map(Listings::wire).toList(), filter, out);
    }

    private void foundationModel(RoutingContext context, JsonWriter out) {
        var id = id(MODELS + "/", context);
        var wanted = id.substring(id.lastIndexOf('/') + 1);
        listing(context).models().stream()
                .filter(model -> model.id().equals(wanted))
                .findFirst()
                .map(Listings::wire)
                .orElseThrow(() -> notFound("model", id))
                .details(out);
    }

    private void profiles(RoutingContext context, JsonWriter out) {
        var query = context.queryParams();
        var all = listing(context).profiles().stream().map(Listings::wire).toList();
        switch (ProfilePage.of(all, query.get("type"), query.get("maxResults"), query.get("nextToken"))) {
            case ProfilePage.Cut.Refused refused -> throw new FailureException(refused.failure());
            case ProfilePage.Cut.Page(ProfilePage page) -> page.write(out);
        }
    }

    private void profile(RoutingContext context, JsonWriter out) {
        var id = id(PROFILES + "/", context);
        listing(context).profiles().stream()
                .filter(profile -> profile.id().equals(id) || profile.arn().equals(id))
                .findFirst()
                .map(Listings::wire)
                .orElseThrow(() -> notFound("inference profile", id))
                .write(out);
    }

    private RegionListing listing(RoutingContext context) {
        return queries.listing(Callers.of(context), SignedRegion.of(context));
    }

    private static void told(RoutingContext context, BiConsumer<RoutingContext, JsonWriter> writer) {
        try {
            var out = new JsonWriter(4096);
            writer.accept(context, out);
            Responses.whole(context.response(), out);
        } catch (FailureException refused) {
            Conversation.refuse(context, refused.failure());
        }
    }

    private static void wire(RoutingContext context, Consumer<JsonWriter> writer) {
        try {
            var out = new JsonWriter(4096);
            writer.accept(out);
            Responses.whole(context.response(), out);
        } catch (FailureException refused) {
            Conversation.refuse(context, refused.failure());
        }
    }

    private static FailureException notFound(String kind, String id) {
        return new FailureException(new Failure.NotFound("The " + kind + " '" + id + "' is not listed here."));
    }

    private static String id(String prefix, RoutingContext context) {
        return RawPath.below(prefix, SignedRegion.path(context))
                .orElseThrow(() -> new FailureException(new Failure.NotFound("The path names no id.")));
    }

    private static @Nullable String region(RoutingContext context) {
        return context.request().getHeader("X-Relay-Region");
    }

    private static boolean speaksAnthropic(RoutingContext context) {
        return context.request().getHeader("anthropic-version") != null
                || context.normalizedPath().startsWith(ANTHROPIC);
    }
}
