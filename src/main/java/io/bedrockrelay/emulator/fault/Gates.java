package io.bedrockrelay.emulator.fault;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Gates that hold calls back until a test opens them. Safe for every thread.
public final class Gates {
    private final Set<String> open = new HashSet<>();
    private final Map<String, List<Runnable>> waiting = new HashMap<>();

    /// Runs `then` at once if the gate is open, else when it is opened, on the opener's thread.
    public void pass(String name, Runnable then) {
        synchronized (this) {
            if (!open.contains(name)) {
                waiting.computeIfAbsent(name, first -> new ArrayList<>()).add(then);
                notifyAll();
                return;
            }
        }
        then.run();
    }

    /// Lets everyone through, now and later.
    public void open(String name) {
        List<Runnable> released;
        synchronized (this) {
            open.add(name);
            var waiters = waiting.remove(name);
            released = waiters == null ? List.of() : waiters;
        }
        released.forEach(Runnable::run);
    }

    /// Holds whoever comes from now on.
    public synchronized void shut(String name) {
        open.remove(name);
    }

    /// How many have come to the gate and wait.
    public synchronized int waitingAt(String name) {
        return waiting.getOrDefault(name, List.of()).size();
    }
}
