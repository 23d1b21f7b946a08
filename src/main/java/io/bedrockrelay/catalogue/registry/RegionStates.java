package io.bedrockrelay.catalogue.registry;

import io.bedrockrelay.catalogue.ListedModel;
import io.bedrockrelay.catalogue.RegionListing;
import io.bedrockrelay.catalogue.region.Amendment;
import io.bedrockrelay.catalogue.region.Catalogue;
import io.bedrockrelay.catalogue.region.FactsTable;
import io.bedrockrelay.catalogue.region.Model;
import io.bedrockrelay.catalogue.registry.RegionState.Failure;
import io.bedrockrelay.catalogue.registry.RegionState.Loaded;
import io.bedrockrelay.catalogue.resolve.RegionResolver;
import io.bedrockrelay.catalogue.resolve.Resolver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The states of all Regions and the resolver over them, swapped as one. Writers wait for each other, readers for
/// nobody.
final class RegionStates {

    private record View(Map<String, RegionState> states, Resolver resolver) {}

    private final CatalogueSettings settings;
    private final FactsTable facts = FactsTable.shipped();
    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicReference<View> view;
    /// By Region; guarded by `writing`.
    private final Map<String, List<Amendment>> amendments = new HashMap<>();

    RegionStates(CatalogueSettings settings, Instant now) {
        this.settings = settings;
        Map<String, RegionState> states = new LinkedHashMap<>();
        settings.regions().forEach(region -> states.put(region, RegionState.initial(region, now)));
        this.view = new AtomicReference<>(view(states));
    }

    List<RegionState> states() {
        return List.copyOf(view.get().states().values());
    }

    @Nullable
    RegionState state(String region) {
        return view.get().states().get(region);
    }

    Resolver resolver() {
        return view.get().resolver();
    }

    Map<String, SnapshotFile.Stored> stored() {
        Map<String, SnapshotFile.Stored> stored = new LinkedHashMap<>();
        for (RegionState state : states()) {
            Loaded loaded = state.loaded();
            if (loaded != null) {
                stored.put(state.region(), new SnapshotFile.Stored(loaded.refreshedAt(), loaded.listing()));
            }
        }
        return stored;
    }

    void loaded(String region, RegionListing read, Instant now, Instant due) {
        writing.lock();
        try {
            var listing = Amendment.lay(amendments.getOrDefault(region, List.of()), read, now);
            change(
                    region,
                    listing,
                    (before, resolver) ->
                            new RegionState(region, new Loaded(listing, resolver, now, false), null, 0, due));
        } finally {
            writing.unlock();
        }
    }

    /// Puts a change of our own into what is served, and for a while into what is loaded: a refresh under way may have
    /// read its list before the change.
    void amend(String region, Amendment amendment) {
        writing.lock();
        try {
            var known = amendments.computeIfAbsent(region, _ -> new ArrayList<>());
            known.removeIf(earlier -> earlier.expired(amendment.at()));
            known.add(amendment);
            Loaded loaded = known(view.get().states(), region).loaded();
            if (loaded != null) {
                var listing = amendment.over(loaded.listing());
                change(
                        region,
                        listing,
                        (before, resolver) -> new RegionState(
                                region,
                                new Loaded(listing, resolver, loaded.refreshedAt(), loaded.fromSnapshot()),
                                before.failure(),
                                before.failures(),
                                before.due()));
            }
        } finally {
            writing.unlock();
        }
    }

    /// Puts what the snapshot file holds in the place of a catalogue that could not be loaded.
    void restored(String region, RegionListing listing, Instant refreshedAt) {
        change(
                region,
                listing,
                (before, resolver) -> new RegionState(
                        region,
                        new Loaded(listing, resolver, refreshedAt, true),
                        before.failure(),
                        before.failures(),
                        before.due()));
    }

    /// Notes a failure; the last good catalogue stays. Returns the state before.
    RegionState failed(String region, Failure failure, IntFunction<Instant> dueAfter) {
        writing.lock();
        try {
            Map<String, RegionState> states = new LinkedHashMap<>(view.get().states());
            RegionState before = known(states, region);
            int failures = before.failures() + 1;
            states.put(region, new RegionState(region, before.loaded(), failure, failures, dueAfter.apply(failures)));
            view.set(new View(states, view.get().resolver()));
            return before;
        } finally {
            writing.unlock();
        }
    }

    private interface Change {
        RegionState apply(RegionState before, RegionResolver resolver);
    }

    private void change(String region, RegionListing listing, Change change) {
        writing.lock();
        try {
            Map<String, RegionState> states = new LinkedHashMap<>(view.get().states());
            RegionState before = known(states, region);
            Map<String, ListedModel> listed = listed(states, region, listing);
            states.put(region, change.apply(before, resolver(region, listing, listed)));
            states.replaceAll((other, state) ->
                    !other.equals(region) && dependsOn(state, before, listing) ? rebuilt(state, listed) : state);
            view.set(view(states));
        } finally {
            writing.unlock();
        }
    }

    /// A Region whose profiles name a model that it does not list itself borrows the model's facts from the others.
    private static boolean dependsOn(RegionState state, RegionState before, RegionListing listing) {
        Loaded loaded = state.loaded();
        if (loaded == null) {
            return false;
        }
        Loaded old = before.loaded();
        return loaded.resolver().catalogue().models().stream()
                .filter(Model::remote)
                .anyMatch(model -> lists(listing, model.id()) || (old != null && lists(old.listing(), model.id())));
    }

    private static boolean lists(RegionListing listing, String modelId) {
        return listing.models().stream().anyMatch(model -> model.id().equals(modelId));
    }

    private RegionState rebuilt(RegionState state, Map<String, ListedModel> listed) {
        Loaded loaded = state.loaded();
        return loaded == null ? state : state.withResolver(resolver(state.region(), loaded.listing(), listed));
    }

    private RegionResolver resolver(String region, RegionListing listing, Map<String, ListedModel> listed) {
        return new RegionResolver(
                Catalogue.of(region, listing, listed, facts), settings.aliases().keySet());
    }

    /// Every listed model of any Region; of several the one of the first configured Region, always.
    private static Map<String, ListedModel> listed(
            Map<String, RegionState> states, String region, RegionListing listing) {
        Map<String, ListedModel> listed = new HashMap<>();
        states.forEach((each, state) -> {
            Loaded loaded = state.loaded();
            RegionListing current = each.equals(region) ? listing : loaded == null ? null : loaded.listing();
            if (current != null) {
                current.models().forEach(model -> listed.putIfAbsent(model.id(), model));
            }
        });
        return listed;
    }

    private View view(Map<String, RegionState> states) {
        Map<String, RegionResolver> resolvers = new LinkedHashMap<>();
        states.forEach((region, state) -> {
            Loaded loaded = state.loaded();
            if (loaded != null) {
                resolvers.put(region, loaded.resolver());
            }
        });
        return new View(states, new Resolver(settings.regions(), resolvers, settings.aliases()));
    }

    private static RegionState known(Map<String, RegionState> states, String region) {
        RegionState state = states.get(region);
        if (state == null) {
            throw new IllegalArgumentException("not a configured Region: " + region);
        }
        return state;
    }
}
