package io.bedrockrelay.relay;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Result;
import io.bedrockrelay.relay.fitting.Mode;
import io.bedrockrelay.routing.Ask;
import io.bedrockrelay.routing.Route;
import io.bedrockrelay.routing.Routing;

/// Opens calls: from the name that a client sends to a call that may be made, or the reason why not. One per process,
/// thread-safe; it never waits.
public final class Relay {
    private final Routing routing;
    private final CallServices services;

    Relay(Routing routing, CallServices services) {
        this.routing = routing;
        this.services = services;
    }

    /// Finds the target of what is asked, and takes a place among the open calls for it.
    public OpenResult open(Ask ask) {
        var result =
                switch (Mode.of(ask, services.fitter().mode())) {
                    case Result.Failed<Mode>(Failure failure) -> new OpenResult.Refused(failure);
                    case Result.Ok<Mode>(Mode mode) -> open(ask, mode);
                };
        switch (result) {
            case OpenResult.Ready(Call call) -> services.listener().opened(ask, call.target());
            case OpenResult.Refused(Failure failure) -> services.listener().refused(ask, failure);
        }
        return result;
    }

    private OpenResult open(Ask ask, Mode mode) {
        return switch (routing.route(ask)) {
            case Route.Refused(Failure failure) -> new OpenResult.Refused(failure);
            case Route.Found found -> take(ask, found, mode);
        };
    }

    private OpenResult take(Ask ask, Route.Found found, Mode mode) {
        var full = services.calls().enter();
        return full == null ? new OpenResult.Ready(new Call(ask, found, mode, services)) : new OpenResult.Refused(full);
    }
}
