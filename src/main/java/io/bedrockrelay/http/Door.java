package io.bedrockrelay.http;

import io.bedrockrelay.access.limit.Demand;
import io.bedrockrelay.http.answer.EventLoopTimers;
import io.bedrockrelay.http.gate.Callers;
import io.bedrockrelay.http.log.RequestRecord;
import io.bedrockrelay.http.quota.Quota;
import io.bedrockrelay.relay.Call;
import io.bedrockrelay.relay.OpenResult;
import io.bedrockrelay.relay.Relay;
import io.bedrockrelay.relay.supervision.Timers;
import io.bedrockrelay.routing.Ask;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Opens the call that a request asks for, with what its headers wish and its caller's limits allow.
@Singleton
class Door {
    private final Relay relay;
    private final Quota quota;

    Door(Relay relay, Quota quota) {
        this.relay = relay;
        this.quota = quota;
    }

    /// Calls `then` once, on the request's event loop: at once, or as soon as it is known whether the caller's limits
    /// have room for the call.
    ///
    /// @param region what the body asks for, which comes before the header
    /// @param demand what tokens are reserved for
    void open(
            RoutingContext context,
            String model,
            @Nullable String region,
            Supplier<Demand> demand,
            Consumer<OpenResult> then) {
        var headers = context.request().headers();
        var exchange = RequestRecord.of(context);
        exchange.asks(model);
        var opening = relay.open(new Ask(
                Callers.of(context),
                exchange.surface().label(),
                model,
                region == null ? headers.get("X-Relay-Region") : region,
                headers.get("X-Relay-Scope")));
        switch (opening) {
            case OpenResult.Refused refused -> then.accept(refused);
            case OpenResult.Ready(Call call) -> {
                exchange.calls(call);
                quota.admit(context, call, demand, then);
            }
        }
    }

    static Timers timers(RoutingContext context) {
        return EventLoopTimers.on(context.vertx().getOrCreateContext());
    }
}
