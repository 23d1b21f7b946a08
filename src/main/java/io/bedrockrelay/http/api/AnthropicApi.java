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
import io.bedrockrelay.dialect.claude.fitting.Fitted;
import io.bedrockrelay.dialect.claude.fitting.PlainMessages;
import io.bedrockrelay.dialect.claude.model.ClaudeModels;
import io.bedrockrelay.http.answer.Api;
import io.bedrockrelay.http.answer.Asked;
import io.bedrockrelay.http.answer.Lane;
import io.bedrockrelay.http.answer.RequestId;
import io.bedrockrelay.http.claude.CountSettings.Fallback;
import io.bedrockrelay.http.feature.HeaderFeatures;
import io.bedrockrelay.http.quota.DemandEstimate;
import io.bedrockrelay.http.route.RouteWishes;
import io.bedrockrelay.image.Images;
import io.bedrockrelay.metrics.CountMetrics;
import io.bedrockrelay.relay.Call;
import io.bedrockrelay.routing.setup.RouteWish;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Anthropic's Messages API. A Claude model gets the body as it is, any other model a translation.
public final class AnthropicApi implements Api<AnthropicQuestion> {
    private static final AnthropicDialect DIALECT = new AnthropicDialect();

    private final @Nullable TokenCountLane counts;
    private final ClaudeLane claude;
    private final TranslatedLane translated;
    private final ClaudeModels models;

    /// @param counts null where requests are answered rather than counted
    private AnthropicApi(@Nullable TokenCountLane counts, ClaudeModels models, Images images) {
        this.counts = counts;
        this.claude = new ClaudeLane(DIALECT, models);
        this.models = models;
        this.translated = new TranslatedLane(AnthropicDialect.ofOthers(), images);
    }

    public static AnthropicApi messages(ClaudeModels models, Images images) {
        return new AnthropicApi(null, models, images);
    }

    public static AnthropicApi counting(ClaudeModels models, Images images, Fallback fallback, CountMetrics metrics) {
        return new AnthropicApi(new TokenCountLane(DIALECT, TokenCount::write, fallback, metrics), models, images);
    }

    @Override
    public Result<Asked<AnthropicQuestion>> ask(RoutingContext context, byte[] body) {
        return switch (ClaudeRequest.at(body)) {
            case ClaudeRequest.Look.Refused refused -> new Result.Failed<>(refused.failure());
            case ClaudeRequest.Look.Seen(ClaudeRequest seen) ->
                new Result.Ok<>(new Asked<>(
                        seen.model(),
                        null,
                        () -> counts != null
                                ? Demand.NONE
                                : DemandEstimate.of(body).bounded(seen.maxTokens()),
                        new AnthropicQuestion(body, seen)));
        };
    }

    @Override
    public Set<Feature> features(RoutingContext context, AnthropicQuestion asked) {
        return HeaderFeatures.of(context.request().headers(), asked.body());
    }

    @Override
    public RouteWish wish(RoutingContext context, AnthropicQuestion asked, Set<Feature> features) {
        return counts != null
                ? RouteWishes.alone(context, RequestId.of(context))
                : RouteWishes.claude(context, asked.body(), features);
    }

    @Override
    public Result<Lane> lane(RoutingContext context, AnthropicQuestion asked, Call call, Answering answering) {
        var counting = counts;
        if (call.target().isClaude()) {
            return counting != null
                    ? claude.count(context.request(), asked, counting, call, answering)
                    : claude(context, asked, call, answering);
        }
        return counting != null
                ? count(context, asked, counting, call, answering)
                : translated(context, asked, call, answering);
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

    private static Result<Lane> count(
            RoutingContext context,
            Reading reading,
            AnthropicQuestion asked,
            TokenCountLane counting,
            Call call,
            Answering answering) {
        return switch (reading) {
            case Reading.Refused refused -> new Result.Failed<>(refused.failure());
            case Reading.Read read -> counting.of(context.response(), read, call, answering, asked.estimate(false));
        };
    }

    private Result<Lane> count(
            RoutingContext context, AnthropicQuestion asked, TokenCountLane counting, Call call, Answering answering) {
        return switch (PlainMessages.of(asked.seen().outline(), models.of(null))) {
            case Fitted.Refused(Failure.Invalid failure) -> new Result.Failed<>(failure);
            case Fitted.Body plain ->
                count(context, DIALECT.readForCounting(plain.json()), asked, counting, call, answering);
        };
    }
}
