package io.bedrockrelay.routing;

import io.bedrockrelay.access.Caller;
import io.bedrockrelay.access.Permission;
import io.bedrockrelay.catalogue.ListedModel;
import io.bedrockrelay.catalogue.ListedProfile;
import io.bedrockrelay.catalogue.Refusal;
import io.bedrockrelay.catalogue.RegionListing;
import io.bedrockrelay.catalogue.Resolution;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.catalogue.registry.CatalogueSettings;
import io.bedrockrelay.catalogue.registry.RegionState;
import io.bedrockrelay.catalogue.registry.RegionView;
import io.bedrockrelay.catalogue.registry.Registry;
import io.bedrockrelay.catalogue.resolve.Explanation;
import io.bedrockrelay.catalogue.resolve.Resolver;
import io.bedrockrelay.catalogue.view.Availability;
import io.bedrockrelay.catalogue.view.CheckResults;
import io.bedrockrelay.catalogue.view.ModelFilter;
import io.bedrockrelay.catalogue.view.ModelListing;
import io.bedrockrelay.catalogue.view.ModelView;
import io.bedrockrelay.catalogue.view.ProfileListing;
import io.bedrockrelay.catalogue.view.ProfileView;
import io.bedrockrelay.catalogue.view.Statistics;
import io.bedrockrelay.catalogue.view.Views;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.routing.route.CandidateMemory;
import io.bedrockrelay.routing.setup.RouteWish;
import io.bedrockrelay.routing.view.RouteSteps;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The catalogue as one caller may see it. What cannot be shown is thrown as a failure for the caller.
@Singleton
public class CatalogueQueries {
    private final Registry registry;
    private final CatalogueSettings settings;
    private final CheckResults checks;
    private final Routing routing;
    private final CandidateMemory candidates;

    CatalogueQueries(
            Registry registry,
            CatalogueSettings settings,
            CheckResults checks,
            Routing routing,
            CandidateMemory candidates) {
        this.registry = registry;
        this.settings = settings;
        this.checks = checks;
        this.routing = routing;
        this.candidates = candidates;
    }

    /// The caller's Regions, one of which answers requests that name none.
    ///
    /// @param asked one that the request names; forbidden if it is served, but not to this caller
    public List<RegionView> regions(Caller caller, @Nullable String asked) {
        var own = visible(caller, asked).resolver();
        return registry.views().stream()
                .filter(view -> own.regions().contains(view.region()))
                .map(view -> view.asDefault(view.region().equals(own.defaultRegion()))
                        .saying(words -> Discretion.words(caller, words)))
                .toList();
    }

    /// Every model of a Region that can be invoked, chat or not.
    public List<ModelView> callable(Caller caller, @Nullable String region) {
        return models(caller, region, ModelFilter.all()).models().stream()
                .filter(model -> model.invocationId() != null)
                .toList();
    }

    /// What Bedrock itself lists.
    public RegionListing listing(Caller caller, @Nullable String region) {
        var visible = visible(caller, region);
        var here = loaded(region, visible.resolver());
        if (visible.everything()) {
            return here.listing();
        }
        var views = views(visible);
        var models = views.models(here.resolver(), ModelFilter.all()).stream()
                .map(ModelView::id)
                .collect(Collectors.toSet());
        var profiles = views.profiles(here.resolver(), null).stream()
                .map(ProfileView::arn)
                .collect(Collectors.toSet());
        List<ListedModel> shownModels = here.listing().models().stream()
                .filter(model -> models.contains(model.id()))
                .toList();
        List<ListedProfile> shownProfiles = here.listing().profiles().stream()
                .filter(profile -> profiles.contains(profile.arn()))
                .toList();
        return new RegionListing(shownModels, shownProfiles);
    }

    /// The models of a Region that pass the filter.
    public ModelListing models(Caller caller, @Nullable String region, ModelFilter filter) {
        var visible = visible(caller, region);
        var resolver = visible.resolver();
        var here = loaded(region, resolver);
        var models = views(visible).models(here.resolver(), filter);
        return new ModelListing(
                name(region, resolver),
                models.size(),
                here.refreshedAt(),
                registry.isStale(state(name(region, resolver), resolver)),
                models);
    }

    public ModelView model(Caller caller, String id, @Nullable String region) {
        var visible = visible(caller, region);
        var here = loaded(region, visible.resolver());
        var model = views(visible).model(here.resolver(), id);
        if (model != null) {
            return model;
        }
        Resolution resolution = visible.resolver().resolve(id, name(region, visible.resolver()), visible.policy());
        if (!visible.everything()) {
            throw new FailureException(
                    new Failure.UnknownModel(ResolutionFailures.unknown(resolution.region()), List.of(), null));
        }
        throw new FailureException(
                switch (resolution) {
                    case Refusal refusal -> ResolutionFailures.failure(refusal);
                    case Target target ->
                        new Failure.UnknownModel(
                                "'" + id + "' is called as it is, but stands for no model of the catalogue.",
                                List.of(),
                                null);
                });
    }

    /// What a name becomes, and the way that a call of it would go.
    ///
    /// @param session whose way is told; null for that of a request which belongs to none
    public Explanation explain(
            Caller caller, String id, @Nullable String region, @Nullable String scopes, @Nullable String session) {
        var explained = explain(caller, id, region, scopes);
        if (explained.chosen() == null) {
            return explained;
        }
        var ask = new Ask(caller, "relay", id, region, scopes, null, RouteWish.ofSession(session));
        return routing.route(ask) instanceof Route.Found found && found.plan() != null
                ? explained.routed(
                        RouteSteps.of(found.plan(), candidates, Instant.now()),
                        found.plan().pinned())
                : explained;
    }

    private Explanation explain(Caller caller, String id, @Nullable String region, @Nullable String scopes) {
        var visible = visible(caller, region);
        return switch (PolicyNarrowing.narrow(visible.policy(), "the parameter scope", "scope", scopes)) {
            case PolicyNarrowing.Wrong wrong -> throw new FailureException(wrong.failure());
            case PolicyNarrowing.Narrowed(var policy) -> {
                var explained = visible.resolver().explain(id, region, policy);
                var model = explained.model();
                boolean known = model != null && Permission.mayUse(caller, model);
                yield visible.everything() || known || (caller.grant().models().isEmpty() && !explained.isAmbiguous())
                        ? explained
                        : Explanation.ofUnknown(id, explained.region(), ResolutionFailures.unknown(explained.region()));
            }
        };
    }

    public Availability availability(Caller caller, ModelFilter filter) {
        return views(visible(caller, null)).availability(filter);
    }

    public Statistics statistics(Caller caller, @Nullable String region) {
        var visible = visible(caller, region);
        return views(visible).statistics(loaded(region, visible.resolver()).resolver());
    }

    public ProfileListing profiles(Caller caller, @Nullable String region, @Nullable String type) {
        var visible = visible(caller, region);
        var profiles =
                views(visible).profiles(loaded(region, visible.resolver()).resolver(), type);
        return new ProfileListing(name(region, visible.resolver()), profiles.size(), profiles);
    }

    private VisibleCatalogue visible(Caller caller, @Nullable String region) {
        return VisibleCatalogue.of(caller, registry.resolver(), settings.policy(), region);
    }

    private Views views(VisibleCatalogue visible) {
        return new Views(visible.resolver(), visible.policy(), settings.obsolete(), visible, checks);
    }

    private static String name(@Nullable String region, Resolver resolver) {
        return region == null ? resolver.defaultRegion() : region;
    }

    private RegionState state(String region, Resolver resolver) {
        var state = registry.region(region);
        if (state == null) {
            throw new FailureException(new Failure.Invalid(
                    "region",
                    "This Region is not served here; served are " + String.join(", ", resolver.regions()) + "."));
        }
        return state;
    }

    private RegionState.Loaded loaded(@Nullable String region, Resolver resolver) {
        var state = state(name(region, resolver), resolver);
        if (state.loaded() == null) {
            throw new FailureException(new Failure.Unavailable(
                    "The catalogue of " + state.region() + " could not be read so far; it is tried again by itself.",
                    null,
                    null));
        }
        return state.loaded();
    }
}
