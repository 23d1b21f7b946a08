package io.bedrockrelay.routing.route;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/// What one process remembers of one candidate. Any number of threads; each call holds the lock for a few instructions.
final class CandidateHealth {
    private static final int SECONDS = 10;
    private static final int ENOUGH = 5;
    private static final int REFUSED_ENOUGH = 3;
    private static final int GOOD_ENOUGH = 3;
    private static final long FIRST_PAUSE = TimeUnit.SECONDS.toNanos(5);
    private static final long LONGEST_PAUSE = TimeUnit.MINUTES.toNanos(2);
    private static final long LONGEST_ASKED = TimeUnit.SECONDS.toNanos(60);
    private static final long QUARANTINE = TimeUnit.MINUTES.toNanos(15);
    /// A candidate that fails again so soon after its return goes on with the pauses it had.
    private static final long RELAPSE = TimeUnit.MINUTES.toNanos(2);
    /// Longer than any call may wait for its first event: who still holds the permit then has lost it.
    private static final long LONGEST_PROBE = TimeUnit.MINUTES.toNanos(15);

    private final DoubleSupplier random;
    private final long[] stamps = new long[SECONDS];
    private final int[] tries = new int[SECONDS];
    private final int[] throttled = new int[SECONDS];
    private final int[] failed = new int[SECONDS];
    private int refused;
    private boolean dark;
    private long since;
    private long due;
    private int pauses;
    private int good;
    private boolean probing;
    private long probingSince;
    private long returned;
    private boolean everReturned;
    private boolean quarantined;
    private long quarantinedUntil;
    private boolean dimmed;
    private long dimUntil;
    private long touched;
    private String reason = "";

    /// @param random evenly from 0 to 1
    CandidateHealth(DoubleSupplier random, long now) {
        this.random = random;
        this.touched = now;
        Arrays.fill(stamps, Long.MIN_VALUE);
    }

    synchronized CandidateState state(long now) {
        if (quarantined && now - quarantinedUntil < 0) {
            return CandidateState.QUARANTINED;
        }
        if (dark) {
            return CandidateState.DARK;
        }
        return isDim(now) ? CandidateState.DIM : CandidateState.OK;
    }

    /// Nanoseconds until a passed-over candidate is tried again; not positive where it may be tried now.
    synchronized long left(long now) {
        if (quarantined && now - quarantinedUntil < 0) {
            return quarantinedUntil - now;
        }
        return dark ? due - now : 0;
    }

    synchronized CandidateMemory.Standing standing(long now) {
        var state = state(now);
        long left =
                switch (state) {
                    case OK -> 0;
                    case DIM -> dimmed && now - dimUntil < 0 ? dimUntil - now : 0;
                    case DARK, QUARANTINED -> Math.max(0, left(now));
                };
        return new CandidateMemory.Standing(
                state,
                state == CandidateState.OK || state == CandidateState.DIM ? 0 : now - since,
                left,
                state == CandidateState.OK ? "" : reason);
    }

    /// @param early whether to ask a dark one before its time
    synchronized Permit enter(long now, boolean early) {
        touched = now;
        if (quarantined && now - quarantinedUntil < 0) {
            return early ? Permit.FREE : Permit.NONE;
        }
        if (!dark) {
            return Permit.FREE;
        }
        boolean free = !probing || now - probingSince > LONGEST_PROBE;
        if (!free || (!early && now - due < 0)) {
            return Permit.NONE;
        }
        probing = true;
        probingSince = now;
        return Permit.PROBE;
    }

    /// Gives back a permit of which there is nothing to tell.
    synchronized void leave(Permit permit) {
        if (permit == Permit.PROBE) {
            probing = false;
        }
    }

    synchronized void report(Permit permit, TryReport told, long now) {
        touched = now;
        var outcome = told.outcome();
        if (outcome == TryOutcome.DENIED) {
            leave(permit);
            quarantined = true;
            quarantinedUntil = now + QUARANTINE;
            since = now;
            reason = told.reason();
            return;
        }
        if (told.dimFor() != null) {
            dimmed = true;
            dimUntil = now + told.dimFor().toNanos();
        }
        if (permit == Permit.PROBE) {
            probed(outcome, told.retryAfter(), told.reason(), now);
        } else if (!dark) {
            count(outcome, now);
            refused = told.connect() ? refused + 1 : 0;
            if (outcome == TryOutcome.THROTTLED) {
                reason = told.reason();
            }
            if (isFailure(outcome) && (refused >= REFUSED_ENOUGH || isMostly(failed, now))) {
                since = now;
                darken(told.retryAfter(), told.reason(), now);
            }
        }
    }

    synchronized void forgive() {
        quarantined = false;
    }

    synchronized long touched() {
        return touched;
    }

    private void probed(TryOutcome outcome, @Nullable Duration asked, String why, long now) {
        probing = false;
        if (!dark) {
            return;
        }
        if (isFailure(outcome)) {
            darken(asked, why, now);
            return;
        }
        // Whoever throttles is there; how much it gives is another matter.
        good++;
        due = now;
        if (good >= GOOD_ENOUGH) {
            dark = false;
            everReturned = true;
            returned = now;
            refused = 0;
            Arrays.fill(stamps, Long.MIN_VALUE);
        }
    }

    private void darken(@Nullable Duration asked, String why, long now) {
        if (!dark && !(everReturned && now - returned < RELAPSE)) {
            pauses = 0;
        }
        dark = true;
        good = 0;
        reason = why;
        long pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(pauses, 10));
        pauses++;
        long jittered = (long) (pause * (0.75 + random.getAsDouble() / 2));
        due = now + (asked == null ? jittered : Math.min(LONGEST_ASKED, asked.toNanos()));
    }

    private static boolean isFailure(TryOutcome outcome) {
        return outcome == TryOutcome.FAILED || outcome == TryOutcome.SLOW;
    }

    private boolean isDim(long now) {
        return (dimmed && now - dimUntil < 0) || isMostly(throttled, now);
    }

    private void count(TryOutcome outcome, long now) {
        long second = Math.floorDiv(now, TimeUnit.SECONDS.toNanos(1));
        int slot = Math.floorMod(second, SECONDS);
        if (stamps[slot] != second) {
            stamps[slot] = second;
            tries[slot] = 0;
            throttled[slot] = 0;
            failed[slot] = 0;
        }
        tries[slot]++;
        if (outcome == TryOutcome.THROTTLED) {
            throttled[slot]++;
        } else if (isFailure(outcome)) {
            failed[slot]++;
        }
    }

    private boolean isMostly(int[] kind, long now) {
        long oldest = Math.floorDiv(now, TimeUnit.SECONDS.toNanos(1)) - SECONDS + 1;
        int all = 0;
        int some = 0;
        for (int i = 0; i < SECONDS; i++) {
            if (stamps[i] >= oldest) {
                all += tries[i];
                some += kind[i];
            }
        }
        return all >= ENOUGH && some * 2 >= all;
    }
}
