package io.bedrockrelay.http.rest;

import io.bedrockrelay.access.AccessSettings;
import io.bedrockrelay.access.Role;
import io.bedrockrelay.catalogue.registry.CatalogueSettings;
import io.bedrockrelay.catalogue.registry.RegionView;
import io.bedrockrelay.catalogue.registry.Registry;
import io.bedrockrelay.chat.Failure;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// Refreshing the catalogue by hand.
@Path("/api/registry")
@Produces(MediaType.APPLICATION_JSON)
public class RegistryResource {
    private final Registry registry;
    private final CatalogueSettings settings;
    private final AccessSettings access;

    RegistryResource(Registry registry, CatalogueSettings settings, AccessSettings access) {
        this.registry = registry;
        this.settings = settings;
        this.access = access;
    }

    /// The Regions as they stand after the refresh; a failed one says so in its `lastError`.
    public record Refreshed(List<RegionView> regions) {}

    @POST
    @Path("/refresh")
    @Operation(summary = "Refresh one Region, or all, now; answers when it is done")
    public Uni<Jsend<Refreshed>> refresh(@QueryParam("region") @Nullable String region) {
        if (!access.anyone().has(Role.ADMIN)) {
            throw new FailureException(new Failure.Forbidden("Refreshing is for administrators. Where everybody is let"
                    + " in, 'relay.access.open-admin=true' makes everybody one."));
        }
        if (region != null && !settings.regions().contains(region)) {
            throw new FailureException(new Failure.Invalid(
                    "region",
                    "This Region is not served here; served are " + String.join(", ", settings.regions()) + "."));
        }
        var wanted = region == null ? settings.regions() : List.of(region);
        var done = wanted.stream().map(registry::refresh).toArray(CompletableFuture<?>[]::new);
        return Uni.createFrom().completionStage(CompletableFuture.allOf(done)).map(_ -> {
            var views = registry.views().stream()
                    .filter(view -> wanted.contains(view.region()))
                    .toList();
            return Jsend.success(new Refreshed(views));
        });
    }
}
