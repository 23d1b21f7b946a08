package io.bedrockrelay.http.api;

import io.bedrockrelay.access.Feature;
import io.bedrockrelay.chat.Result;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.Dialect;
import io.bedrockrelay.dialect.Reading;
import io.bedrockrelay.http.answer.Api;
import io.bedrockrelay.http.answer.Asked;
import io.bedrockrelay.http.answer.Lane;
import io.bedrockrelay.http.feature.ChatFeatures;
import io.bedrockrelay.http.quota.DemandEstimate;
import io.bedrockrelay.http.route.RouteWishes;
import io.bedrockrelay.image.Images;
import io.bedrockrelay.relay.Call;
import io.bedrockrelay.routing.setup.RouteWish;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/// A chat in a dialect that is translated, whatever the model.
public final class TranslatedApi implements Api<Reading.Read> {
    private final Dialect dialect;
    private final Images images;

    public TranslatedApi(Dialect dialect, Images images) {
        this.dialect = dialect;
        this.images = images;
    }

    @Override
    public Result<Asked<Reading.Read>> ask(RoutingContext context, byte[] body) {
        return switch (dialect.read(body)) {
            case Reading.Refused refused -> new Result.Failed<>(refused.failure());
            case Reading.Read read -> {
                var request = read.request();
                yield new Result.Ok<>(new Asked<>(
                        request.model(),
                        request.region(),
                        () -> DemandEstimate.of(body).bounded(request.sampling().maxTokens()),
                        read));
            }
        };
    }

    @Override
    public Set<Feature> features(RoutingContext context, Reading.Read read) {
        return ChatFeatures.of(read.request());
    }

    @Override
    public RouteWish wish(RoutingContext context, Reading.Read read, Set<Feature> features) {
        return RouteWishes.translated(context, read.request(), features);
    }

    @Override
    public Result<Lane> lane(RoutingContext context, Reading.Read read, Call call, Answering answering) {
        boolean stream = read.stream() || asksForEvents(context);
        return new Result.Ok<>(
                new TranslatedLane(dialect, images).of(context.response(), read, stream, call, answering));
    }

    private boolean asksForEvents(RoutingContext context) {
        var accept = context.request().getHeader(HttpHeaders.ACCEPT);
        return dialect.streamsOnAccept() && accept != null && accept.contains("text/event-stream");
    }
}
