package io.bedrockrelay.it;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A small request every tenth of a second, and how long each took.
final class Pulse implements AutoCloseable {
    private final String url;
    private final List<Duration> taken = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread;

    private Pulse(String url) {
        this.url = url;
        this.thread = Thread.ofPlatform().unstarted(this::beat);
    }

    static Pulse of(String url) {
        var pulse = new Pulse(url);
        pulse.thread.start();
        return pulse;
    }

    private void beat() {
        try {
            while (!over.await(100, TimeUnit.MILLISECONDS)) {
                long start = System.nanoTime();
                Posted.get(url);
                taken.add(Duration.ofNanos(System.nanoTime() - start));
            }
        } catch (IOException broken) {
            taken.add(Duration.ofDays(1));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /// Of the requests so far, once it is closed.
    Duration percentile(int percent) {
        var sorted = taken.stream().sorted().toList();
        return sorted.isEmpty() ? Duration.ofDays(1) : sorted.get((sorted.size() - 1) * percent / 100);
    }

    @Override
    public void close() {
        over.countDown();
        try {
            thread.join();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
