package io.bedrockrelay.bench.report;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/// Looks at the relay's memory while a load goes on.
final class Held {
    private final String pid;
    private long heap;
    private long resident;

    Held(String pid) {
        this.pid = pid;
    }

    interface Loading {
        Measure run() throws IOException;
    }

    /// @param seconds after which memory is looked at
    Measure during(double seconds, Loading loading) throws IOException, InterruptedException {
        var running = CompletableFuture.supplyAsync(() -> {
            try {
                return loading.run();
            } catch (IOException failed) {
                throw new java.io.UncheckedIOException(failed);
            }
        });
        TimeUnit.MILLISECONDS.sleep((long) (seconds * 1000));
        resident = Memory.resident(pid);
        heap = Memory.liveHeap(pid);
        try {
            return running.get();
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        }
    }

    long heap() {
        return heap;
    }

    long resident() {
        return resident;
    }
}
