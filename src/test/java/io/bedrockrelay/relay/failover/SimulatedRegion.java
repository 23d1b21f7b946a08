package io.bedrockrelay.relay.failover;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// A Region of the simulated Bedrock: its quota by AWS's arithmetic, its prompt cache, and what is wrong with it.
final class SimulatedRegion {
    private static final long CACHED_FOR = TimeUnit.MINUTES.toNanos(5);
    private static final double OUTPUT_FACTOR = 5;

    final String name;
    private final Scenario.Fault fault;
    private final double perMinute;
    private double left;
    private long filledAt;
    private final Map<Integer, Cached> cache = new HashMap<>();

    private record Cached(long until, int tokens) {}

    /// What a try meets.
    ///
    /// @param kind what happens
    /// @param after nanoseconds until it does
    record Meeting(Kind kind, long after) {
        enum Kind {
            ANSWER,
            REFUSED,
            UNCONNECTED,
            THROTTLED,
            UNAVAILABLE
        }
    }

    SimulatedRegion(String name, Scenario.Fault fault, double perMinute) {
        this.name = name;
        this.fault = fault;
        this.perMinute = perMinute;
        this.left = perMinute;
    }

    Meeting meet(Simulation.Turn turn, long now, RandomGenerator random) {
        double chance = random.nextDouble();
        long begins = TimeUnit.MILLISECONDS.toNanos(random.nextLong(400, 1_200));
        if (fault.isOn(now)) {
            switch (fault.kind()) {
                case REFUSES -> {
                    return new Meeting(Meeting.Kind.REFUSED, TimeUnit.MILLISECONDS.toNanos(2));
                }
                case SWALLOWS -> {
                    return new Meeting(Meeting.Kind.UNCONNECTED, TimeUnit.SECONDS.toNanos(1));
                }
                case THROTTLES -> {
                    if (chance < fault.share()) {
                        return new Meeting(Meeting.Kind.THROTTLED, TimeUnit.MILLISECONDS.toNanos(20));
                    }
                }
                case FAILS -> {
                    return new Meeting(Meeting.Kind.UNAVAILABLE, TimeUnit.MILLISECONDS.toNanos(20));
                }
                case THINKS -> begins = TimeUnit.SECONDS.toNanos(60);
                case NOTHING -> {}
            }
        }
        if (!reserve(turn, now)) {
            return new Meeting(Meeting.Kind.THROTTLED, TimeUnit.MILLISECONDS.toNanos(20));
        }
        return new Meeting(Meeting.Kind.ANSWER, begins);
    }

    private boolean reserve(Simulation.Turn turn, long now) {
        left = Math.min(perMinute, left + perMinute * (now - filledAt) / TimeUnit.MINUTES.toNanos(1));
        filledAt = now;
        double wanted = turn.prompt() + (double) Simulation.MAX_TOKENS;
        if (left < wanted) {
            return false;
        }
        left -= wanted;
        return true;
    }

    /// The answer is whole: what it really took is settled.
    ///
    /// @param written tokens that were written to the cache
    void settle(Simulation.Turn turn, int written) {
        double reserved = turn.prompt() + (double) Simulation.MAX_TOKENS;
        left = Math.min(perMinute, left + reserved - written - turn.output() * OUTPUT_FACTOR);
    }

    /// Reads what is cached of a conversation, and writes the rest.
    ///
    /// @return tokens written
    int cache(int conversation, int prompt, long now) {
        var known = cache.get(conversation);
        int read = known == null || known.until() < now ? 0 : Math.min(prompt, known.tokens());
        cache.put(conversation, new Cached(now + CACHED_FOR, prompt));
        return prompt - read;
    }
}
