package io.bedrockrelay.http.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Real event loops, whose ticks come when they come, and a clock that says how late that was.
@Timeout(30)
class EventLoopsTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong now = new AtomicLong();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void aLoopIsLateBeyondTwoSecondsUnlessToldOtherwise() throws Exception {
        var loops = loops(Map.of());
        var loop = ((VertxInternal) vertx).createEventLoopContext();
        assertThat(late(loops, loop)).isFalse();
        becomesLate(loops, loop, Duration.ofMillis(2_200));
    }

    @Test
    void aLoopThatIsLateByLessIsNot() throws Exception {
        var loops = loops(Map.of("relay.overload.event-loop-lag", "5s"));
        var loop = ((VertxInternal) vertx).createEventLoopContext();
        assertThat(late(loops, loop)).isFalse();
        for (int i = 0; i < 5; i++) {
            now.addAndGet(Duration.ofSeconds(4).toNanos());
            assertThat(late(loops, loop)).isFalse();
            tick(loop);
        }
        becomesLate(loops, loop, Duration.ofSeconds(6));
    }

    @Test
    void eachLoopIsJudgedByItself() throws Exception {
        var loops = loops(Map.of());
        var behind = ((VertxInternal) vertx).createEventLoopContext();
        assertThat(late(loops, behind)).isFalse();
        becomesLate(loops, behind, Duration.ofSeconds(3));
        assertThat(late(loops, ((VertxInternal) vertx).createEventLoopContext()))
                .isFalse();
    }

    @Test
    void nothingIsLateOnceItIsSwitchedOff() throws Exception {
        var loops = loops(Map.of("relay.overload.event-loop-lag", "0s"));
        var loop = ((VertxInternal) vertx).createEventLoopContext();
        for (int i = 0; i < 5; i++) {
            now.addAndGet(Duration.ofHours(1).toNanos());
            assertThat(late(loops, loop)).isFalse();
        }
    }

    /// Makes one tick late, and the next overdue. A tick in between that came in time takes both back, so once may not
    /// be enough.
    private void becomesLate(EventLoops loops, Context loop, Duration lag) throws Exception {
        do {
            now.addAndGet(lag.plus(Lag.EVERY).toNanos());
            tick(loop);
            now.addAndGet(lag.plus(Lag.EVERY).toNanos());
        } while (!late(loops, loop));
    }

    private EventLoops loops(Map<String, String> settings) {
        var config = new SmallRyeConfigBuilder()
                .withDefaultValues(settings)
                .withMapping(OverloadSettings.class)
                .addDiscoveredConverters()
                .build();
        return new EventLoops(vertx, config.getConfigMapping(OverloadSettings.class), now::get);
    }

    private static boolean late(EventLoops loops, Context loop) throws Exception {
        var answer = new CompletableFuture<Boolean>();
        loop.runOnContext(_ -> answer.complete(loops.late()));
        return answer.get(10, TimeUnit.SECONDS);
    }

    /// Returns when the loop has had the time for a tick.
    private void tick(Context loop) throws Exception {
        var passed = new CompletableFuture<Boolean>();
        loop.runOnContext(_ -> vertx.setTimer(Lag.EVERY.toMillis() + 20, _ -> passed.complete(true)));
        passed.get(10, TimeUnit.SECONDS);
    }
}
