package io.bedrockrelay.http.api;

import io.bedrockrelay.access.Feature;
import io.bedrockrelay.access.limit.Demand;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Result;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.Reading;
import io.bedrockrelay.dialect.bedrock.RawPath;
import io.bedrockrelay.dialect.bedrock.WireOperation;
import io.bedrockrelay.dialect.claude.fitting.ClaudeFitting;
import io.bedrockrelay.dialect.claude.fitting.Fitted;
import io.bedrockrelay.dialect.claude.fitting.PlainMessages;
import io.bedrockrelay.dialect.claude.model.ClaudeModels;
import io.bedrockrelay.dialect.claude.outline.Outline;
import io.bedrockrelay.http.answer.Api;
import io.bedrockrelay.http.answer.Asked;
import io.bedrockrelay.http.answer.Lane;
import io.bedrockrelay.http.answer.RequestId;
import io.bedrockrelay.http.claude.ClaudeBodies;
import io.bedrockrelay.http.claude.FramedMessages;
import io.bedrockrelay.http.feature.HeaderFeatures;
import io.bedrockrelay.http.quota.DemandEstimate;
import io.bedrockrelay.http.route.RouteWishes;
import io.bedrockrelay.image.Images;
import io.bedrockrelay.relay.Call;
import io.bedrockrelay.routing.setup.RouteWish;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Set;

/// Bedrock's own runtime operations, for paths that name one. The path is read as it came, since ids and ARNs hold
/// colons and slashes in any encoding.
public final class BedrockApi implements Api<WireLane> {
    private static final FramedMessages MESSAGES = new FramedMessages();
    /// No other vendor's body has it.
    private static final String OF_CLAUDE = "anthropic_version";

    private final ClaudeModels claude;
    private final TranslatedLane messages;
    private final boolean translating;

    /// @param translating whether a body of Claude's is translated for models of other vendors
    public BedrockApi(ClaudeModels claude, Images images, boolean translating) {
        this.claude = claude;
        this.translating = translating;
        this.messages = new TranslatedLane(MESSAGES, images);
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
    public Set<Feature> features(RoutingContext context, WireLane asked) {
        return HeaderFeatures.of(context.request().headers(), asked.body());
    }

    @Override
    public RouteWish wish(RoutingContext context, WireLane asked, Set<Feature> features) {
        return switch (asked.operation()) {
            case CONVERSE, CONVERSE_STREAM -> RouteWishes.wire(context, asked.body(), true, features);
            case INVOKE, INVOKE_STREAM -> RouteWishes.wire(context, asked.body(), false, features);
            case COUNT_TOKENS -> RouteWishes.alone(context, RequestId.of(context));
        };
    }

    @Override
    public Result<Lane> lane(RoutingContext context, WireLane asked, Call call, Answering answering) {
        if (!asked.isModelsOwn()
                || call.isStrict()
                || !(Outline.at(asked.body()) instanceof Outline.Look.Seen(Outline outline))) {
            return new Result.Ok<>(asked.of(context.request(), call, answering));
        }
        if (call.target().isClaude()) {
            return claude(context, asked, outline, call, answering);
        }
        return translating && outline.root().has(OF_CLAUDE)
                ? translated(context, asked, outline, call, answering)
                : new Result.Ok<>(asked.of(context.request(), call, answering));
    }

    /// A client of Claude models that was given another model sends its own body all the same, and reads no other
    /// answer.
    private Result<Lane> translated(
            RoutingContext context, WireLane asked, Outline outline, Call call, Answering answering) {
        return switch (PlainMessages.ofWire(outline, call.target().requested(), claude.of(null))) {
            case Fitted.Refused(Failure.Invalid failure) -> new Result.Failed<>(failure);
            case Fitted.Body plain ->
                switch (MESSAGES.read(plain.json())) {
                    case Reading.Refused refused -> new Result.Failed<>(refused.failure());
                    case Reading.Read read ->
                        new Result.Ok<>(messages.of(
                                context.response(),
                                read.with(plain.adaptations()),
                                asked.operation().stream(),
                                call,
                                answering));
                };
        };
    }

    /// A Claude model's own body goes as it came, but for what this model is known to refuse.
    private Result<Lane> claude(
            RoutingContext context, WireLane asked, Outline outline, Call call, Answering answering) {
        var bodies = new ClaudeBodies(
                claude.of(call.target().modelId()), model -> ClaudeFitting.wire(outline, asked.body(), model));
        var body = call.fit(bodies);
        return body == null
                ? new Result.Failed<>(Objects.requireNonNull(bodies.unfit()))
                : new Result.Ok<>(asked.of(context.request(), body, call, answering));
    }
}
