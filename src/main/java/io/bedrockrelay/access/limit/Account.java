package io.bedrockrelay.access.limit;

import io.bedrockrelay.access.Limit;
import io.bedrockrelay.access.Limits;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What one caller uses. Thread-safe: all its limits are judged and taken in one step, so that no two calls share the
/// last place, and a call that one limit refuses takes nothing from the others.
final class Account {
    /// More than any call can use. Keeps a nonsensical count from making a sum overflow.
    private static final long MOST_TOKENS = 1L << 40;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Limit, Meter> meters = new EnumMap<>(Limit.class);
    private int unsettled;
    private boolean closed;

    /// A part of what a call holds.
    private record Held(Limit limit, long amount, long place) {}

    /// Null where the account has been closed meanwhile: the caller has a new one, or gets one.
    @Nullable
    Admission admit(Limits limits, long tokens, Instant now, Supplier<Instant> later) {
        return locked(() -> {
            if (closed) {
                return null;
            }
            var refusal = refusal(limits, tokens, now);
            if (refusal != null) {
                return refusal;
            }
            var held = new ArrayList<Held>();
            limits.most()
                    .forEach((limit, _) -> held.add(
                            new Held(limit, amount(limit, tokens), meter(limit).take(amount(limit, tokens), now))));
            unsettled++;
            return new Admission.Admitted(once(held, later), standings(limits, now));
        });
    }

    /// Closes the account if it has nothing to remember: nothing that counts, and no call that could still add to it.
    boolean closeIfIdle(Instant now) {
        return locked(() -> {
            closed = unsettled == 0 && meters.values().stream().allMatch(meter -> meter.used(now) == 0);
            return closed;
        });
    }

    private @Nullable Admission refusal(Limits limits, long tokens, Instant now) {
        Limit worst = null;
        var longest = Duration.ZERO;
        for (var each : limits.most().entrySet()) {
            long amount = amount(each.getKey(), tokens);
            if (amount > each.getValue()) {
                return new Admission.Limited(each.getKey(), each.getValue(), null, standings(limits, now));
            }
            var meter = meter(each.getKey());
            if (meter.used(now) > each.getValue() - amount) {
                var wait = meter.waitFor(amount, each.getValue(), now);
                if (worst == null || wait.compareTo(longest) > 0) {
                    worst = each.getKey();
                    longest = wait;
                }
            }
        }
        return worst == null
                ? null
                : new Admission.Limited(worst, limits.of(worst).orElseThrow(), longest, standings(limits, now));
    }

    private Reservation once(List<Held> held, Supplier<Instant> later) {
        var settled = new AtomicBoolean();
        return tokens -> {
            if (settled.compareAndSet(false, true)) {
                locked(() -> {
                    unsettled--;
                    held.forEach(each -> settle(each, tokens, later.get()));
                    return unsettled;
                });
            }
        };
    }

    private void settle(Held held, OptionalLong tokens, Instant now) {
        var meter = meter(held.limit());
        if (held.limit() == Limit.CONCURRENT_STREAMS) {
            meter.give(held.amount(), held.place(), now);
        } else if (held.limit().ofTokens() && tokens.isPresent()) {
            long used = Math.clamp(tokens.getAsLong(), 0, MOST_TOKENS);
            if (used > held.amount()) {
                // The excess counts from when it is known; the reservation keeps its place.
                meter.take(used - held.amount(), now);
            } else {
                meter.give(held.amount() - used, held.place(), now);
            }
        }
    }

    private List<LimitStatus> standings(Limits limits, Instant now) {
        var standings = new ArrayList<LimitStatus>();
        limits.most().forEach((limit, most) -> {
            var meter = meter(limit);
            standings.add(new LimitStatus(limit, most, Math.max(0, most - meter.used(now)), meter.reset(now)));
        });
        return standings;
    }

    private static long amount(Limit limit, long tokens) {
        return limit.ofTokens() ? Math.min(tokens, MOST_TOKENS) : 1;
    }

    private Meter meter(Limit limit) {
        return meters.computeIfAbsent(limit, kind -> switch (kind) {
            case REQUESTS_PER_MINUTE, TOKENS_PER_MINUTE -> new Window();
            case CONCURRENT_STREAMS -> new Slots();
            case TOKENS_PER_DAY -> new Period(ChronoUnit.DAYS);
            case TOKENS_PER_MONTH -> new Period(ChronoUnit.MONTHS);
        });
    }

    private <T extends @Nullable Object> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
