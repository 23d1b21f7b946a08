package io.bedrockrelay.relay.failover;

import java.util.List;
import java.util.concurrent.TimeUnit;

/// What is wrong with which of three Regions, and when.
///
/// @param faults one for each Region, in their order
record Scenario(String name, List<Fault> faults) {
    static final long BEGINS = TimeUnit.MINUTES.toNanos(12);
    static final long ENDS = TimeUnit.MINUTES.toNanos(17);

    enum Kind {
        NOTHING,
        REFUSES,
        SWALLOWS,
        THROTTLES,
        FAILS,
        THINKS
    }

    /// @param share of the tries that it meets
    record Fault(Kind kind, double share, long from, long to) {
        static final Fault NONE = new Fault(Kind.NOTHING, 0, 0, 0);

        boolean isOn(long now) {
            return now >= from && now < to;
        }
    }

    static Scenario healthy() {
        return new Scenario("healthy", List.of(Fault.NONE, Fault.NONE, Fault.NONE));
    }

    static Scenario random429() {
        var fault = new Fault(Kind.THROTTLES, 0.01, 0, Long.MAX_VALUE);
        return new Scenario("1 % random 429", List.of(fault, fault, fault));
    }

    static Scenario one(String name, Kind kind, double share) {
        return new Scenario(name, List.of(new Fault(kind, share, BEGINS, ENDS), Fault.NONE, Fault.NONE));
    }

    static Scenario all(String name, Kind kind) {
        var fault = new Fault(kind, 1, BEGINS, ENDS);
        return new Scenario(name, List.of(fault, fault, fault));
    }

    /// Those of the drawing, in its order.
    static List<Scenario> drawn() {
        return List.of(
                healthy(),
                random429(),
                one("one Region refuses", Kind.REFUSES, 1),
                one("one Region is a black hole", Kind.SWALLOWS, 1),
                one("one Region answers 503", Kind.FAILS, 1),
                one("one Region throttles 60 %", Kind.THROTTLES, 0.6),
                one("one Region takes 60 s to begin", Kind.THINKS, 1),
                all("all Regions refuse for 5 min", Kind.REFUSES));
    }
}
