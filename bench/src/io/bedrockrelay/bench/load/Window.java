package io.bedrockrelay.bench.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The seconds that count, and what the watched processes used in them.
final class Window {
    private final Map<String, String> pids = new LinkedHashMap<>();
    private final Map<String, Cost> costs = new LinkedHashMap<>();
    private long from;
    private long to;

    /// @param watch `name:pid`
    Window(List<String> watch) {
        for (var each : watch) {
            var parts = each.split(":", -1);
            pids.put(parts[0], parts[1]);
        }
        pids.put("load", String.valueOf(ProcessHandle.current().pid()));
    }

    void open() {
        pids.forEach((name, pid) -> costs.put(name, Cost.of(pid)));
        from = System.nanoTime();
    }

    void close() {
        to = System.nanoTime();
        pids.forEach((name, pid) -> costs.merge(name, Cost.of(pid), (before, after) -> after.since(before)));
    }

    double seconds() {
        return (to - from) / 1e9;
    }

    Map<String, Cost> costs() {
        return costs;
    }
}
