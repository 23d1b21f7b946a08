package io.bedrockrelay.http;

import io.bedrockrelay.http.answer.EventLoopTimers;
import io.bedrockrelay.http.gate.Callers;
import io.bedrockrelay.http.log.Exchange;
import io.bedrockrelay.relay.Ask;
import io.bedrockrelay.relay.Call;
import io.bedrockrelay.relay.Opening;
import io.bedrockrelay.relay.Relay;
import io.bedrockrelay.relay.Timers;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/// Opens the call that a request asks for, with what its headers wish.
@Singleton
class Door {
    private final Relay relay;

    Door(Relay relay) {
        this.relay = relay;
    }

    /// @param region what the body asks for, which comes before the header
    Opening open(RoutingContext context, String model, @Nullable String region) {
        var headers = context.request().headers();
        var exchange = Exchange.of(context);
        exchange.asks(model);
        var opening = relay.open(new Ask(
                Callers.of(context),
                exchange.surface().label(),
                model,
                region == null ? headers.get("X-Relay-Region") : region,
                headers.get("X-Relay-Scope")));
        if (opening instanceof Opening.Ready(Call call)) {
            exchange.calls(call);
        }
        return opening;
    }

    static Timers timers(RoutingContext context) {
        return new EventLoopTimers(context.vertx(), context.vertx().getOrCreateContext());
    }
}
