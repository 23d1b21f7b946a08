package io.bedrockrelay.http.api;

import io.bedrockrelay.bedrock.Operation;
import io.bedrockrelay.bedrock.RawAnswer;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Result;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.anthropic.AnthropicDialect;
import io.bedrockrelay.dialect.claude.ClaudeMeter;
import io.bedrockrelay.dialect.claude.NewerMembers;
import io.bedrockrelay.dialect.claude.TokenCount;
import io.bedrockrelay.dialect.claude.fitting.ClaudeFitting;
import io.bedrockrelay.dialect.claude.fitting.Fitted;
import io.bedrockrelay.dialect.claude.fitting.Wish;
import io.bedrockrelay.dialect.claude.model.ClaudeModels;
import io.bedrockrelay.dialect.claude.model.Fact;
import io.bedrockrelay.http.answer.Lane;
import io.bedrockrelay.http.answer.Responses;
import io.bedrockrelay.http.claude.ClaudeBodies;
import io.bedrockrelay.relay.Call;
import io.bedrockrelay.relay.ending.Work;
import io.bedrockrelay.relay.fitting.FittedBody;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A call of a Claude model by a client of Anthropic's: the body is Bedrock's own but for a few bytes, and so is the
/// answer.
record ClaudeLane(AnthropicDialect dialect, ClaudeModels models) {

    /// @param tier Bedrock's word for the service tier; null where none is asked for
    Result<Lane> message(
            HttpServerRequest request, AnthropicQuestion asked, @Nullable String tier, Call call, Answering answering) {
        var wish = wish(request, call);
        var bodies = new ClaudeBodies(
                models.of(call.target().modelId()),
                model -> ClaudeFitting.message(asked.seen().outline(), wish, model));
        var body = call.fit(bodies);
        return body == null
                ? new Result.Failed<>(Objects.requireNonNull(bodies.unfit()))
                : new Result.Ok<>(message(request, asked.seen().stream(), bodies, body, tier, call, answering));
    }

    private static Wish wish(HttpServerRequest request, Call call) {
        var headers = request.headers();
        return new Wish(
                headers.getAll("anthropic-beta"),
                headers.get("anthropic-version"),
                headers.get("anthropic-user-profile-id"),
                call.target().longContext(),
                call.isStrict());
    }

    private Lane message(
            HttpServerRequest request,
            boolean stream,
            ClaudeBodies bodies,
            FittedBody body,
            @Nullable String tier,
            Call call,
            Answering answering) {
        var headers = headers(request, tier);
        if (stream) {
            var events = new ClaudeStream(dialect, answering, bodies::isOlder, call::adaptations);
            return new Lane.Streamed<>(
                    timers -> call.rawStream(Work.CHAT, Operation.INVOKE_STREAM, headers, body, events, timers),
                    events);
        }
        return new Lane.Whole<RawAnswer>(
                timers -> call.raw(Work.CHAT, Operation.INVOKE, headers, body, timers),
                answer -> told(answer, request.response(), call, answering, answered -> {
                    var meter = new ClaudeMeter();
                    meter.message(answered.body().getBytes());
                    if (!meter.whole()) {
                        return refused(
                                "Bedrock's answer is not a whole message of the model's.", request, call, answering);
                    }
                    call.metered(meter.usage());
                    Responses.head(request.response(), answering);
                    Responses.adapted(request.response(), call.adaptations());
                    request.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
                    if (meter.isBlocked()) {
                        var message = new JsonWriter();
                        meter.blocked().write(answering, message);
                        return Responses.buffer(message);
                    }
                    return bodies.isOlder()
                            ? Buffer.buffer(NewerMembers.message(answered.body().getBytes()))
                            : answered.body();
                }));
    }

    /// Counts the tokens of a request to a Claude model.
    Result<Lane> count(
            HttpServerRequest request, AnthropicQuestion asked, TokenCountLane counts, Call call, Answering answering) {
        var wish = wish(request, call);
        var model = models.of(call.target().modelId());
        var estimate = asked.estimate(model.takes(Fact.NEW_TOKENS));
        var bodies = new ClaudeBodies(
                model, known -> counted(ClaudeFitting.counting(asked.seen().outline(), wish, known)));
        var body = call.fit(bodies);
        return body == null
                ? new Result.Failed<>(Objects.requireNonNull(bodies.unfit()))
                : new Result.Ok<>(counts.of(request.response(), body, call, answering, estimate));
    }

    private static Fitted counted(Fitted fitted) {
        return fitted instanceof Fitted.Body body ? body.with(TokenCount.ofMessage(body.json())) : fitted;
    }

    private Buffer told(
            RawAnswer answer,
            HttpServerResponse response,
            Call call,
            Answering answering,
            Function<RawAnswer.Answered, Buffer> whole) {
        return switch (answer) {
            case RawAnswer.Failed(Failure failure) -> refused(failure, response, call, answering);
            case RawAnswer.Answered answered
            when !answered.ok() -> refused(call.explained(answered.failure()), response, call, answering);
            case RawAnswer.Answered answered -> whole.apply(answered);
        };
    }

    private Buffer refused(String broken, HttpServerRequest request, Call call, Answering answering) {
        return refused(new Failure.Broken(broken), request.response(), call, answering);
    }

    private Buffer refused(Failure failure, HttpServerResponse response, Call call, Answering answering) {
        call.failed(failure);
        Responses.adapted(response, call.adaptations());
        return Responses.failed(response, dialect, failure, answering.requestId());
    }

    /// Guardrail, trace, service tier and latency are asked for by header on InvokeModel. Where the client sends that
    /// header itself, it means it.
    private static Map<String, String> headers(HttpServerRequest request, @Nullable String tier) {
        var headers = new HashMap<>(WireLane.headers(request));
        headers.put("content-type", "application/json");
        headers.put("accept", "application/json");
        if (tier != null) {
            headers.putIfAbsent("x-amzn-bedrock-service-tier", tier);
        }
        return headers;
    }
}
