package io.bedrockrelay.memory;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Work on bodies that would hold up every stream of an event loop, done beside it.
public final class LargeWork {
    /// Bytes that an event loop goes through in a millisecond or so.
    public static final int FROM = 64 * 1024;

    private LargeWork() {}

    /// Work that is done where it is asked for if it is small, and beside the event loop if it is not. Nothing is done
    /// before somebody subscribes.
    ///
    /// @param size in bytes
    /// @param share what the work is on, which stays taken until it is done
    public static <T> Uni<T> of(long size, MemoryShare share, Supplier<T> work) {
        if (size < FROM) {
            return Uni.createFrom().item(work);
        }
        return Uni.createFrom().completionStage(() -> {
            var loop = Vertx.currentContext();
            return loop == null
                    ? CompletableFuture.completedFuture(work.get())
                    : run(loop, share, work::get).toCompletionStage();
        });
    }

    /// Does the work on another thread. Comes on the event loop of `context`, also where nobody waits any more.
    ///
    /// @param share what the work is on, which stays taken until it is done
    public static <T> Future<T> run(Context context, MemoryShare share, Callable<T> work) {
        share.use();
        Callable<T> done = () -> {
            try {
                return work.call();
            } finally {
                share.used();
            }
        };
        return context.executeBlocking(done, false);
    }
}
