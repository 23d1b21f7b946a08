package io.bedrockrelay.http.quota;

import io.bedrockrelay.access.AccessSettings;
import io.bedrockrelay.access.Caller;
import io.bedrockrelay.access.limit.Admission;
import io.bedrockrelay.access.limit.Demand;
import io.bedrockrelay.access.limit.Limiter;
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
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Admits an open call under the limits of its caller, and settles at its end what was reserved for it.
@Singleton
public class Quota {
    private final Limiter limiter;
    private final AccessSettings settings;
    private final InstantSource clock = InstantSource.system();

    Quota(Limiter limiter, AccessSettings settings) {
        this.limiter = limiter;
        this.settings = settings;
    }

    /// The call, or a refusal, which ends it. Comes on the request's event loop: at once, or as soon as it is known
    /// whether the caller's limits have room.
    ///
    /// @param demand what the request asks for; looked at only where it matters
    public Future<Result<Call>> admit(RoutingContext context, Call call, Supplier<Demand> demand) {
        var caller = Callers.of(context);
        if (caller.grant().limits().most().isEmpty()) {
            return Future.succeededFuture(new Result.Ok<>(call));
        }
        long tokens = demand.get().tokens(settings.assumedOutputTokens());
        var admission = limiter.admit(caller, tokens).toCompletableFuture();
        if (admission.isDone()) {
            return Future.succeededFuture(admitted(context, caller, call, admission));
        }
        Promise<Result<Call>> result = Promise.promise();
        var loop = context.vertx().getOrCreateContext();
        var _ = admission.thenRun(
                () -> loop.runOnContext(_ -> result.complete(admitted(context, caller, call, admission))));
        return result.future();
    }

    private Result<Call> admitted(
            RoutingContext context, Caller caller, Call call, CompletableFuture<Admission> admission) {
        var admitted = admission.resultNow();
        RateHeaders.put(context.response(), Surface.of(context), admitted.standings(), clock.instant());
        return switch (admitted) {
            case Admission.Admitted room -> {
                call.onEnd(ending -> room.reservation().settle(used(ending)));
                yield new Result.Ok<>(call);
            }
            case Admission.Limited limited -> refused(call, failure(limited, caller));
            case Admission.Uncounted(Duration retryAfter) ->
                refused(
                        call,
                        new Failure.Overloaded(
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
