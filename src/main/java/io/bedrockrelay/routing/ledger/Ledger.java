package io.bedrockrelay.routing.ledger;

import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.routing.route.Candidate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is left of AWS's quotas, as far as this process uses them: reserved when a call begins, by input and the
/// bound of its output, and settled at its end. It refuses nobody; a target without room is only asked later than
/// its equals. One per process, thread-safe. Bounded by the catalogue: an account for each model in each Region.
public final class Ledger {
    private final Supplier<List<QuotaRow>> rows;
    private final LongSupplier clock;
    private final Map<Key, QuotaAccount> accounts = new ConcurrentHashMap<>();

    private record Key(String account, String region, String model, QuotaRow.Bucket bucket) {}

    /// @param rows as they hold now, the first that covers a target counts
    /// @param clock monotonic, in nanoseconds
    public Ledger(Supplier<List<QuotaRow>> rows, LongSupplier clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /// Whether nobody keeps accounts, so that nobody needs to know what a call may use.
    public boolean isEmpty() {
        return rows.get().isEmpty();
    }

    /// @param need of one call, in tokens: input, cached or not, and its output at most
    public boolean isLeft(Candidate candidate, long need) {
        var account = account(candidate);
        return account == null || account.isLeft(need, clock.getAsLong());
    }

    /// @param need as of `isLeft`: AWS reserves the output as it is, and its factor comes with the settlement
    public Booking book(Candidate candidate, long need) {
        var account = account(candidate);
        if (account == null) {
            return Booking.NONE;
        }
        account.take(need, clock.getAsLong());
        return new Booked(account, need);
    }

    private @Nullable QuotaAccount account(Candidate candidate) {
        var target = candidate.target();
        var row = row(target);
        if (row == null) {
            return null;
        }
        var key = new Key(
                candidate.account(), target.region(), String.valueOf(target.modelId()), QuotaRow.Bucket.of(target));
        // A changed row opens a new account.
        return accounts.compute(
                key,
                (_, known) ->
                        known != null && known.row().equals(row) ? known : new QuotaAccount(row, clock.getAsLong()));
    }

    private @Nullable QuotaRow row(Target target) {
        var model = target.modelId();
        if (model == null || !QuotaRow.isCounted(target)) {
            return null;
        }
        for (var row : rows.get()) {
            if (row.covers(target, model)) {
                return row;
            }
        }
        return null;
    }

    private final class Booked implements Booking {
        private final QuotaAccount account;
        private final long reserved;
        private final AtomicBoolean closed = new AtomicBoolean();

        Booked(QuotaAccount account, long reserved) {
            this.account = account;
            this.reserved = reserved;
        }

        @Override
        public void settle(@Nullable Usage usage) {
            if (closed.compareAndSet(false, true) && usage != null) {
                long used = usage.input()
                        + usage.cacheWrite()
                        + usage.output() * account.row().factor();
                account.settle(reserved - used, true, clock.getAsLong());
            }
        }

        @Override
        public void giveBack() {
            if (closed.compareAndSet(false, true)) {
                account.settle(reserved, false, clock.getAsLong());
            }
        }
    }
}
