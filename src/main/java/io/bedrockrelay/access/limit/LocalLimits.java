package io.bedrockrelay.access.limit;

import io.bedrockrelay.access.Caller;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Keeps callers within their limits, as far as this replica sees them: with n replicas behind one address a caller
/// gets up to n times its limit, and a restart forgets the day and the month. One per process, thread-safe, never
/// waits for I/O.
///
/// Remembers callers that have limits and have used something that still counts; `tidy` forgets the others.
public final class LocalLimits {
    private final InstantSource clock;
    private final ConcurrentMap<String, Account> accounts = new ConcurrentHashMap<>();

    public LocalLimits(InstantSource clock) {
        this.clock = clock;
    }

    /// Admits a call of a model, or tells when to come again.
    ///
    /// @param tokens what the call may use at most, see `Demand`; reserved until the call is settled
    public Admission admit(Caller caller, long tokens) {
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

    /// Forgets who has nothing that counts any more. To be called now and then, say every minute.
    public void tidy() {
        accounts.values().removeIf(account -> account.closeIfIdle(clock.instant()));
    }

    /// Callers that are remembered.
    public int size() {
        return accounts.size();
    }
}
