package io.bedrockrelay.http.rest;

import io.bedrockrelay.catalogue.registry.RegionView;
import io.bedrockrelay.catalogue.registry.Registry;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.http.gate.Callers;
import io.bedrockrelay.routing.CatalogueQueries;
import io.bedrockrelay.routing.FailureException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Refreshing the catalogue by hand.
@Path("/api/registry")
@Produces(MediaType.APPLICATION_JSON)
public class RegistryResource {
    private final Registry registry;
    private final CatalogueQueries queries;

    RegistryResource(Registry registry, CatalogueQueries queries) {
        this.registry = registry;
        this.queries = queries;
    }

    /// The Regions as they stand after the refresh; a failed one says so in its `lastError`.
    public record Refreshed(List<RegionView> regions) {}

    @POST
    @Path("/refresh")
    public Uni<Jsend<Refreshed>> refresh(
            @Context RoutingContext context, @QueryParam("region") @Nullable String region) {
        var own = queries.regions(Callers.of(context), region).stream()
                .map(RegionView::region)
                .toList();
        if (region != null && !own.contains(region)) {
            throw new FailureException(new Failure.Invalid(
                    "region", "This Region is not served here; served are " + String.join(", ", own) + "."));
        }
        var wanted = region == null ? own : List.of(region);
        var done = wanted.stream().map(registry::refresh).toArray(CompletableFuture<?>[]::new);
        return Uni.createFrom().completionStage(CompletableFuture.allOf(done)).map(_ -> {
            var views = registry.views().stream()
                    .filter(view -> wanted.contains(view.region()))
                    .toList();
            return Jsend.success(new Refreshed(views));
        });
    }
}
