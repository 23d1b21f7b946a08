package io.bedrockrelay.http.rest;

import io.bedrockrelay.catalogue.registry.RegionView;
import io.bedrockrelay.catalogue.resolve.Explanation;
import io.bedrockrelay.catalogue.view.Availability;
import io.bedrockrelay.catalogue.view.ModelFilter;
import io.bedrockrelay.catalogue.view.ModelListing;
import io.bedrockrelay.catalogue.view.ModelView;
import io.bedrockrelay.catalogue.view.ProfileListing;
import io.bedrockrelay.catalogue.view.Statistics;
import io.bedrockrelay.http.gate.Callers;
import io.bedrockrelay.routing.CatalogueQueries;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the relay knows of models and profiles. Answers come from memory; nothing here calls Bedrock.
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class CatalogueResource {
    private final CatalogueQueries queries;

    CatalogueResource(CatalogueQueries queries) {
        this.queries = queries;
    }

    /// The answer of `GET /api/regions`.
    public record Regions(List<RegionView> regions) {}

    @GET
    @Path("/regions")
    public Jsend<Regions> regions(@Context RoutingContext context) {
        return Jsend.success(new Regions(queries.regions(Callers.of(context), null)));
    }

    @GET
    @Path("/models")
    public Jsend<ModelListing> models(
            @Context RoutingContext context,
            @QueryParam("region") @Nullable String region,
            @QueryParam("view") @DefaultValue("recommended") String view,
            @QueryParam("provider") @Nullable String provider,
            @QueryParam("profile") @Nullable String profile,
            @QueryParam("q") @Nullable String query) {
        var caller = Callers.of(context);
        var wanted = new ModelFilter(Asked.view(view), provider, profile, query);
        var found = queries.models(caller, region, wanted);
        if (found.models().isEmpty() && (provider != null || profile != null)) {
            Asked.filter(
                    provider,
                    profile,
                    queries.models(caller, region, ModelFilter.all()).models());
        }
        return Jsend.success(found);
    }

    @GET
    @Path("/models/availability")
    public Jsend<Availability> availability(
            @Context RoutingContext context,
            @QueryParam("provider") @Nullable String provider,
            @QueryParam("q") @Nullable String query) {
        return Jsend.success(queries.availability(
                Callers.of(context), new ModelFilter(ModelFilter.View.ALL, provider, null, query)));
    }

    @GET
    @Path("/models/statistics")
    public Jsend<Statistics> statistics(
            @Context RoutingContext context, @QueryParam("region") @Nullable String region) {
        return Jsend.success(queries.statistics(Callers.of(context), region));
    }

    @GET
    @Path("/models/{id:.+}/resolution")
    public Jsend<Explanation> resolution(
            @Context RoutingContext context,
            @PathParam("id") String id,
            @QueryParam("region") @Nullable String region,
            @QueryParam("scope") @Nullable String scope,
            @QueryParam("session") @Nullable String session) {
        return Jsend.success(queries.explain(Callers.of(context), id, region, scope, session));
    }

    @GET
    @Path("/models/{id:.+}")
    public Jsend<ModelView> model(
            @Context RoutingContext context,
            @PathParam("id") String id,
            @QueryParam("region") @Nullable String region) {
        return Jsend.success(queries.model(Callers.of(context), id, region));
    }

    @GET
    @Path("/inference-profiles")
    public Jsend<ProfileListing> profiles(
            @Context RoutingContext context,
            @QueryParam("region") @Nullable String region,
            @QueryParam("type") @Nullable String type) {
        return Jsend.success(queries.profiles(Callers.of(context), region, Asked.profileType(type)));
    }
}
