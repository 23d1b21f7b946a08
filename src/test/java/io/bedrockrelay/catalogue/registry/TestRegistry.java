package io.bedrockrelay.catalogue.registry;

import io.bedrockrelay.catalogue.BlockingCalls;
import io.bedrockrelay.catalogue.ModelSource;
import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.region.Catalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A registry over a source of the test's own, with a clock that stands until it is moved.
final class TestRegistry implements AutoCloseable {

    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final BlockingCalls calls;
    final Registry registry;

    private TestRegistry(ModelSource source, CatalogueSettings settings) {
        this(source, settings, 8);
    }

    private TestRegistry(ModelSource source, CatalogueSettings settings, int atOnce) {
        calls = BlockingCalls.onThreads("catalogue", atOnce);
        InstantSource clock = now::get;
        registry = new Registry(source, settings, calls, clock, new Random(1));
    }

    static TestRegistry over(ModelSource source, List<String> regions) {
        return new TestRegistry(source, settings(regions, null, Duration.ofSeconds(5)));
    }

    static TestRegistry over(ModelSource source, List<String> regions, Path snapshot) {
        return new TestRegistry(source, settings(regions, snapshot, Duration.ofSeconds(5)));
    }

    static TestRegistry impatient(ModelSource source, List<String> regions) {
        return new TestRegistry(source, settings(regions, null, Duration.ofMillis(20)));
    }

    /// With a single thread for the calls.
    static TestRegistry narrow(ModelSource source, List<String> regions) {
        return new TestRegistry(source, settings(regions, null, Duration.ofMillis(20)), 1);
    }

    private static CatalogueSettings settings(List<String> regions, @Nullable Path snapshot, Duration timeout) {
        return new CatalogueSettings(
                regions, Duration.ofMinutes(15), timeout, snapshot, true, List.of(), Map.of(), Policy.DEFAULT);
    }

    void startAndWait() throws Exception {
        registry.start();
        for (RegionState state : registry.regions()) {
            // Joins the refresh that runs, or makes another one if it is done: either way one has ended.
            if (state(state.region()).phase() == RegionState.Phase.LOADING) {
                refresh(state.region());
            }
        }
    }

    RegionState refresh(String region) throws Exception {
        return registry.refresh(region).get(20, TimeUnit.SECONDS);
    }

    void advance(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    Catalogue catalogue(String region) {
        return loaded(state(region)).resolver().catalogue();
    }

    RegionState state(String region) {
        return Objects.requireNonNull(registry.region(region));
    }

    static RegionState.Loaded loaded(RegionState state) {
        return Objects.requireNonNull(state.loaded());
    }

    static RegionState.Failure failure(RegionState state) {
        return Objects.requireNonNull(state.failure());
    }

    @Override
    public void close() {
        calls.close();
    }
}
