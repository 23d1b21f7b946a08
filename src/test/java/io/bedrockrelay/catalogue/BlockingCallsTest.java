package io.bedrockrelay.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BlockingCallsTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void noMoreRunAtOnceThanThereAreThreadsAndTheOthersFollow() throws Exception {
        var begun = new Semaphore(0);
        var end = new CountDownLatch(1);
        try (var calls = BlockingCalls.onThreads("bound", 2)) {
            var answers = IntStream.range(0, 5)
                    .mapToObj(_ -> calls.ask(LONG, () -> {
                        begun.release();
                        end.await();
                        return Thread.currentThread().getName();
                    }))
                    .toList();
            assertThat(begun.tryAcquire(2, 10, TimeUnit.SECONDS)).isTrue();
            assertThat(begun.tryAcquire(50, TimeUnit.MILLISECONDS)).isFalse();
            end.countDown();
            assertThat(answers.stream().map(CompletableFuture::join).distinct())
                    .containsExactlyInAnyOrder("bound-0", "bound-1");
        }
    }

    @Test
    void theThreadsAreThePlatformsAndKeepNoProcessAlive() {
        try (var calls = BlockingCalls.onThreads("kind", 1)) {
            var thread = calls.ask(LONG, Thread::currentThread).join();
            assertThat(thread.isVirtual()).isFalse();
            assertThat(thread.isDaemon()).isTrue();
        }
    }

    @Test
    void aStuckCallIsInterruptedAfterItsLimitAndTheNextFollows() throws Exception {
        var interrupted = new CountDownLatch(1);
        try (var calls = BlockingCalls.onThreads("stuck", 1)) {
            var stuck = calls.ask(Duration.ofMillis(50), () -> waitForEver(interrupted));
            var next = calls.ask(LONG, () -> Thread.currentThread().isInterrupted());
            assertThat(next.join()).isFalse();
            assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(stuck::join).hasCauseInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void aCallThatTakesNoNoticeIsGivenUpAllTheSame() {
        var end = new CountDownLatch(1);
        try (var calls = BlockingCalls.onThreads("deaf", 2)) {
            var deaf = calls.ask(Duration.ofMillis(50), () -> waitForEnd(end));
            assertThatThrownBy(deaf::join).hasCauseInstanceOf(TimeoutException.class);
            assertThat(calls.ask(LONG, () -> "answer").join()).isEqualTo("answer");
            end.countDown();
        }
    }

    @Test
    void whatACallThrowsIsTheAnswer() {
        try (var calls = BlockingCalls.onThreads("fails", 1)) {
            var failed = calls.ask(LONG, () -> {
                throw new IOException("no route");
            });
            assertThatThrownBy(failed::join).hasCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void whoeverRunsOrWaitsAtTheEndIsToldSo() throws Exception {
        var begun = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var calls = BlockingCalls.onThreads("end", 1);
        var running = calls.ask(LONG, () -> {
            begun.countDown();
            return waitForEver(interrupted);
        });
        var waiting = calls.ask(LONG, () -> "never");
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        calls.close();
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(running::join).hasCauseInstanceOf(InterruptedException.class);
        assertThatThrownBy(waiting::join).hasCauseInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> calls.ask(LONG, () -> "late").join())
                .hasCauseInstanceOf(RejectedExecutionException.class);
    }

    private static String waitForEver(CountDownLatch interrupted) throws InterruptedException {
        try {
            new CountDownLatch(1).await();
            return "never";
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
        }
    }

    private static String waitForEnd(CountDownLatch end) {
        while (true) {
            try {
                end.await();
                return "late";
            } catch (InterruptedException _) {
                // Takes no notice.
            }
        }
    }
}
