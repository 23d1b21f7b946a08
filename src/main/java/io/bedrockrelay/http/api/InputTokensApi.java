package io.bedrockrelay.http.api;

import io.bedrockrelay.access.Feature;
import io.bedrockrelay.access.limit.Demand;
import io.bedrockrelay.chat.Result;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.Reading;
import io.bedrockrelay.dialect.responses.ResponsesDialect;
import io.bedrockrelay.dialect.responses.Unserved;
import io.bedrockrelay.http.answer.Api;
import io.bedrockrelay.http.answer.Asked;
import io.bedrockrelay.http.answer.Lane;
import io.bedrockrelay.http.answer.RequestId;
import io.bedrockrelay.http.claude.CountSettings.Fallback;
import io.bedrockrelay.http.feature.ChatFeatures;
import io.bedrockrelay.http.route.RouteWishes;
import io.bedrockrelay.metrics.CountMetrics;
import io.bedrockrelay.relay.Call;
import io.bedrockrelay.routing.setup.RouteWish;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/// `POST /v1/responses/input_tokens`: what a request of the Responses API would cost before it is answered.
public final class InputTokensApi implements Api<Reading.Read> {
    private final ResponsesDialect dialect;
    private final TokenCountLane lane;

    public InputTokensApi(ResponsesDialect dialect, CountMetrics metrics) {
        this.dialect = dialect;
        this.lane = new TokenCountLane(dialect, Unserved::inputTokens, Fallback.REFUSE, metrics);
    }

    @Override
    public Result<Asked<Reading.Read>> ask(RoutingContext context, byte[] body) {
        return switch (dialect.read(body)) {
            case Reading.Refused refused -> new Result.Failed<>(refused.failure());
            case Reading.Read read ->
                new Result.Ok<>(new Asked<>(read.request().model(), null, () -> Demand.NONE, read));
        };
    }

    @Override
    public Set<Feature> features(RoutingContext context, Reading.Read read) {
        return ChatFeatures.of(read.request());
    }

    @Override
    public RouteWish wish(RoutingContext context, Reading.Read read, Set<Feature> features) {
        return RouteWishes.alone(context, RequestId.of(context));
    }

    @Override
    public Result<Lane> lane(RoutingContext context, Reading.Read read, Call call, Answering answering) {
        return lane.of(context.response(), read, call, answering, null);
    }
}
