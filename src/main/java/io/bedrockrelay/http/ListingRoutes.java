package io.bedrockrelay.http;

import io.bedrockrelay.catalogue.RegionListing;
import io.bedrockrelay.catalogue.registry.CatalogueSettings;
import io.bedrockrelay.catalogue.view.ModelFilter;
import io.bedrockrelay.catalogue.view.ModelView;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.anthropic.model.AnthropicModel;
import io.bedrockrelay.dialect.anthropic.model.ModelPage;
import io.bedrockrelay.dialect.bedrock.FoundationModel;
import io.bedrockrelay.dialect.bedrock.ProfilePage;
import io.bedrockrelay.dialect.bedrock.RawPath;
import io.bedrockrelay.dialect.embedding.EmbeddingFamily;
import io.bedrockrelay.dialect.openai.OpenAiModel;
import io.bedrockrelay.http.AnthropicSettings.Listed;
import io.bedrockrelay.http.answer.Responses;
import io.bedrockrelay.http.api.SignedRegion;
import io.bedrockrelay.http.claude.ClaudesModels;
import io.bedrockrelay.http.endpoint.Endpoints;
import io.bedrockrelay.http.endpoint.Service;
import io.bedrockrelay.http.endpoint.Surface;
import io.bedrockrelay.http.gate.Callers;
import io.bedrockrelay.http.log.RequestRecord;
import io.bedrockrelay.routing.CatalogueQueries;
import io.bedrockrelay.routing.FailureException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// What other APIs call a list of models: OpenAI's, Anthropic's, and Bedrock's control plane. All from memory.
@Singleton
class ListingRoutes {
    private final CatalogueQueries queries;
    /// Whether clients of Anthropic's see models of other vendors.
    private final boolean everything;
    /// Those that such clients take for a model of theirs.
    private final List<String> aliases;

    ListingRoutes(CatalogueQueries queries, AnthropicSettings anthropic, CatalogueSettings catalogue) {
        this.queries = queries;
        this.everything = anthropic.listed() == Listed.ALL;
        this.aliases = catalogue.aliases().keySet().stream()
                .filter(ClaudesModels::isKnownAs)
                .sorted()
                .toList();
    }

    void register(@Observes Router router) {
        serve(router, Service.MODELS, this::models);
        serve(router, Service.MODEL, this::model);
        serve(router, Service.FOUNDATION_MODELS, this::foundationModels);
        serve(router, Service.FOUNDATION_MODEL, this::foundationModel);
        serve(router, Service.PROFILES, this::profiles);
        serve(router, Service.PROFILE, this::profile);
    }

    private void models(RoutingContext context, JsonWriter out) {
        var usable = queries.callable(Callers.of(context), region(context));
        if (!speaksAnthropic(context)) {
            var wanted = view(context);
            OpenAiModel.list(
                    usable.stream()
                            .filter(model -> wanted == ModelFilter.View.ALL || isServed(model))
                            .filter(model -> wanted != ModelFilter.View.RECOMMENDED || model.recommended())
                            .map(Listings::openAi)
                            .toList(),
                    out);
            return;
        }
        var query = context.queryParams();
        var all = anthropic(context, usable.stream().filter(ModelView::chat).toList());
        switch (ModelPage.of(all, query.get("limit"), query.get("before_id"), query.get("after_id"))) {
            case ModelPage.Cut.Refused refused -> throw new FailureException(refused.failure());
            case ModelPage.Cut.Page(ModelPage page) -> page.write(out);
        }
    }

    /// The models as clients of Anthropic's see them, and the aliases that stand for one of those that are usable.
    private List<AnthropicModel> anthropic(RoutingContext context, List<ModelView> usable) {
        var models = new ArrayList<>(ClaudesModels.listed(usable.stream()
                .filter(model -> everything || ClaudesModels.isOne(model))
                .toList()));
        for (var alias : aliases) {
            var meant = queries.explain(Callers.of(context), alias, region(context), null, null)
                    .model();
            usable.stream()
                    .filter(model -> meant != null && model.id().equals(meant))
                    .forEach(model -> models.add(ClaudesModels.of(alias, model)));
        }
        return models;
    }

    /// Whether a call of OpenAI's API takes the model.
    private static boolean isServed(ModelView model) {
        return model.chat() || (model.outputModalities().contains("EMBEDDING") && EmbeddingFamily.knows(model.id()));
    }

    private static ModelFilter.View view(RoutingContext context) {
        var asked = context.queryParams().get("view");
        if (asked == null) {
            return ModelFilter.View.USABLE;
        }
        return ModelFilter.View.of(asked)
                .orElseThrow(() -> new FailureException(
                        new Failure.Invalid("view", "'view' must be one of recommended, usable, all.")));
    }

    private void model(RoutingContext context, JsonWriter out) {
        var model = queries.model(Callers.of(context), id("/models/", context), region(context));
        if (speaksAnthropic(context)) {
            ClaudesModels.of(model).write(out);
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
        var id = id("/foundation-models/", context);
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
        var id = id("/inference-profiles/", context);
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

    private static void serve(Router router, Service service, BiConsumer<RoutingContext, JsonWriter> writer) {
        Endpoints.serve(router, service, context -> {
            try {
                var out = new JsonWriter(4096);
                writer.accept(context, out);
                Responses.whole(context.response(), out);
            } catch (FailureException refused) {
                Conversation.refuse(context, refused.failure());
            }
        });
    }

    private static FailureException notFound(String kind, String id) {
        return new FailureException(new Failure.NotFound("The " + kind + " '" + id + "' is not listed here."));
    }

    /// @param folder the part of the path that the id stands behind, at whatever base the API is reached
    private static String id(String folder, RoutingContext context) {
        var path = SignedRegion.path(context);
        var prefix = path.substring(0, Math.max(0, path.indexOf(folder))) + folder;
        return RawPath.below(prefix, path)
                .orElseThrow(() -> new FailureException(new Failure.NotFound("The path names no id.")));
    }

    private static @Nullable String region(RoutingContext context) {
        return context.request().getHeader("X-Relay-Region");
    }

    private static boolean speaksAnthropic(RoutingContext context) {
        return RequestRecord.of(context).surface() == Surface.ANTHROPIC;
    }
}
