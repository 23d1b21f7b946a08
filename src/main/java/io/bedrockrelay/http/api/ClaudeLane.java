package io.bedrockrelay.http.api;

import io.bedrockrelay.bedrock.Operation;
import io.bedrockrelay.bedrock.RawAnswer;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Result;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.anthropic.AnthropicDialect;
import io.bedrockrelay.dialect.claude.ClaudeMeter;
import io.bedrockrelay.dialect.claude.NewerMembers;
import io.bedrockrelay.dialect.claude.TokenCount;
import io.bedrockrelay.dialect.claude.TokenEstimate;
import io.bedrockrelay.dialect.claude.fitting.ClaudeFitting;
import io.bedrockrelay.dialect.claude.fitting.Fitted;
import io.bedrockrelay.dialect.claude.fitting.Wish;
import io.bedrockrelay.dialect.claude.model.ClaudeModels;
import io.bedrockrelay.dialect.claude.model.Fact;
import io.bedrockrelay.http.answer.Lane;
import io.bedrockrelay.http.answer.Responses;
import io.bedrockrelay.relay.Call;
import io.bedrockrelay.relay.ending.Work;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A call of a Claude model by a client of Anthropic's: the body is Bedrock's own but for a few bytes, and so is the
/// answer.
record ClaudeLane(AnthropicDialect dialect, ClaudeModels models) {

    /// @param tier Bedrock's word for the service tier; null where none is asked for
    Result<Lane> message(
            HttpServerRequest request, AnthropicQuestion asked, @Nullable String tier, Call call, Answering answering) {
        var model = models.of(call.target().modelId());
        return switch (ClaudeFitting.message(asked.seen().outline(), wish(request, call), model)) {
            case Fitted.Refused(Failure.Invalid failure) -> new Result.Failed<>(failure);
            case Fitted.Body fitted -> {
                Adapted.tell(request.response(), fitted.adaptations());
                yield new Result.Ok<>(message(request, asked, fitted, tier, call, answering));
            }
        };
    }

    private static Wish wish(HttpServerRequest request, Call call) {
        var headers = request.headers();
        return new Wish(
                headers.getAll("anthropic-beta"),
                headers.get("anthropic-version"),
                headers.get("anthropic-user-profile-id"),
                call.target().longContext(),
                "strict".equalsIgnoreCase(headers.get("X-Relay-Adapt")));
    }

    private Lane message(
            HttpServerRequest request,
            AnthropicQuestion asked,
            Fitted.Body fitted,
            @Nullable String tier,
            Call call,
            Answering answering) {
        var body = fitted.json();
        var headers = headers(request, tier);
        if (asked.seen().stream()) {
            var events = new ClaudeStream(dialect, answering, fitted.older());
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
                    request.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
                    return fitted.older()
                            ? Buffer.buffer(NewerMembers.message(answered.body().getBytes()))
                            : answered.body();
                }));
    }

    /// Counts the tokens of a request to a Claude model.
    Result<Lane> count(HttpServerRequest request, AnthropicQuestion asked, Call call, Answering answering) {
        var model = models.of(call.target().modelId());
        return switch (ClaudeFitting.counting(asked.seen().outline(), wish(request, call), model)) {
            case Fitted.Refused(Failure.Invalid failure) -> new Result.Failed<>(failure);
            case Fitted.Body fitted -> {
                var estimate = TokenEstimate.of(asked.body(), model.takes(Fact.NEW_TOKENS));
                var counted = TokenCount.ofMessage(fitted.json());
                yield new Result.Ok<>(count(request.response(), counted, estimate, call, answering));
            }
        };
    }

    /// Counts the tokens of a request in CountTokens' own form. Clients decide by the number when a conversation has to
    /// be shortened, so that an estimate, marked as one, serves them better than a refusal.
    Lane count(HttpServerResponse response, byte[] counted, long estimate, Call call, Answering answering) {
        return new Lane.Whole<RawAnswer>(
                timers -> call.raw(Work.COUNT_TOKENS, Operation.COUNT_TOKENS, Map.of(), counted, timers), answer -> {
                    var tokens = answer instanceof RawAnswer.Answered answered && answered.ok()
                            ? TokenCount.read(answered.body().getBytes())
                            : OptionalLong.empty();
                    if (tokens.isEmpty() && !isUncountable(answer)) {
                        return told(
                                answer,
                                response,
                                call,
                                answering,
                                _ -> refused(
                                        new Failure.Broken("Bedrock counted no tokens."), response, call, answering));
                    }
                    // Counting is free.
                    call.metered(Usage.NONE);
                    var out = new JsonWriter();
                    TokenCount.write(tokens.orElse(estimate), out);
                    Responses.head(response, answering);
                    response.putHeader("X-Relay-Token-Count", tokens.isPresent() ? "exact" : "estimated");
                    return Responses.json(response, out);
                });
    }

    /// Whether Bedrock counts for this model at all, or could not be asked in time. A caller's own mistake, and what it
    /// may not do, stay what they are.
    private static boolean isUncountable(RawAnswer answer) {
        return switch (answer) {
            case RawAnswer.Failed _ -> true;
            case RawAnswer.Answered answered ->
                !answered.ok()
                        && (answered.head().status() >= 500
                                || answered.head().status() == 429
                                || answered.failure().message().contains("support counting tokens"));
        };
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
