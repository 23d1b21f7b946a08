package io.bedrockrelay.relay.failover;

import io.bedrockrelay.relay.failover.Scenario.Kind;
import io.bedrockrelay.relay.failover.Simulation.Choice;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/// Twenty seeds of each scenario, made once for all tests and the drawing.
final class SimulatedRuns {
    static final int SEEDS = 20;

    private static final Map<Key, List<Figures>> MADE = new ConcurrentHashMap<>();

    private record Key(Scenario scenario, Choice choice) {}

    private SimulatedRuns() {}

    static List<Figures> of(Scenario scenario, Choice choice) {
        return MADE.computeIfAbsent(new Key(scenario, choice), key -> LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> Simulation.run(key.scenario(), key.choice(), seed))
                .toList());
    }

    /// The drawn scenario of a fault, of one Region or of all.
    static Scenario drawn(Kind kind, boolean all) {
        return Scenario.drawn().stream()
                .filter(each -> each.faults().getFirst().kind() == kind)
                .filter(each -> (each.faults().getLast().kind() == kind) == all)
                .findFirst()
                .orElseThrow();
    }

    /// Shown by `-Dfigures=true`.
    static double told(double figure) {
        if (Boolean.getBoolean("figures")) {
            var test = StackWalker.getInstance()
                    .walk(frames -> frames.filter(frame -> frame.getClassName().endsWith("SimulationTest"))
                            .skip(1)
                            .findFirst()
                            .map(StackWalker.StackFrame::getMethodName)
                            .orElse(""));
            System.out.printf("%s: %.4f%n", test, figure);
        }
        return figure;
    }
}
