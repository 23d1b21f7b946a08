package io.bedrockrelay.access.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.access.Caller;
import io.bedrockrelay.access.Limit;
import io.bedrockrelay.access.limit.Admission.Admitted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ManyAtOnceTest {
    private static final int THREADS = 16;
    private static final int CALLS = 5_000;

    private final Ticking clock = new Ticking("2026-11-22T10:00:00Z");
    private final LocalLimits limits = new LocalLimits(clock);

    @Test
    void exactlyTheLimitComesThrough() throws Exception {
        var caller = LocalLimitsTest.caller("a", Map.of(Limit.REQUESTS_PER_MINUTE, 777L));
        var admitted = new AtomicInteger();
        onThreads(_ -> {
            for (int i = 0; i < CALLS; i++) {
                if (limits.admitNow(caller, 0) instanceof Admitted) {
                    admitted.incrementAndGet();
                }
            }
        });
        assertThat(admitted).hasValue(777);
    }

    @Test
    void neverAreMoreInsideThanPlacesAndAllLeave() throws Exception {
        var caller = LocalLimitsTest.caller(
                "a", Map.of(Limit.CONCURRENT_STREAMS, 5L, Limit.TOKENS_PER_MINUTE, 50L, Limit.TOKENS_PER_DAY, 50L));
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var admitted = new AtomicInteger();
        onThreads(seed -> {
            var random = new Random(seed);
            for (int i = 0; i < CALLS; i++) {
                if (limits.admitNow(caller, 10) instanceof Admitted(var reservation, var standings)) {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    assertThat(standings).allMatch(standing -> standing.remaining() >= 0);
                    if (random.nextInt(4) == 0) {
                        Thread.onSpinWait();
                    }
                    inside.decrementAndGet();
                    reservation.settle(OptionalLong.of(0));
                    admitted.incrementAndGet();
                }
            }
        });
        assertThat(most.get()).isBetween(1, 5);
        assertThat(admitted.get()).isGreaterThan(1_000);
        var after = (Admitted) limits.admitNow(caller, 50);
        after.reservation().settle(OptionalLong.of(0));
        clock.pass(Duration.ofSeconds(61));
        limits.tidy();
        assertThat(limits.size()).isZero();
    }

    @Test
    void forgettingMeanwhileLosesNoUse() throws Exception {
        var callers = IntStream.range(0, 8)
                .mapToObj(i -> LocalLimitsTest.caller("k" + i, Map.of(Limit.CONCURRENT_STREAMS, 1L)))
                .toList();
        var inside = callers.stream().map(_ -> new AtomicInteger()).toList();
        onThreads(seed -> {
            for (int i = 0; i < CALLS; i++) {
                if (seed == 0) {
                    limits.tidy();
                    continue;
                }
                enterAndLeave(callers, inside, (int) ((seed + i) % callers.size()));
            }
        });
        limits.tidy();
        assertThat(limits.size()).isZero();
    }

    private void enterAndLeave(List<Caller> callers, List<AtomicInteger> inside, int which) {
        if (limits.admitNow(callers.get(which), 0) instanceof Admitted admitted) {
            assertThat(inside.get(which).incrementAndGet()).isEqualTo(1);
            inside.get(which).decrementAndGet();
            admitted.reservation().settle(OptionalLong.empty());
        }
    }

    private interface Work {
        void run(long seed);
    }

    private static void onThreads(Work work) throws InterruptedException, ExecutionException {
        try (var pool = Executors.newFixedThreadPool(THREADS)) {
            var tasks = IntStream.range(0, THREADS)
                    .<Callable<Boolean>>mapToObj(seed -> () -> {
                        work.run(seed);
                        return true;
                    })
                    .toList();
            for (var done : pool.invokeAll(tasks, 50, TimeUnit.SECONDS)) {
                assertThat(done.get()).isTrue();
            }
        }
    }
}
