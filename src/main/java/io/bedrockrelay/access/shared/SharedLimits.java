package io.bedrockrelay.access.shared;

import io.bedrockrelay.access.Caller;
import io.bedrockrelay.access.Limit;
import io.bedrockrelay.access.limit.Admission;
import io.bedrockrelay.access.limit.Limiter;
import io.bedrockrelay.access.limit.LocalLimits;
import io.bedrockrelay.access.limit.Reservation;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/// Keeps callers within their limits over all replicas that count in one Redis: one round trip for each admission and
/// one for each settlement. While Redis cannot be asked, callers go the way that the settings say.
public final class SharedLimits implements Limiter {
    private static final Duration COME_AGAIN = Duration.ofSeconds(5);

    private final Link link;
    private final Leases leases;
    private final LocalLimits meanwhile;
    private final SharedSettings settings;
    private final InstantSource clock;

    public SharedLimits(Redis redis, SharedSettings settings, InstantSource clock) {
        this.link = new Link(redis, clock);
        this.leases = new Leases(link);
        this.meanwhile = new LocalLimits(clock);
        this.settings = settings;
        this.clock = clock;
    }

    /// Whether Redis answers.
    public boolean up() {
        return link.state().up();
    }

    /// Since when it does, or does not.
    public Instant since() {
        return link.state().since();
    }

    @Override
    public CompletionStage<Admission> admit(Caller caller, long tokens) {
        var entry = Entry.of(settings.prefix(), caller, tokens, clock.instant());
        if (entry.limits().most().isEmpty()) {
            return CompletableFuture.completedFuture(new Admission.Admitted(Reservation.NONE, List.of()));
        }
        if (!link.mayAsk()) {
            return uncounted(entry, caller, tokens);
        }
        var admission = new CompletableFuture<Admission>();
        var answer = link.run(LuaScript.ADMIT, entry.keys(), entry.toAdmit());
        var inTime = answer.copy().orTimeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        var _ = inTime.whenComplete((response, failure) -> {
            if (failure == null) {
                decide(admission, entry, response);
                return;
            }
            if (failure instanceof TimeoutException) {
                link.failed("no answer within " + settings.timeout().toMillis() + " ms");
                // What it still does then must not count: the call goes another way.
                var _ = answer.thenAccept(late -> settle(entry, OptionalLong.of(0), Entry.second(late)));
            }
            var _ = uncounted(entry, caller, tokens).thenAccept(admission::complete);
        });
        return admission;
    }

    /// An answer that cannot be read must not leave a call waiting.
    private void decide(CompletableFuture<Admission> admission, Entry entry, Response response) {
        try {
            admission.complete(admission(entry, response));
        } catch (RuntimeException unreadable) {
            link.failed(
                    "an answer that cannot be read: " + unreadable.getClass().getSimpleName());
            admission.complete(new Admission.Uncounted(COME_AGAIN));
        }
    }

    private Admission admission(Entry entry, Response response) {
        var admission = entry.admission(response, reservation(entry, Entry.second(response)));
        if (admission instanceof Admission.Admitted && entry.hasAny(Limit.CONCURRENT_STREAMS)) {
            leases.add(entry);
        }
        return admission;
    }

    private Reservation reservation(Entry entry, long second) {
        var settled = new AtomicBoolean();
        return tokens -> {
            if (settled.compareAndSet(false, true)) {
                leases.remove(entry);
                settle(entry, tokens, second);
            }
        };
    }

    /// Once, whatever becomes of it: nobody can tell a settlement that was lost from one whose answer was, and what is
    /// given back twice would let a caller use more than its own. What is lost so stays reserved until it counts no
    /// more: a stream's place until its lease ends, tokens until the minute, day or month has passed.
    private void settle(Entry entry, OptionalLong tokens, long second) {
        if (entry.hasAny(
                Limit.TOKENS_PER_MINUTE, Limit.CONCURRENT_STREAMS, Limit.TOKENS_PER_DAY, Limit.TOKENS_PER_MONTH)) {
            var _ = link.run(LuaScript.SETTLE, entry.keys(), entry.toSettle(tokens, second));
        }
    }

    private CompletableFuture<Admission> uncounted(Entry entry, Caller caller, long tokens) {
        boolean closed = (settings.budgets() == Outage.CLOSED
                        && entry.hasAny(Limit.TOKENS_PER_DAY, Limit.TOKENS_PER_MONTH))
                || (settings.rates() == Outage.CLOSED
                        && entry.hasAny(Limit.REQUESTS_PER_MINUTE, Limit.TOKENS_PER_MINUTE, Limit.CONCURRENT_STREAMS));
        return closed
                ? CompletableFuture.completedFuture(new Admission.Uncounted(COME_AGAIN))
                : meanwhile.admit(caller, tokens).toCompletableFuture();
    }

    @Override
    public void tidy() {
        meanwhile.tidy();
        if (up()) {
            leases.renew();
        }
    }
}
