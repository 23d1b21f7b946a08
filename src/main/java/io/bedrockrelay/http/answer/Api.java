package io.bedrockrelay.http.answer;

import io.bedrockrelay.access.Feature;
import io.bedrockrelay.chat.Result;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.relay.Call;
import io.bedrockrelay.routing.setup.RouteWish;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/// What one public API adds to the way that every call takes. One per API, stateless; called on the request's event
/// loop, in the order of its methods.
///
/// @param <Q> what it reads of a request
public interface Api<Q> {

    /// Reads what a request asks for.
    Result<Asked<Q>> ask(RoutingContext context, byte[] body);

    /// What a question asks of AWS besides an answer, which its caller may not be allowed to.
    Set<Feature> features(RoutingContext context, Q question);

    /// What a question says about its route. Asked for only where another Region may answer.
    ///
    /// @param features as `features` found them
    RouteWish wish(RoutingContext context, Q question, Set<Feature> features);

    /// How the call is answered, now that its target is known. A failure ends the call.
    Result<Lane> lane(RoutingContext context, Q question, Call call, Answering answering);
}
