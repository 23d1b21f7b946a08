package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.access.ApplicationProfiles;
import io.bedrockrelay.access.Caller;
import io.bedrockrelay.access.CallerRole;
import io.bedrockrelay.access.Grant;
import io.bedrockrelay.access.Limit;
import io.bedrockrelay.access.Limits;
import io.bedrockrelay.access.limit.Admission;
import io.bedrockrelay.access.limit.Admission.Admitted;
import io.bedrockrelay.access.limit.Admission.Limited;
import io.bedrockrelay.access.limit.Limiter;
import io.bedrockrelay.access.limit.LocalLimits;
import io.bedrockrelay.access.shared.Outage;
import io.bedrockrelay.access.shared.SharedLimits;
import io.bedrockrelay.access.shared.SharedSettings;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What Redis counts is what a replica by itself would count: both are asked the same, and must answer the same.
@Timeout(60)
class SharedLimitsIT {
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

    @ParameterizedTest
    @EnumSource(Limit.class)
    void eachLimitIsKeptAndTold(Limit limit) {
        for (var limiter : both()) {
            var caller = caller("each-" + limit, Map.of(limit, 100L));
            long tokens = limit.ofTokens() ? 60 : 0;
            int fit = limit.ofTokens() ? 1 : 100;
            Admission last = new Admission.Uncounted(Duration.ZERO);
            for (int i = 0; i < fit; i++) {
                last = admit(limiter, caller, tokens);
                assertThat(last).isInstanceOf(Admitted.class);
            }
            assertThat(last.standings()).singleElement().satisfies(standing -> {
                assertThat(standing.limit()).isEqualTo(limit);
                assertThat(standing.most()).isEqualTo(100);
                assertThat(standing.remaining()).isEqualTo(limit.ofTokens() ? 40 : 0);
                assertThat(standing.reset()).isPositive().isLessThanOrEqualTo(Duration.ofDays(31));
            });
            assertThat(admit(limiter, caller, tokens)).isInstanceOfSatisfying(Limited.class, limited -> {
                assertThat(limited.limit()).isEqualTo(limit);
                assertThat(limited.retryAfter()).isPositive();
                assertThat(limited.standings()).first().satisfies(standing -> assertThat(standing.remaining())
                        .isEqualTo(limit.ofTokens() ? 40 : 0));
            });
        }
    }

    @Test
    void whatIsSettledIsFreeAgainAndWhatIsNotKnownStays() {
        for (var limiter : both()) {
            for (var limit : List.of(Limit.TOKENS_PER_MINUTE, Limit.TOKENS_PER_DAY, Limit.TOKENS_PER_MONTH)) {
                var caller = caller("settled-" + limit, Map.of(limit, 100L));
                var first = (Admitted) admit(limiter, caller, 90);
                first.reservation().settle(OptionalLong.of(10));
                first.reservation().settle(OptionalLong.of(0));
                var second = (Admitted) awaitAdmitted(limiter, caller, 80);
                assertThat(remaining(second)).isEqualTo(10);
                second.reservation().settle(OptionalLong.of(85));
                awaitRemaining(limiter, caller, 5);
                var third = (Admitted) admit(limiter, caller, 3);
                third.reservation().settle(OptionalLong.empty());
                assertThat(remaining(admit(limiter, caller, 0))).isEqualTo(2);
            }
        }
    }

    @Test
    void aStreamThatEndsGivesItsPlaceBack() {
        for (var limiter : both()) {
            var caller = caller("streams", Map.of(Limit.CONCURRENT_STREAMS, 1L));
            var first = (Admitted) admit(limiter, caller, 0);
            assertThat(admit(limiter, caller, 0)).isInstanceOf(Limited.class);
            first.reservation().settle(OptionalLong.empty());
            assertThat(awaitAdmitted(limiter, caller, 0)).isInstanceOf(Admitted.class);
        }
    }

    @Test
    void whatOneLimitRefusesTakesNothingFromTheOthers() {
        for (var limiter : both()) {
            var caller = caller("several", Map.of(Limit.REQUESTS_PER_MINUTE, 10L, Limit.TOKENS_PER_DAY, 100L));
            assertThat(admit(limiter, caller, 100)).isInstanceOf(Admitted.class);
            for (int i = 0; i < 20; i++) {
                assertThat(admit(limiter, caller, 1))
                        .isInstanceOfSatisfying(Limited.class, limited -> assertThat(limited.limit())
                                .isEqualTo(Limit.TOKENS_PER_DAY));
            }
            assertThat(admit(limiter, caller, 0).standings().getFirst().remaining())
                    .isEqualTo(8);
            assertThat(admit(limiter, caller, 101))
                    .isInstanceOfSatisfying(Limited.class, limited -> assertThat(limited.retryAfter())
                            .isNull());
        }
    }

    @Test
    void theLargestNumbersAreCounted() {
        for (var limiter : both()) {
            var caller = caller("large", Map.of(Limit.TOKENS_PER_MONTH, 999_999_999_999_999L));
            var first = (Admitted) admit(limiter, caller, Long.MAX_VALUE);
            assertThat(remaining(first)).isEqualTo(999_999_999_999_999L - (1L << 40));
            first.reservation().settle(OptionalLong.of(1));
            awaitRemaining(limiter, caller, 999_999_999_999_998L);
        }
    }

    @Test
    void nothingIsKeptForEver() throws Exception {
        var limits = both().getFirst();
        for (var limit : Limit.values()) {
            admit(limits, caller("kept", Map.of(limit, 10L)), 1);
        }
        for (var key : List.of("requests", "tokens", "leases", "spent")) {
            var ttl = client.send(io.vertx.redis.client.Request.cmd(io.vertx.redis.client.Command.PTTL)
                            .arg("test:{KEY:kept}:" + key))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(5, TimeUnit.SECONDS);
            assertThat(ttl.toLong()).as(key).isPositive();
        }
    }

    private static List<Limiter> both() {
        return List.of(
                new SharedLimits(client, new Settings(), InstantSource.system()),
                new LocalLimits(InstantSource.system()));
    }

    private static Admission admit(Limiter limiter, Caller caller, long tokens) {
        return limiter.admit(caller, tokens)
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
    }

    /// A settlement is not waited for by its caller.
    private static Admission awaitAdmitted(Limiter limiter, Caller caller, long tokens) {
        var admission = admit(limiter, caller, tokens);
        for (int tries = 0; tries < 1000 && admission instanceof Limited; tries++) {
            admission = admit(limiter, caller, tokens);
        }
        return admission;
    }

    private static void awaitRemaining(Limiter limiter, Caller caller, long expected) {
        long found = -1;
        for (int tries = 0; tries < 1000 && found != expected; tries++) {
            found = remaining(admit(limiter, caller, 0));
        }
        assertThat(found).isEqualTo(expected);
    }

    private static long remaining(Admission admission) {
        return admission.standings().getFirst().remaining();
    }

    static Caller caller(String name, Map<Limit, Long> limits) {
        return new Caller(
                Caller.Kind.KEY,
                name,
                new Grant(
                        Set.of(CallerRole.CHAT),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        ApplicationProfiles.NONE,
                        new Limits(limits)));
    }

    record Settings() implements SharedSettings {
        @Override
        public Duration timeout() {
            return Duration.ofSeconds(2);
        }

        @Override
        public Outage budgets() {
            return Outage.CLOSED;
        }

        @Override
        public Outage rates() {
            return Outage.OPEN;
        }

        @Override
        public String prefix() {
            return "test";
        }
    }
}
