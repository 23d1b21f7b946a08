package io.bedrockrelay.http.quota;

import io.bedrockrelay.access.limit.Limiter;
import io.bedrockrelay.access.limit.LocalLimits;
import io.bedrockrelay.access.shared.SharedLimits;
import io.bedrockrelay.access.shared.SharedSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.InjectableInstance;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/// Chooses where callers' use is counted: in Redis where there is one, else in this replica.
@Singleton
class LimitBeans {
    private static final Logger LOG = Logger.getLogger(LimitBeans.class);

    @Produces
    @Singleton
    Limiter limiter(InjectableInstance<Redis> redis, SharedSettings settings, MeterRegistry registry) {
        var clock = InstantSource.system();
        // Without quarkus.redis.hosts the client is there, but not active.
        if (!redis.getHandle().getBean().isActive()) {
            LOG.info(
                    "Limits hold for this replica alone; set quarkus.redis.hosts to have them hold over all replicas.");
            return new LocalLimits(clock);
        }
        LOG.info("Limits hold over all replicas that count in the same Redis.");
        var limits = new SharedLimits(redis.get(), settings, clock);
        Gauge.builder("relay.access.redis.up", limits, shared -> shared.up() ? 1 : 0)
                .description("Whether Redis answers, so that limits hold over all replicas")
                .register(registry);
        return limits;
    }
}
