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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
    @Operation(summary = "The configured Regions: state, age of the catalogue, counts, last error")
    public Jsend<Regions> regions(@Context RoutingContext context) {
        return Jsend.success(new Regions(queries.regions(Callers.of(context), null)));
    }

    @GET
    @Path("/models")
    @Operation(summary = "The models of a Region, with the id to invoke for each")
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
    @Operation(summary = "Model × Region: the id that works in each, or why none does")
    public Jsend<Availability> availability(
            @Context RoutingContext context,
            @QueryParam("provider") @Nullable String provider,
            @QueryParam("q") @Nullable String query) {
        return Jsend.success(queries.availability(
                Callers.of(context), new ModelFilter(ModelFilter.View.ALL, provider, null, query)));
    }

    @GET
    @Path("/models/statistics")
    @Operation(summary = "What a Region has, in figures")
    public Jsend<Statistics> statistics(
            @Context RoutingContext context, @QueryParam("region") @Nullable String region) {
        return Jsend.success(queries.statistics(Callers.of(context), region));
    }

    @GET
    @Path("/models/{id:.+}/resolution")
    @Operation(summary = "The decision for a model name, explained, without calling the model")
    public Jsend<Explanation> resolution(
            @Context RoutingContext context,
            @PathParam("id") @Schema(examples = {"nova-lite", "us.amazon.nova-lite-v1:0"}) String id,
            @QueryParam("region") @Nullable String region,
            @QueryParam("scope") @Nullable String scope) {
        return Jsend.success(queries.explain(Callers.of(context), id, region, scope));
    }

    @GET
    @Path("/models/{id:.+}")
    @Operation(summary = "One model of a Region, under any of its names")
    public Jsend<ModelView> model(
            @Context RoutingContext context,
            @PathParam("id") @Schema(examples = {"nova-lite", "us.amazon.nova-lite-v1:0"}) String id,
            @QueryParam("region") @Nullable String region) {
        return Jsend.success(queries.model(Callers.of(context), id, region));
    }

    @GET
    @Path("/inference-profiles")
    @Operation(summary = "System-defined and application inference profiles of a Region")
    public Jsend<ProfileListing> profiles(
            @Context RoutingContext context,
            @QueryParam("region") @Nullable String region,
            @QueryParam("type") @Nullable String type) {
        return Jsend.success(queries.profiles(Callers.of(context), region, Asked.profileType(type)));
    }
}
