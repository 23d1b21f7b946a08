package io.bedrockrelay.http;

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
import io.bedrockrelay.http.log.RequestRecord;
import io.bedrockrelay.http.quota.Quota;
import io.bedrockrelay.relay.Call;
import io.bedrockrelay.relay.OpenResult;
import io.bedrockrelay.relay.Relay;
import io.bedrockrelay.relay.StreamSettings;
import io.bedrockrelay.relay.supervision.Defect;
import io.bedrockrelay.relay.supervision.Timers;
import io.bedrockrelay.routing.Ask;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.function.Consumer;

/// The whole way of every call, whatever its API: intake, asking, opening, admission, lane, answer. Each step either
/// goes on to the next or ends in a failure in the caller's own words. Everything runs on the request's event loop.
@Singleton
class Conversation {
    private final Intake intake;
    private final Relay relay;
    private final Quota quota;
    private final StreamSettings streams;
    private final InstantSource clock = InstantSource.system();

    Conversation(Intake intake, Relay relay, Quota quota, StreamSettings streams) {
        this.intake = intake;
        this.relay = relay;
        this.quota = quota;
        this.streams = streams;
    }

    <Q> void handle(RoutingContext context, Api<Q> api) {
        then(context, intake.read(context), body -> ask(context, api, body));
    }

    private <Q> void ask(RoutingContext context, Api<Q> api, byte[] body) {
        switch (api.ask(context, body)) {
            case Result.Failed<Asked<Q>>(Failure failure) -> refuse(context, failure);
            case Result.Ok<Asked<Q>>(Asked<Q> asked) -> {
                var caller = Callers.of(context);
                var refusal = FeatureGate.refusal(caller, api.features(context, asked.question()));
                if (refusal == null) {
                    open(context, api, asked);
                } else {
                    RequestRecord.of(context).asks(asked.model());
                    refuse(context, refusal);
                }
            }
        }
    }

    private <Q> void open(RoutingContext context, Api<Q> api, Asked<Q> asked) {
        var record = RequestRecord.of(context);
        record.asks(asked.model());
        switch (relay.open(wish(context, asked))) {
            case OpenResult.Refused(Failure failure) -> refuse(context, failure);
            case OpenResult.Ready(Call call) -> {
                record.calls(call);
                var admitted = quota.admit(context, call, asked.demand());
                then(context, admitted, _ -> answer(context, api, asked.question(), call));
            }
        }
    }

    private static Ask wish(RoutingContext context, Asked<?> asked) {
        return new Ask(
                Callers.of(context),
                RequestRecord.of(context).surface().label(),
                asked.model(),
                asked.region() == null ? SignedRegion.of(context) : asked.region(),
                context.request().getHeader("X-Relay-Scope"),
                context.request().getHeader("X-Relay-Adapt"));
    }

    private <Q> void answer(RoutingContext context, Api<Q> api, Q question, Call call) {
        Result<Lane> lane;
        try {
            lane = api.lane(context, question, call, answering(context, call));
        } catch (RuntimeException defect) {
            Defect.log("A request could not be turned into a call", defect);
            lane = new Result.Failed<>(failed(context));
        }
        switch (lane) {
            case Result.Failed<Lane>(Failure failure) -> {
                call.refuse(failure);
                refuse(context, failure);
            }
            case Result.Ok<Lane>(Lane found) -> answer(context, found, call);
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
                .withSubscriber(new StreamAnswer<>(context.request(), lane.writer(), streams, timers, call::close));
    }

    private <T> void whole(RoutingContext context, Lane.Whole<T> lane, Call call, Timers timers) {
        lane.outcome()
                .apply(timers)
                .subscribe()
                .withSubscriber(new WholeAnswer<T>(context.response(), lane.body(), streams, timers, call::close));
    }

    private Answering answering(RoutingContext context, Call call) {
        var target = call.target();
        return new Answering(
                RequestId.of(context),
                target.requested(),
                target.modelId() == null ? target.invocationId() : target.modelId(),
                target.invocationId(),
                target.region(),
                target.scope().label(),
                clock.instant(),
                Echo.NOTHING);
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
        RequestRecord.of(context).failed(failure);
        ErrorResponses.end(context, failure);
    }
}
