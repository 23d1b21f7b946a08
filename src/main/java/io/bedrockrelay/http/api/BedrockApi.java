package io.bedrockrelay.http.api;

import io.bedrockrelay.access.Feature;
import io.bedrockrelay.access.limit.Demand;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Result;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.bedrock.RawPath;
import io.bedrockrelay.dialect.bedrock.WireOperation;
import io.bedrockrelay.http.answer.Api;
import io.bedrockrelay.http.answer.Asked;
import io.bedrockrelay.http.answer.Lane;
import io.bedrockrelay.http.feature.HeaderFeatures;
import io.bedrockrelay.http.quota.DemandEstimate;
import io.bedrockrelay.relay.Call;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/// Bedrock's own runtime operations, for paths that name one. The path is read as it came, since ids and ARNs hold
/// colons and slashes in any encoding.
public final class BedrockApi implements Api<WireLane> {

    @Override
    public Result<Asked<WireLane>> ask(RoutingContext context, byte[] body) {
        return RawPath.call(SignedRegion.path(context))
                .<Result<Asked<WireLane>>>map(asked -> new Result.Ok<>(new Asked<>(
                        asked.modelName(),
                        null,
                        () -> asked.operation() == WireOperation.COUNT_TOKENS ? Demand.NONE : DemandEstimate.of(body),
                        new WireLane(asked.operation(), body))))
                .orElseGet(() -> new Result.Failed<>(new Failure.NotFound("The path names no operation.")));
    }

    @Override
    public Set<Feature> features(RoutingContext context, WireLane asked) {
        return HeaderFeatures.of(context.request().headers(), asked.body());
    }

    @Override
    public Result<Lane> lane(RoutingContext context, WireLane asked, Call call, Answering answering) {
        return new Result.Ok<>(asked.of(context.request(), call, answering));
    }
}
