package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.access.Caller;
import io.bedrockrelay.access.Limit;
import io.bedrockrelay.access.limit.Admission;
import io.bedrockrelay.access.limit.Admission.Admitted;
import io.bedrockrelay.access.limit.Admission.Limited;
import io.bedrockrelay.access.shared.SharedLimits;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// How long a stream counts in a real Redis. Three minutes pass here by moving the end of its lease, which Redis keeps
/// as a time.
@Timeout(60)
class SharedLeasesIT {
    private static final long LIFE = Duration.ofMinutes(3).toMillis();

    private static Vertx vertx;
    private static RedisServer redis;
    private static Redis client;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        vertx = Vertx.vertx();
        redis = RedisServer.start(folder);
        client = Redis.createClient(vertx, new RedisOptions().setConnectionString(redis.url()));
    }

    @AfterAll
    static void stop() {
        client.close();
        redis.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aStreamThatLastsKeepsItsPlace() throws Exception {
        var limits = new SharedLimits(client, new SharedLimitsIT.Settings(), InstantSource.system());
        var caller = SharedLimitsIT.caller("lasting", Map.of(Limit.CONCURRENT_STREAMS, 1L));
        var stream = (Admitted) admit(limits, caller);
        for (int minutes = 0; minutes < 30; minutes += 3) {
            letPass(caller, LIFE - 5_000);
            limits.tidy();
            Await.until("renewed", Duration.ofSeconds(4), () -> left(caller) > LIFE - 4_000);
            assertThat(admit(limits, caller)).isInstanceOf(Limited.class);
        }
        stream.reservation().settle(OptionalLong.empty());
        Await.until("free", Duration.ofSeconds(4), () -> admit(limits, caller) instanceof Admitted);
    }

    @Test
    void theClockOfTheReplicaIsNoMatter() throws Exception {
        var caller = SharedLimitsIT.caller("wrong clock", Map.of(Limit.CONCURRENT_STREAMS, 1L));
        InstantSource late = () -> InstantSource.system().instant().minus(Duration.ofMinutes(10));
        var limits = new SharedLimits(client, new SharedLimitsIT.Settings(), late);
        assertThat(admit(limits, caller)).isInstanceOf(Admitted.class);
        letPass(caller, LIFE - 5_000);
        limits.tidy();
        Await.until("renewed", Duration.ofSeconds(4), () -> left(caller) > LIFE - 4_000);
        assertThat(admit(limits, caller)).isInstanceOf(Limited.class);
    }

    @Test
    void thePlaceOfAReplicaThatDiedIsFreeAfterThreeMinutes() throws Exception {
        var caller = SharedLimitsIT.caller("orphaned", Map.of(Limit.CONCURRENT_STREAMS, 1L));
        var died = new SharedLimits(client, new SharedLimitsIT.Settings(), InstantSource.system());
        var other = new SharedLimits(client, new SharedLimitsIT.Settings(), InstantSource.system());
        assertThat(admit(died, caller)).isInstanceOf(Admitted.class);
        letPass(caller, LIFE - 5_000);
        other.tidy();
        assertThat(admit(other, caller)).isInstanceOf(Limited.class);
        letPass(caller, 5_000);
        assertThat(admit(other, caller)).isInstanceOf(Admitted.class);
    }

    @Test
    void aSettlementThatIsLostHoldsThePlaceForThreeMinutesAtMost() throws Exception {
        var caller = SharedLimitsIT.caller("lost", Map.of(Limit.CONCURRENT_STREAMS, 1L, Limit.TOKENS_PER_DAY, 100L));
        var wire = new Broken(client);
        var limits = new SharedLimits(wire, new SharedLimitsIT.Settings(), InstantSource.system());
        var stream = (Admitted) admit(limits, caller);
        wire.broken = true;
        stream.reservation().settle(OptionalLong.of(10));
        wire.broken = false;
        assertThat(limits.up()).isFalse();
        var other = new SharedLimits(client, new SharedLimitsIT.Settings(), InstantSource.system());
        assertThat(admit(other, caller)).isInstanceOf(Limited.class);
        letPass(caller, LIFE - 5_000);
        // Nor does the replica that lost it renew it.
        Await.until("asked again", Duration.ofSeconds(5), () -> {
            var _ = admit(limits, caller);
            return limits.up();
        });
        limits.tidy();
        letPass(caller, 5_000);
        var next = admit(other, caller);
        assertThat(next).isInstanceOf(Admitted.class);
        // What it reserved of the day counts, rather than what it used: a budget errs on the safe side.
        assertThat(next.standings().getLast().remaining()).isEqualTo(100 - 2 * 40);
    }

    private static Admission admit(SharedLimits limits, Caller caller) {
        return limits.admit(caller, 40)
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
    }

    /// As if that much of every lease's life were over.
    private static void letPass(Caller caller, long millis) throws Exception {
        var leases = ask(Request.cmd(Command.ZRANGE).arg(key(caller)).arg("0").arg("-1"));
        for (var lease : leases) {
            ask(Request.cmd(Command.ZINCRBY)
                    .arg(key(caller))
                    .arg(Long.toString(-millis))
                    .arg(lease.toString()));
        }
    }

    /// How long the only lease still counts.
    private static long left(Caller caller) throws Exception {
        var lease = ask(
                Request.cmd(Command.ZRANGE).arg(key(caller)).arg("0").arg("-1").arg("WITHSCORES"));
        var score = lease.get(0).size() > 1 ? lease.get(0).get(1) : lease.get(1);
        return Math.round(score.toDouble()) - System.currentTimeMillis();
    }

    private static String key(Caller caller) {
        return "test:{" + caller.kind() + ":" + caller.name() + "}:leases";
    }

    private static Response ask(Request request) throws Exception {
        return client.send(request).toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }
}
