package io.bedrockrelay.routing.route;

import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/// What this process remembers of its candidates. Replicas tell each other nothing: to learn takes a few tries, and one
/// pod's broken network must not darken all. One per process, thread-safe, of bounded size.
public final class CandidateMemory {
    static final int MOST = 4_096;

    private final LongSupplier clock;
    private final DoubleSupplier random;
    private final Map<CandidateId, CandidateHealth> known = new ConcurrentHashMap<>();

    /// How a candidate stands.
    ///
    /// @param forNanos for how long it has been dark or quarantined; 0 for the others
    /// @param leftNanos until it is tried again; 0 where that is now, or not known
    /// @param reason in a few words; empty where nothing is wrong
    public record Standing(CandidateState state, long forNanos, long leftNanos, String reason) {
        static final Standing FINE = new Standing(CandidateState.OK, 0, 0, "");
    }

    /// @param clock monotonic, in nanoseconds
    /// @param random evenly from 0 to 1
    public CandidateMemory(LongSupplier clock, DoubleSupplier random) {
        this.clock = clock;
        this.random = random;
    }

    public CandidateState state(CandidateId id) {
        var health = known.get(id);
        return health == null ? CandidateState.OK : health.state(clock.getAsLong());
    }

    public Standing standing(CandidateId id) {
        var health = known.get(id);
        return health == null ? Standing.FINE : health.standing(clock.getAsLong());
    }

    /// Asks to try a candidate. A permit that is not `NONE` is used up by `report`, or given back by `leave`.
    ///
    /// @param early whether to ask a passed-over one before its time, since there is no other
    public Permit enter(CandidateId id, boolean early) {
        var health = known.get(id);
        return health == null ? Permit.FREE : health.enter(clock.getAsLong(), early);
    }

    public void leave(CandidateId id, Permit permit) {
        var health = known.get(id);
        if (health != null) {
            health.leave(permit);
        }
    }

    public void report(CandidateId id, Permit permit, TryReport told) {
        long now = clock.getAsLong();
        var health = known.get(id);
        if (health == null) {
            if (known.size() >= MOST) {
                forget(now);
            }
            health = known.computeIfAbsent(id, _ -> new CandidateHealth(random, now));
        }
        health.report(permit, told, now);
    }

    /// What a Region's catalogue says is new: what was refused there may be permitted now.
    public void refreshed(String region) {
        known.forEach((id, health) -> {
            if (id.region().equals(region)) {
                health.forgive();
            }
        });
    }

    /// Tells of every candidate that was ever tried, in no order.
    public void each(BiConsumer<CandidateId, CandidateState> reader) {
        long now = clock.getAsLong();
        known.forEach((id, health) -> reader.accept(id, health.state(now)));
    }

    int size() {
        return known.size();
    }

    /// Room for a sixteenth: those that nothing is remembered against go first, then those tried longest ago.
    private void forget(long now) {
        record Old(CandidateId id, boolean fine, long age) {}
        known.entrySet().stream()
                .map(each -> new Old(
                        each.getKey(),
                        each.getValue().state(now) == CandidateState.OK,
                        now - each.getValue().touched()))
                .sorted(Comparator.comparing((Old old) -> !old.fine()).thenComparingLong(old -> -old.age()))
                .limit(MOST / 16)
                .forEach(old -> known.remove(old.id()));
    }
}
