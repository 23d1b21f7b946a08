package io.bedrockrelay.relay.supervision;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Time that passes only when a test says so, on the test's own thread.
final class ManualTimers implements Timers {
    private final List<Task> tasks = new ArrayList<>();
    private long now;

    private record Task(long at, Runnable work) {}

    @Override
    public long now() {
        return now;
    }

    @Override
    public Pending after(Duration delay, Runnable work) {
        var task = new Task(now + delay.toNanos(), work);
        tasks.add(task);
        return () -> tasks.remove(task);
    }

    @Override
    public void soon(Runnable work) {
        after(Duration.ZERO, work);
    }

    /// Lets time pass, and everything happen that falls due meanwhile, in order.
    void pass(Duration time) {
        long until = now + time.toNanos();
        while (true) {
            var next = tasks.stream()
                    .filter(task -> task.at() <= until)
                    .min(Comparator.comparingLong(Task::at))
                    .orElse(null);
            if (next == null) {
                break;
            }
            tasks.remove(next);
            now = Math.max(now, next.at());
            next.work().run();
        }
        now = until;
    }

    int pending() {
        return tasks.size();
    }
}
