package io.bedrockrelay.http.api;

import io.bedrockrelay.access.limit.Demand;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Result;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.bedrock.RawPath;
import io.bedrockrelay.dialect.bedrock.WireOperation;
import io.bedrockrelay.dialect.claude.fitting.ClaudeFitting;
import io.bedrockrelay.dialect.claude.fitting.Fitted;
import io.bedrockrelay.dialect.claude.model.ClaudeModels;
import io.bedrockrelay.dialect.claude.outline.Outline;
import io.bedrockrelay.http.answer.Api;
import io.bedrockrelay.http.answer.Asked;
import io.bedrockrelay.http.answer.Lane;
import io.bedrockrelay.http.quota.DemandEstimate;
import io.bedrockrelay.relay.Call;
import io.vertx.ext.web.RoutingContext;

/// Bedrock's own runtime operations, for paths that name one. The path is read as it came, since ids and ARNs hold
/// colons and slashes in any encoding.
public final class BedrockApi implements Api<WireLane> {
    private final ClaudeModels claude;

    public BedrockApi(ClaudeModels claude) {
        this.claude = claude;
    }

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
    public Result<Lane> lane(RoutingContext context, WireLane asked, Call call, Answering answering) {
        return asked.isModelsOwn() && call.target().isClaude()
                ? claude(context, asked, call, answering)
                : new Result.Ok<>(asked.of(context.request(), call, answering));
    }

    /// A Claude model's own body goes as it came, but for what this model is known to refuse.
    private Result<Lane> claude(RoutingContext context, WireLane asked, Call call, Answering answering) {
        if (!(Outline.at(asked.body()) instanceof Outline.Look.Seen(Outline outline))
                || "strict".equalsIgnoreCase(context.request().getHeader("X-Relay-Adapt"))) {
            return new Result.Ok<>(asked.of(context.request(), call, answering));
        }
        var model = claude.of(call.target().modelId());
        return switch (ClaudeFitting.wire(outline, asked.body(), model)) {
            case Fitted.Refused(Failure.Invalid failure) -> new Result.Failed<>(failure);
            case Fitted.Body fitted -> {
                Adapted.tell(context.response(), fitted.adaptations());
                yield new Result.Ok<>(
                        new WireLane(asked.operation(), fitted.json()).of(context.request(), call, answering));
            }
        };
    }
}
