package io.bedrockrelay.catalogue.registry;

import io.bedrockrelay.catalogue.BlockingCalls;
import io.bedrockrelay.catalogue.ModelSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Random;

/// Wires the registry and lends it the scheduler's clock tick. Who has checked the settings starts it.
@Singleton
class CatalogueBeans {

    /// Regions that load at once: all that are usually configured. In a longer list the last ones load seconds later,
    /// and the default Region, which is the first, never waits.
    private static final int AT_ONCE = 8;

    private final BlockingCalls calls = BlockingCalls.onThreads("catalogue", AT_ONCE);
    private final Instance<Registry> registry;

    /// The registry is produced here, so it can only be looked up later.
    CatalogueBeans(Instance<Registry> registry) {
        this.registry = registry;
    }

    @Produces
    @Singleton
    CatalogueSettings settings(CatalogueConfig config) {
        return CatalogueSettings.of(config);
    }

    @Produces
    @Singleton
    Registry registry(CatalogueSettings settings, Instance<ModelSource> source) {
        return new Registry(source.get(), settings, calls, Clock.systemUTC(), new Random());
    }

    /// Each Region has its own due time, with jitter; this only looks.
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        registry.get().refreshDue();
    }

    void stop(@Observes ShutdownEvent event) {
        calls.close();
    }
}
