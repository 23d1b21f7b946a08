package io.bedrockrelay.catalogue;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Makes calls that block, such as a [ModelSource]'s, on threads of its own: at most so many at once, the others in the
/// order in which they came. Safe for every thread.
///
/// The threads are the platform's: in a native image a blocked read of a socket may never wake a virtual thread
/// (oracle/graal#13787). They are made when they are needed and end when they have long been idle.
public final class BlockingCalls implements AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final Executor threads;

    /// @param threads closed with this, where they can be
    public BlockingCalls(Executor threads) {
        this.threads = threads;
    }

    /// @param name of the threads, before their number
    public static BlockingCalls onThreads(String name, int atMost) {
        var threads = new ThreadPoolExecutor(
                atMost,
                atMost,
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name(name + "-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
        return new BlockingCalls(threads);
    }

    /// Ends as the call does, on the call's thread. A call that takes longer than `limit` from its begin is
    /// interrupted, so that its thread is free for the next, and given up with a `TimeoutException`, on a timer's
    /// thread, which has no time for long work. A call that takes no notice of the interrupt keeps its thread:
    /// what it waits for needs a time limit of its own. After [#close] every answer is
    /// a [RejectedExecutionException].
    public <T> CompletableFuture<T> ask(Duration limit, Callable<T> call) {
        var answer = new CompletableFuture<T>();
        try {
            threads.execute(new Turn<>(limit, call, answer));
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    /// Interrupts the calls that run and gives up those that wait.
    @Override
    public void close() {
        if (threads instanceof ExecutorService service) {
            for (var waiting : service.shutdownNow()) {
                if (waiting instanceof Turn<?> turn) {
                    turn.answer.completeExceptionally(new RejectedExecutionException("closed"));
                }
            }
        }
    }

    private record Turn<T>(Duration limit, Callable<T> call, CompletableFuture<T> answer) implements Runnable {

        @Override
        public void run() {
            // It knows whether the thread is still at this call, or an interrupt would hit the next.
            var task = new FutureTask<>(call);
            var _ = answer.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).whenComplete((_, _) -> task.cancel(true));
            task.run();
            switch (task.state()) {
                case SUCCESS -> answer.complete(task.resultNow());
                case FAILED -> answer.completeExceptionally(task.exceptionNow());
                case CANCELLED, RUNNING -> {
                    // Given up before.
                }
            }
        }
    }
}
