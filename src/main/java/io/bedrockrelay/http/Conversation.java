package io.bedrockrelay.http;

import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Result;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.Echo;
import io.bedrockrelay.http.answer.Api;
import io.bedrockrelay.http.answer.Asked;
import io.bedrockrelay.http.answer.ErrorResponses;
import io.bedrockrelay.http.answer.EventLoopTimers;
import io.bedrockrelay.http.answer.Lane;
import io.bedrockrelay.http.answer.RequestId;
import io.bedrockrelay.http.answer.StreamAnswer;
import io.bedrockrelay.http.answer.WholeAnswer;
import io.bedrockrelay.http.api.SignedRegion;
import io.bedrockrelay.http.feature.FeatureGate;
import io.bedrockrelay.http.gate.Callers;
import io.bedrockrelay.http.intake.Intake;
import io.bedrockrelay.http.intake.RequestMemory;
import io.bedrockrelay.http.log.RequestRecord;
import io.bedrockrelay.http.quota.Quota;
import io.bedrockrelay.http.route.RouteHeaders;
import io.bedrockrelay.http.route.RouteWishes;
import io.bedrockrelay.memory.LargeWork;
import io.bedrockrelay.relay.Call;
import io.bedrockrelay.relay.OpenResult;
import io.bedrockrelay.relay.Relay;
import io.bedrockrelay.relay.StreamSettings;
import io.bedrockrelay.relay.ending.WriteOutcome;
import io.bedrockrelay.relay.supervision.Defect;
import io.bedrockrelay.relay.supervision.Timers;
import io.bedrockrelay.routing.Ask;
import io.bedrockrelay.routing.setup.RouteRules;
import io.bedrockrelay.routing.setup.RouteWish;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The whole way of every call, whatever its API: intake, asking, opening, admission, lane, answer. Each step either
/// goes on to the next or ends in a failure in the caller's own words. Everything runs on the request's event loop;
/// only large bodies are read elsewhere.
@Singleton
class Conversation {
    private final Intake intake;
    private final Relay relay;
    private final Quota quota;
    private final StreamSettings streams;
    private final RouteRules routes;
    private final InstantSource clock = InstantSource.system();

    Conversation(Intake intake, Relay relay, Quota quota, StreamSettings streams, RouteRules routes) {
        this.intake = intake;
        this.relay = relay;
        this.quota = quota;
        this.streams = streams;
        this.routes = routes;
    }

    <Q> void handle(RoutingContext context, Api<Q> api) {
        var busy = intake.busy();
        var judged = busy == null ? quota.enter(context) : Future.succeededFuture(Optional.of(busy));
        judged.onSuccess(
                against -> then(context, intake.read(context, against.orElse(null)), body -> ask(context, api, body)));
    }

    private <Q> void ask(RoutingContext context, Api<Q> api, byte[] body) {
        boolean large = body.length >= LargeWork.FROM;
        then(context, worked(context, large, () -> known(context, api, body)), known -> {
            RequestRecord.of(context).asks(known.asked().model());
            if (context.response().closed()) {
                release(context);
            } else if (known.refusal() != null) {
                refuse(context, known.refusal());
            } else {
                open(context, api, known, large);
            }
        });
    }

    /// What is known of a request once its body has been gone through.
    ///
    /// @param route which of several candidates it wishes to be answered by
    /// @param refusal why its caller may not ask for that; null if he may
    private record Known<Q>(
            Asked<Q> asked, RouteWish route, @Nullable Failure refusal) {}

    private <Q> Result<Known<Q>> known(RoutingContext context, Api<Q> api, byte[] body) {
        return switch (api.ask(context, body)) {
            case Result.Failed<Asked<Q>>(Failure failure) -> new Result.Failed<>(failure);
            case Result.Ok<Asked<Q>>(Asked<Q> asked) -> {
                var features = api.features(context, asked.question());
                var refusal = FeatureGate.refusal(Callers.of(context), features);
                var problem = refusal != null || routes.isOff() ? refusal : RouteWishes.problem(context);
                var route = problem != null || routes.isOff()
                        ? RouteWish.NONE
                        : api.wish(context, asked.question(), features);
                yield new Result.Ok<>(new Known<>(Quota.countsTokens(context) ? asked.sized() : asked, route, problem));
            }
        };
    }

    /// Reading megabytes would hold up every stream of the event loop.
    private static <T> Future<Result<T>> worked(RoutingContext context, boolean large, Supplier<Result<T>> step) {
        if (!large) {
            return Future.succeededFuture(step.get());
        }
        var loop = context.vertx().getOrCreateContext();
        return LargeWork.run(loop, RequestMemory.share(context), () -> tried(context, step));
    }

    private static <T> Result<T> tried(RoutingContext context, Supplier<Result<T>> step) {
        try {
            return step.get();
        } catch (RuntimeException defect) {
            Defect.log("A request could not be read", defect);
            return new Result.Failed<>(failed(context));
        }
    }

    private <Q> void open(RoutingContext context, Api<Q> api, Known<Q> known, boolean large) {
        var asked = known.asked();
        switch (relay.open(wish(context, asked, known.route()))) {
            case OpenResult.Refused(Failure failure) -> refuse(context, failure);
            case OpenResult.Ready(Call call) -> {
                RequestRecord.of(context).calls(call);
                var admitted = quota.admit(context, call, asked.demand());
                then(context, admitted, _ -> lane(context, api, asked.question(), call, large));
            }
        }
    }

    private static Ask wish(RoutingContext context, Asked<?> asked, RouteWish route) {
        return new Ask(
                Callers.of(context),
                RequestRecord.of(context).surface().label(),
                asked.model(),
                asked.region() == null ? SignedRegion.of(context) : asked.region(),
                context.request().getHeader("X-Relay-Scope"),
                context.request().getHeader("X-Relay-Adapt"),
                route.using(asked.demand()));
    }

    private <Q> void lane(RoutingContext context, Api<Q> api, Q question, Call call, boolean large) {
        call.asks(RequestMemory.share(context));
        call.onEnd(_ -> Quota.release(context));
        if (context.response().closed()) {
            call.close(WriteOutcome.CLIENT_GONE);
            return;
        }
        worked(context, large, () -> lane(context, api, question, call)).onSuccess(lane -> {
            switch (lane) {
                case Result.Failed<Lane>(Failure failure) -> {
                    call.refuse(failure);
                    refuse(context, failure);
                }
                case Result.Ok<Lane>(Lane found) -> answer(context, found, call);
            }
        });
    }

    private <Q> Result<Lane> lane(RoutingContext context, Api<Q> api, Q question, Call call) {
        try {
            return api.lane(context, question, call, answering(context, call));
        } catch (RuntimeException defect) {
            Defect.log("A request could not be turned into a call", defect);
            return new Result.Failed<>(failed(context));
        }
    }

    private void answer(RoutingContext context, Lane lane, Call call) {
        var timers = EventLoopTimers.on(context.vertx().getOrCreateContext());
        switch (lane) {
            case Lane.Streamed<?> streamed -> stream(context, streamed, call, timers);
            case Lane.Whole<?> whole -> whole(context, whole, call, timers);
        }
    }

    private <T> void stream(RoutingContext context, Lane.Streamed<T> lane, Call call, Timers timers) {
        lane.items()
                .apply(timers)
                .subscribe()
                .withSubscriber(new StreamAnswer<>(
                        context.request(), new RouteHeaders<>(lane.writer(), call), streams, timers, call::close));
    }

    private <T> void whole(RoutingContext context, Lane.Whole<T> lane, Call call, Timers timers) {
        Function<T, Buffer> body = outcome -> {
            RouteHeaders.put(call, context.response());
            return lane.body().apply(outcome);
        };
        lane.outcome()
                .apply(timers)
                .subscribe()
                .withSubscriber(new WholeAnswer<T>(context.response(), body, streams, timers, call::close));
    }

    private Answering answering(RoutingContext context, Call call) {
        return new Answering(
                RequestId.of(context),
                call.target().requested(),
                () -> served(call.target()),
                clock.instant(),
                Echo.NOTHING);
    }

    private static Answering.Served served(Target target) {
        return new Answering.Served(
                target.modelId() == null ? target.invocationId() : target.modelId(),
                target.invocationId(),
                target.region(),
                target.scope().label());
    }

    /// Nobody above would answer for a defect: the router has handed the request over long ago.
    private static <T> void then(RoutingContext context, Future<Result<T>> step, Consumer<T> next) {
        step.onSuccess(result -> {
            try {
                switch (result) {
                    case Result.Failed<T>(Failure failure) -> refuse(context, failure);
                    case Result.Ok<T>(T value) -> next.accept(value);
                }
            } catch (RuntimeException defect) {
                Defect.log("A request could not be served", defect);
                refuse(context, failed(context));
            }
        });
    }

    private static Failure failed(RoutingContext context) {
        return new Failure.Internal("The relay failed; the request id is " + RequestId.of(context) + ".");
    }

    static void refuse(RoutingContext context, Failure failure) {
        release(context);
        RequestRecord.of(context).failed(failure);
        ErrorResponses.end(context, failure);
    }

    private static void release(RoutingContext context) {
        RequestMemory.release(context);
        Quota.release(context);
    }
}
