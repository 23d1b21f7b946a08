package io.bedrockrelay.catalogue.registry;

import io.bedrockrelay.catalogue.BlockingCalls;
import io.bedrockrelay.catalogue.ListedProfile;
import io.bedrockrelay.catalogue.ModelSource;
import io.bedrockrelay.catalogue.RegionListing;
import io.bedrockrelay.catalogue.SourceException;
import io.bedrockrelay.catalogue.region.Amendment;
import io.bedrockrelay.catalogue.registry.RegionState.Failure;
import io.bedrockrelay.catalogue.resolve.Resolver;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The catalogues of all configured Regions. Safe for any number of threads; reading never waits.
///
/// Every Region is refreshed by itself: what happens to one never delays or empties another. A failed refresh keeps the
/// last good catalogue.
public final class Registry {

    private static final Logger LOG = System.getLogger(Registry.class.getName());

    /// A client that hits a stale id may ask for a refresh; a thousand of them must not.
    private static final Duration BETWEEN_STALE_REFRESHES = Duration.ofMinutes(1);

    /// Both lists with all pages of a large account; a Region that needs longer is as good as down.
    private static final int CALLS_AT_MOST = 12;

    private final CatalogueSettings settings;
    private final Fetch fetch;
    private final InstantSource clock;
    private final Pace pace;
    private final RegionStates board;
    private final @Nullable SnapshotFile file;
    private final Map<String, CompletableFuture<RegionState>> running = new ConcurrentHashMap<>();
    private final ReentrantLock saving = new ReentrantLock();
    private @Nullable Map<String, SnapshotFile.Stored> kept;
    private final Map<String, Instant> staleRefreshes = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> failed = new ConcurrentHashMap<>();

    /// Made empty; nothing is asked before [#start].
    ///
    /// @param calls makes those to Bedrock; the catalogue is built on its threads too
    /// @param random of any thread
    public Registry(
            ModelSource source,
            CatalogueSettings settings,
            BlockingCalls calls,
            InstantSource clock,
            RandomGenerator random) {
        this.settings = settings;
        this.fetch = new Fetch(source, calls, settings.timeout().multipliedBy(CALLS_AT_MOST));
        this.clock = clock;
        this.pace = new Pace(settings.refreshEvery(), random);
        this.board = new RegionStates(settings, clock.instant());
        this.file = settings.snapshot() == null ? null : new SnapshotFile(settings.snapshot());
    }

    /// Starts to load every Region, all at once, and returns.
    public void start() {
        settings.regions().forEach(this::begin);
    }

    /// Starts a refresh of each Region whose time has come, and returns. Meant to be called every second or so.
    public void refreshDue() {
        Instant now = clock.instant();
        for (RegionState state : board.states()) {
            if (!state.due().isAfter(now)) {
                begin(state.region());
            }
        }
    }

    /// Refreshes a configured Region now; joins the refresh that is running, if any. The future ends with the Region's
    /// new state, never with an exception: a failure is part of the state.
    public CompletableFuture<RegionState> refresh(String region) {
        if (!settings.regions().contains(region)) {
            throw new IllegalArgumentException("not a configured Region: " + region);
        }
        CompletableFuture<RegionState> mine = new CompletableFuture<>();
        CompletableFuture<RegionState> other = running.putIfAbsent(region, mine);
        if (other != null) {
            return other.copy();
        }
        var _ = fetch.of(region).thenAccept(fetched -> take(region, fetched, mine));
        return mine.copy();
    }

    /// For a caller that learned from Bedrock that the catalogue is out of date: refreshes the Region, but not more
    /// than once a minute. False where it did not, because it lately did or the Region is not configured.
    public boolean refreshStale(String region) {
        if (!settings.regions().contains(region)) {
            return false;
        }
        Instant now = clock.instant();
        AtomicBoolean granted = new AtomicBoolean();
        staleRefreshes.compute(region, (key, last) -> {
            granted.set(!isRecent(last, now));
            return granted.get() ? now : last;
        });
        if (granted.get()) {
            begin(region);
        }
        return granted.get();
    }

    /// The same for a caller that wants to know when. The future ends with the refresh that is under way, whoever began
    /// it, and has ended already where there is none; never with an exception.
    public CompletableFuture<?> refreshedStale(String region) {
        refreshStale(region);
        var refresh = running.get(region);
        return refresh == null ? CompletableFuture.completedFuture(null) : refresh.copy();
    }

    /// Serves a profile from now on that the relay has just made, without asking Bedrock for its lists.
    public void made(String region, ListedProfile profile) {
        board.amend(region, new Amendment.Made(profile, clock.instant()));
    }

    /// No longer serves a profile that the relay has just deleted.
    public void deleted(String region, String profileId) {
        board.amend(region, new Amendment.Deleted(profileId, clock.instant()));
    }

    /// How it ends stands in the Region's state; nobody waits here.
    private void begin(String region) {
        var _ = refresh(region);
    }

    private static boolean isRecent(@Nullable Instant last, Instant now) {
        return last != null && now.isBefore(last.plus(BETWEEN_STALE_REFRESHES));
    }

    /// Whether at least one Region can be served, fresh or last known good.
    public boolean ready() {
        return board.states().stream().anyMatch(state -> state.loaded() != null);
    }

    /// Resolves names over what is loaded at this moment. Ask anew for every request.
    public Resolver resolver() {
        return board.resolver();
    }

    /// How each configured Region stands, in the configured order.
    public List<RegionState> regions() {
        return board.states();
    }

    /// Null for a Region that is not configured.
    public @Nullable RegionState region(String region) {
        return board.state(region);
    }

    /// Refreshes of a Region that failed since the start.
    public long refreshFailures(String region) {
        var count = failed.get(region);
        return count == null ? 0 : count.sum();
    }

    /// The same for people.
    public List<RegionView> views() {
        Instant now = clock.instant();
        String byDefault = settings.regions().getFirst();
        return regions().stream()
                .map(state -> RegionView.of(state, state.region().equals(byDefault), now))
                .toList();
    }

    /// Whether the last refresh of a Region failed, or has not come for twice the time it should.
    public boolean isStale(RegionState state) {
        RegionState.Loaded loaded = state.loaded();
        return state.phase() != RegionState.Phase.FRESH
                || loaded == null
                || clock.instant()
                        .isAfter(loaded.refreshedAt()
                                .plus(settings.refreshEvery().multipliedBy(2)));
    }

    private void take(String region, Fetch.Fetched fetched, CompletableFuture<RegionState> mine) {
        try {
            if (load(region, fetched)) {
                save();
            }
        } finally {
            end(region, mine);
        }
    }

    private void end(String region, CompletableFuture<RegionState> mine) {
        running.remove(region);
        mine.complete(Objects.requireNonNull(board.state(region)));
    }

    /// Whether Bedrock gave a new catalogue.
    private boolean load(String region, Fetch.Fetched fetched) {
        return switch (fetched) {
            case Fetch.Fetched.Whole(var listing) -> build(region, listing);
            case Fetch.Fetched.Failed(var kind, var reason) -> {
                LOG.log(Level.WARNING, "Catalogue of {0} cannot be refreshed ({1}): {2}", region, kind.label(), reason);
                failed(region, kind, reason);
                yield false;
            }
        };
    }

    private boolean build(String region, RegionListing listing) {
        var emptied = emptied(region, listing);
        if (emptied != null) {
            LOG.log(Level.WARNING, "Catalogue of {0} is not taken: {1}", region, emptied);
            failed(region, SourceException.Kind.INVALID_ANSWER, emptied);
            return false;
        }
        try {
            Instant now = clock.instant();
            board.loaded(region, listing, now, now.plus(pace.untilNext(0)));
        } catch (RuntimeException e) {
            // A listing that breaks the join must neither pass silently nor be tried again every second.
            LOG.log(Level.ERROR, "Catalogue of " + region + " cannot be built", e);
            failed(region, SourceException.Kind.INVALID_ANSWER, "cannot be built: " + e);
            return false;
        }
        int models = listing.models().size();
        LOG.log(
                Level.INFO,
                "Catalogue of {0}: {1} models, {2} profiles",
                region,
                models,
                listing.profiles().size());
        return true;
    }

    /// Bedrock does not take back all it has from one refresh to the next: what answered so was not it.
    private @Nullable String emptied(String region, RegionListing listing) {
        var loaded = Objects.requireNonNull(board.state(region)).loaded();
        var stored = kept().get(region);
        var before = loaded != null ? loaded.listing() : stored != null ? stored.listing() : listing;
        return listing.emptied(before);
    }

    private void failed(String region, SourceException.Kind kind, String message) {
        failed.computeIfAbsent(region, _ -> new LongAdder()).increment();
        Instant now = clock.instant();
        RegionState before =
                board.failed(region, new Failure(kind, message, now), failures -> now.plus(pace.untilNext(failures)));
        if (before.loaded() == null) {
            loadFromFile(region);
        }
    }

    private void loadFromFile(String region) {
        SnapshotFile.Stored last = kept().get(region);
        if (last != null) {
            board.restored(region, last.listing(), last.refreshedAt());
            LOG.log(Level.WARNING, "Catalogue of {0} is served from the snapshot of {1}", region, last.refreshedAt());
        }
    }

    /// Regions that this process has not loaded so far keep what the file holds of them.
    private void save() {
        if (file != null) {
            saving.lock();
            try {
                Map<String, SnapshotFile.Stored> stored = new LinkedHashMap<>(kept());
                stored.putAll(board.stored());
                file.write(stored);
            } finally {
                saving.unlock();
            }
        }
    }

    /// What the file held at the first look, of the Regions that are configured.
    private Map<String, SnapshotFile.Stored> kept() {
        saving.lock();
        try {
            Map<String, SnapshotFile.Stored> known = kept;
            if (known == null) {
                known = new LinkedHashMap<>(file == null ? Map.of() : file.read());
                known.keySet().retainAll(settings.regions());
                kept = known;
            }
            return known;
        } finally {
            saving.unlock();
        }
    }
}
