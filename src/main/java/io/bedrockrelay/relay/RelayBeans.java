package io.bedrockrelay.relay;

import io.bedrockrelay.bedrock.RuntimeLane;
import io.bedrockrelay.catalogue.registry.CatalogueSettings;
import io.bedrockrelay.catalogue.registry.Registry;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.ThreadLocalRandom;

/// Wires the relay from its settings.
@Singleton
class RelayBeans {

    @Produces
    @Singleton
    OpenCalls openCalls(StreamSettings streams) {
        return new OpenCalls(streams.maxOpen());
    }

    @Produces
    @Singleton
    Relay relay(
            Registry registry,
            CatalogueSettings catalogue,
            RuntimeLane lane,
            OpenCalls calls,
            StreamSettings streams,
            RetrySettings retries,
            Instance<Listener> listener) {
        var rules = new Rules(
                streams.firstEventTimeout(),
                streams.idleTimeout(),
                streams.totalTimeout(),
                retries.attempts(),
                new RetryBudget(retries.budget()),
                attempt -> Backoff.before(attempt, ThreadLocalRandom.current()));
        var heard = listener.isResolvable() ? listener.get() : Listener.NONE;
        return new Relay(registry, catalogue.policy(), new Means(lane, rules, calls, heard, System::nanoTime));
    }
}
