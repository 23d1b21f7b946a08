package io.bedrockrelay.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LargeWorkTest {
    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void smallWorkIsDoneWhereItIsAskedFor() throws Exception {
        var share = new MemoryBudget(100).share();
        assertThat(threads(LargeWork.FROM - 1, share)).containsExactly("loop", "loop");
    }

    @Test
    void largeWorkIsDoneBesideTheEventLoopWhichGetsTheResult() throws Exception {
        var share = new MemoryBudget(100).share();
        assertThat(threads(LargeWork.FROM, share)).containsExactly("worker", "loop");
    }

    @Test
    void aRequestThatIsGivenUpHoldsItsShareUntilTheWorkOnItIsDone() throws Exception {
        var budget = new MemoryBudget(100);
        var share = budget.share();
        assertThat(share.reach(70)).isTrue();
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        VERTX.getOrCreateContext().runOnContext(_ -> {
            var work = LargeWork.of(LargeWork.FROM, share, () -> {
                begun.countDown();
                return await(goOn);
            });
            work.subscribe().with(_ -> {}).cancel();
        });
        assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
        share.close();
        assertThat(budget.used()).isEqualTo(70);
        goOn.countDown();
        while (budget.used() > 0) {
            Thread.sleep(Duration.ofMillis(5));
        }
    }

    @Test
    void workThatFailsGivesItsShareBackToo() throws Exception {
        var budget = new MemoryBudget(100);
        var share = budget.share();
        assertThat(share.reach(70)).isTrue();
        var failed = new CompletableFuture<Throwable>();
        VERTX.getOrCreateContext().runOnContext(_ -> LargeWork.of(LargeWork.FROM, share, () -> {
                    throw new IllegalStateException("no");
                })
                .subscribe()
                .with(_ -> {}, failed::complete));
        assertThat(failed.get(5, TimeUnit.SECONDS)).hasMessage("no");
        share.close();
        assertThat(budget.used()).isZero();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Where the work is done, and where its result comes.
    private static String[] threads(long size, MemoryShare share)
            throws InterruptedException, ExecutionException, TimeoutException {
        var threads = new CompletableFuture<String[]>();
        VERTX.getOrCreateContext().runOnContext(_ -> LargeWork.of(size, share, LargeWorkTest::thread)
                .subscribe()
                .with(work -> threads.complete(new String[] {work, thread()}), threads::completeExceptionally));
        return threads.get(5, TimeUnit.SECONDS);
    }

    private static String thread() {
        return Thread.currentThread().getName().contains("eventloop") ? "loop" : "worker";
    }
}
