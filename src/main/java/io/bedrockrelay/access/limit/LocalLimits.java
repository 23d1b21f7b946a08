package io.bedrockrelay.access.limit;

import io.bedrockrelay.access.Caller;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Keeps callers within their limits, as far as this replica sees them: with n replicas behind one address a caller
/// gets up to n times its limit, and a restart forgets the day and the month. One per process, thread-safe, never
/// waits for I/O.
///
/// Remembers callers that have limits and have used something that still counts; `tidy` forgets the others.
public final class LocalLimits implements Limiter {
    private final InstantSource clock;
    private final ConcurrentMap<String, Account> accounts = new ConcurrentHashMap<>();

    public LocalLimits(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public CompletionStage<Admission> admit(Caller caller, long tokens) {
        return CompletableFuture.completedFuture(admitNow(caller, tokens));
    }

    Admission admitNow(Caller caller, long tokens) {
        if (tokens < 0) {
            throw new IllegalArgumentException("a call cannot use less than no token");
        }
        var limits = caller.grant().limits();
        if (limits.most().isEmpty()) {
            return new Admission.Admitted(Reservation.NONE, List.of());
        }
        // A key and a user may have the same name.
        var id = caller.kind() + ":" + caller.name();
        while (true) {
            var admission = accounts.computeIfAbsent(id, _ -> new Account())
                    .admit(limits, tokens, clock.instant(), clock::instant);
            if (admission != null) {
                return admission;
            }
        }
    }

    @Override
    public void tidy() {
        accounts.values().removeIf(account -> account.closeIfIdle(clock.instant()));
    }

    /// Callers that are remembered.
    public int size() {
        return accounts.size();
    }
}
