package io.bedrockrelay.http.quota;

import io.bedrockrelay.access.AccessSettings;
import io.bedrockrelay.access.Caller;
import io.bedrockrelay.access.Limit;
import io.bedrockrelay.access.limit.Admission;
import io.bedrockrelay.access.limit.Demand;
import io.bedrockrelay.access.limit.Limiter;
import io.bedrockrelay.access.limit.Reservation;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Result;
import io.bedrockrelay.http.endpoint.Surface;
import io.bedrockrelay.http.gate.Callers;
import io.bedrockrelay.relay.Call;
import io.bedrockrelay.relay.ending.Ending;
import io.bedrockrelay.relay.ending.Outcome;
import io.bedrockrelay.relay.ending.Work;
import io.quarkus.scheduler.Scheduled;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Keeps a caller within its limits: those that count calls are judged by a request's head, those that count tokens
/// once it is known what it asks for. Both are settled at the end.
@Singleton
public class Quota {
    private static final String KEY = Quota.class.getName();

    private final Limiter limiter;
    private final AccessSettings settings;
    private final InstantSource clock = InstantSource.system();

    Quota(Limiter limiter, AccessSettings settings) {
        this.limiter = limiter;
        this.settings = settings;
    }

    /// Judges a request by its head alone, before a byte of its body is taken: the limits that count calls. Comes on
    /// the request's event loop, at once or as soon as it is known. What is taken is given back with the end of the
    /// request, or by `release`.
    ///
    /// @return a refusal, if there is one
    public Future<Optional<Failure>> enter(RoutingContext context) {
        var caller = Callers.of(context).limited(false);
        if (caller.grant().limits().most().isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        return judged(context, caller, 0, reservation -> {
            context.put(KEY, reservation);
            // Also called where the connection breaks.
            context.addEndHandler(_ -> release(context));
            if (context.response().closed()) {
                release(context);
            }
        });
    }

    /// Lets the request's place among the caller's go; the first time counts.
    public static void release(RoutingContext context) {
        Reservation reservation = context.remove(KEY);
        if (reservation != null) {
            reservation.settle(OptionalLong.empty());
        }
    }

    /// Whether the caller's tokens are limited, so that somebody has to know what a request may use.
    public static boolean countsTokens(RoutingContext context) {
        return Callers.of(context).grant().limits().most().keySet().stream().anyMatch(Limit::ofTokens);
    }

    /// The call, or a refusal, which ends it. Comes on the request's event loop: at once, or as soon as it is known
    /// whether the caller's tokens have room.
    ///
    /// @param demand what the request asks for; looked at only where it matters
    public Future<Result<Call>> admit(RoutingContext context, Call call, Supplier<Demand> demand) {
        var caller = Callers.of(context).limited(true);
        if (caller.grant().limits().most().isEmpty()) {
            return Future.succeededFuture(new Result.Ok<>(call));
        }
        long tokens = demand.get().tokens(settings.assumedOutputTokens());
        return judged(context, caller, tokens, reservation -> call.onEnd(ending -> reservation.settle(used(ending))))
                .map(against -> against.map(failure -> refused(call, failure)).orElseGet(() -> new Result.Ok<>(call)));
    }

    private Future<Optional<Failure>> judged(
            RoutingContext context, Caller caller, long tokens, Consumer<Reservation> room) {
        var admission = limiter.admit(caller, tokens).toCompletableFuture();
        if (admission.isDone()) {
            return Future.succeededFuture(verdict(context, caller, admission, room));
        }
        Promise<Optional<Failure>> result = Promise.promise();
        var loop = context.vertx().getOrCreateContext();
        var _ = admission.thenRun(
                () -> loop.runOnContext(_ -> result.complete(verdict(context, caller, admission, room))));
        return result.future();
    }

    private Optional<Failure> verdict(
            RoutingContext context, Caller caller, CompletableFuture<Admission> admission, Consumer<Reservation> room) {
        var admitted = admission.resultNow();
        RateHeaders.put(context.response(), Surface.of(context), admitted.standings(), clock.instant());
        return switch (admitted) {
            case Admission.Admitted(Reservation reservation, var _) -> {
                room.accept(reservation);
                yield Optional.empty();
            }
            case Admission.Limited limited -> Optional.of(failure(limited, caller));
            case Admission.Uncounted(Duration retryAfter) ->
                Optional.of(new Failure.Overloaded(
                        "The limits of %s cannot be counted at the moment; try again shortly."
                                .formatted(caller.described()),
                        retryAfter));
        };
    }

    private static Result<Call> refused(Call call, Failure failure) {
        call.refuse(failure);
        return new Result.Failed<>(failure);
    }

    /// What can never fit is no matter of waiting, and a client that tried again would do so for ever.
    private static Failure failure(Admission.Limited limited, Caller caller) {
        var wait = limited.retryAfter();
        return wait == null
                ? new Failure.Invalid(null, limited.message(caller))
                : new Failure.Throttled(
                        limited.message(caller), Duration.ofSeconds(Admission.Limited.seconds(wait)), null);
    }

    /// Empty where Bedrock may have worked and nobody knows how much.
    static OptionalLong used(Ending ending) {
        var usage = ending.usage();
        if (usage != null) {
            return OptionalLong.of(usage.allInput() + usage.output());
        }
        boolean idle = ending.attempts() == 0
                || ending.work() == Work.COUNT_TOKENS
                || (ending.firstEvent() == null
                        && (ending.outcome() == Outcome.REFUSED || ending.outcome() == Outcome.UPSTREAM_ERROR));
        return idle ? OptionalLong.of(0) : OptionalLong.empty();
    }

    @Scheduled(every = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tidy() {
        limiter.tidy();
    }
}
