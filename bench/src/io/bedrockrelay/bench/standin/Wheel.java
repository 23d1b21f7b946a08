package io.bedrockrelay.bench.standin;

import java.util.ArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Timers for thousands of paced streams at the cost of one: a ring of lists, of which one is due at each tick. All on
/// one event loop. Nothing can wait longer than a turn of the ring.
final class Wheel {
    private static final int TICK_MILLIS = 4;
    private static final int SLOTS = 4096;

    private final ArrayList<Runnable>[] slots;
    private ArrayList<Runnable> due = new ArrayList<>();
    private final long start = System.nanoTime();
    private long ticks;

    @SuppressWarnings({"unchecked", "rawtypes"})
    Wheel() {
        slots = new ArrayList[SLOTS];
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new ArrayList<>();
        }
    }

    void start(ScheduledExecutorService loop) {
        loop.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// Runs the task in about `millis`, but not at once.
    void after(int millis, Runnable task) {
        int ahead = Math.clamp(Math.ceilDiv(millis, TICK_MILLIS), 1, SLOTS - 1);
        slots[(int) ((ticks + ahead) % SLOTS)].add(task);
    }

    /// Catches up with the clock, so that a late tick delays no stream for good.
    private void tick() {
        long now = (System.nanoTime() - start) / TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
        while (ticks < now) {
            ticks++;
            int slot = (int) (ticks % SLOTS);
            var tasks = slots[slot];
            slots[slot] = due;
            tasks.forEach(Runnable::run);
            tasks.clear();
            due = tasks;
        }
    }
}
