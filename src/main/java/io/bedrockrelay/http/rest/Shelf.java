package io.bedrockrelay.http.rest;

import io.bedrockrelay.catalogue.Refusal;
import io.bedrockrelay.catalogue.RegionListing;
import io.bedrockrelay.catalogue.Resolution;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.catalogue.registry.CatalogueSettings;
import io.bedrockrelay.catalogue.registry.RegionState;
import io.bedrockrelay.catalogue.registry.Registry;
import io.bedrockrelay.catalogue.resolve.Explanation;
import io.bedrockrelay.catalogue.resolve.Resolver;
import io.bedrockrelay.catalogue.view.Availability;
import io.bedrockrelay.catalogue.view.ModelFilter;
import io.bedrockrelay.catalogue.view.ModelListing;
import io.bedrockrelay.catalogue.view.ModelView;
import io.bedrockrelay.catalogue.view.Statistics;
import io.bedrockrelay.catalogue.view.Views;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.relay.Layers;
import io.bedrockrelay.relay.Refusals;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The catalogue as this service's policy shows it. What cannot be shown is thrown as a failure for the caller.
@Singleton
public class Shelf {
    private final Registry registry;
    private final CatalogueSettings settings;

    Shelf(Registry registry, CatalogueSettings settings) {
        this.registry = registry;
        this.settings = settings;
    }

    /// Every model of a Region that can be invoked, chat or not.
    public List<ModelView> callable(@Nullable String region) {
        return models(region, ModelFilter.all()).models().stream()
                .filter(model -> model.invocationId() != null)
                .toList();
    }

    /// What Bedrock itself lists.
    public RegionListing listing(@Nullable String region) {
        return loaded(region, registry.resolver()).listing();
    }

    ModelListing models(@Nullable String region, ModelFilter filter) {
        var resolver = registry.resolver();
        var here = loaded(region, resolver);
        var models = views(resolver).models(here.resolver(), filter);
        return new ModelListing(
                name(region, resolver),
                models.size(),
                here.refreshedAt(),
                registry.isStale(state(name(region, resolver))),
                models);
    }

    public ModelView model(String id, @Nullable String region) {
        var resolver = registry.resolver();
        var here = loaded(region, resolver);
        var model = views(resolver).model(here.resolver(), id);
        if (model != null) {
            return model;
        }
        Resolution resolution = resolver.resolve(id, name(region, resolver), settings.policy());
        throw new FailureException(
                switch (resolution) {
                    case Refusal refusal -> Refusals.failure(refusal);
                    case Target target ->
                        new Failure.UnknownModel(
                                "'" + id + "' is called as it is, but stands for no model of the catalogue.",
                                List.of(),
                                null);
                });
    }

    Explanation explain(String id, @Nullable String region, @Nullable String scopes) {
        return switch (Layers.narrow(settings.policy(), "the parameter scope", "scope", scopes)) {
            case Layers.Wrong wrong -> throw new FailureException(wrong.failure());
            case Layers.Narrowed(var policy) -> registry.resolver().explain(id, region, policy);
        };
    }

    Availability availability(ModelFilter filter) {
        return views(registry.resolver()).availability(filter);
    }

    Statistics statistics(@Nullable String region) {
        var resolver = registry.resolver();
        return views(resolver).statistics(loaded(region, resolver).resolver());
    }

    CatalogueResource.Profiles profiles(@Nullable String region, @Nullable String type) {
        var resolver = registry.resolver();
        var profiles = views(resolver).profiles(loaded(region, resolver).resolver(), type);
        return new CatalogueResource.Profiles(name(region, resolver), profiles.size(), profiles);
    }

    private Views views(Resolver resolver) {
        return new Views(resolver, settings.policy(), settings.obsolete());
    }

    private static String name(@Nullable String region, Resolver resolver) {
        return region == null ? resolver.defaultRegion() : region;
    }

    private RegionState state(String region) {
        var state = registry.region(region);
        if (state == null) {
            throw new FailureException(new Failure.Invalid(
                    "region",
                    "This Region is not served here; served are " + String.join(", ", settings.regions()) + "."));
        }
        return state;
    }

    private RegionState.Loaded loaded(@Nullable String region, Resolver resolver) {
        var state = state(name(region, resolver));
        if (state.loaded() == null) {
            throw new FailureException(new Failure.Unavailable(
                    "The catalogue of " + state.region() + " could not be read so far; it is tried again by itself.",
                    null,
                    null));
        }
        return state.loaded();
    }
}
