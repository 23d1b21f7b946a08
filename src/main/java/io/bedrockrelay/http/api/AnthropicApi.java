package io.bedrockrelay.http.api;

import io.bedrockrelay.access.Feature;
import io.bedrockrelay.access.limit.Demand;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Result;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.Reading;
import io.bedrockrelay.dialect.anthropic.AnthropicDialect;
import io.bedrockrelay.dialect.anthropic.ServiceTier;
import io.bedrockrelay.dialect.claude.ClaudeRequest;
import io.bedrockrelay.dialect.claude.TokenCount;
import io.bedrockrelay.dialect.claude.TokenEstimate;
import io.bedrockrelay.dialect.claude.fitting.Fitted;
import io.bedrockrelay.dialect.claude.fitting.PlainMessages;
import io.bedrockrelay.dialect.claude.model.ClaudeModels;
import io.bedrockrelay.http.answer.Api;
import io.bedrockrelay.http.answer.Asked;
import io.bedrockrelay.http.answer.Lane;
import io.bedrockrelay.http.answer.RequestId;
import io.bedrockrelay.http.feature.HeaderFeatures;
import io.bedrockrelay.http.quota.DemandEstimate;
import io.bedrockrelay.http.route.RouteWishes;
import io.bedrockrelay.image.Images;
import io.bedrockrelay.relay.Call;
import io.bedrockrelay.routing.setup.RouteWish;
import io.vertx.ext.web.RoutingContext;
import java.util.OptionalLong;
import java.util.Set;

/// Anthropic's Messages API. A Claude model gets the body as it is, any other model a translation.
public final class AnthropicApi implements Api<AnthropicQuestion> {
    private static final AnthropicDialect DIALECT = new AnthropicDialect();
    private static final TokenCountLane COUNTS = new TokenCountLane(DIALECT, TokenCount::write);

    private final boolean counting;
    private final ClaudeLane claude;
    private final TranslatedLane translated;
    private final ClaudeModels models;

    private AnthropicApi(boolean counting, ClaudeModels models, Images images) {
        this.counting = counting;
        this.claude = new ClaudeLane(DIALECT, models, COUNTS);
        this.models = models;
        this.translated = new TranslatedLane(DIALECT, images);
    }

    public static AnthropicApi messages(ClaudeModels models, Images images) {
        return new AnthropicApi(false, models, images);
    }

    public static AnthropicApi counting(ClaudeModels models, Images images) {
        return new AnthropicApi(true, models, images);
    }

    @Override
    public Result<Asked<AnthropicQuestion>> ask(RoutingContext context, byte[] body) {
        return switch (ClaudeRequest.at(body)) {
            case ClaudeRequest.Look.Refused refused -> new Result.Failed<>(refused.failure());
            case ClaudeRequest.Look.Seen(ClaudeRequest seen) ->
                new Result.Ok<>(new Asked<>(
                        seen.model(),
                        null,
                        () -> counting ? Demand.NONE : DemandEstimate.of(body).bounded(seen.maxTokens()),
                        new AnthropicQuestion(body, seen)));
        };
    }

    @Override
    public Set<Feature> features(RoutingContext context, AnthropicQuestion asked) {
        return HeaderFeatures.of(context.request().headers(), asked.body());
    }

    @Override
    public RouteWish wish(RoutingContext context, AnthropicQuestion asked, Set<Feature> features) {
        return counting
                ? RouteWishes.alone(context, RequestId.of(context))
                : RouteWishes.claude(context, asked.body(), features);
    }

    @Override
    public Result<Lane> lane(RoutingContext context, AnthropicQuestion asked, Call call, Answering answering) {
        if (call.target().isClaude()) {
            return counting
                    ? claude.count(context.request(), asked, call, answering)
                    : claude(context, asked, call, answering);
        }
        return counting ? count(context, asked, call, answering) : translated(context, asked, call, answering);
    }

    private Result<Lane> claude(RoutingContext context, AnthropicQuestion asked, Call call, Answering answering) {
        return switch (ServiceTier.at(asked.body())) {
            case ServiceTier.Refused refused -> new Result.Failed<>(refused.failure());
            case ServiceTier.Asked(var tier) -> claude.message(context.request(), asked, tier, call, answering);
        };
    }

    private Result<Lane> translated(RoutingContext context, AnthropicQuestion asked, Call call, Answering answering) {
        return switch (PlainMessages.of(asked.seen().outline(), models.of(null))) {
            case Fitted.Refused(Failure.Invalid failure) -> new Result.Failed<>(failure);
            case Fitted.Body plain ->
                switch (DIALECT.read(plain.json())) {
                    case Reading.Refused refused -> new Result.Failed<>(refused.failure());
                    case Reading.Read read ->
                        new Result.Ok<>(translated.of(
                                context.response(), read.with(plain.adaptations()), read.stream(), call, answering));
                };
        };
    }

    private Result<Lane> count(RoutingContext context, AnthropicQuestion asked, Call call, Answering answering) {
        return switch (PlainMessages.of(asked.seen().outline(), models.of(null))) {
            case Fitted.Refused(Failure.Invalid failure) -> new Result.Failed<>(failure);
            case Fitted.Body plain -> count(context, DIALECT.readForCounting(plain.json()), asked, call, answering);
        };
    }

    private Result<Lane> count(
            RoutingContext context, Reading reading, AnthropicQuestion asked, Call call, Answering answering) {
        return switch (reading) {
            case Reading.Refused refused -> new Result.Failed<>(refused.failure());
            case Reading.Read read ->
                COUNTS.of(
                        context.response(),
                        read,
                        call,
                        answering,
                        OptionalLong.of(TokenEstimate.of(asked.seen().outline(), false)));
        };
    }
}
