package io.bedrockrelay.http.api;

import io.bedrockrelay.bedrock.Operation;
import io.bedrockrelay.bedrock.RawAnswer;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.anthropic.AnthropicDialect;
import io.bedrockrelay.dialect.claude.ClaudeBody;
import io.bedrockrelay.dialect.claude.ClaudeMeter;
import io.bedrockrelay.dialect.claude.TokenCount;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A call of a Claude model by a client of Anthropic's: the body is Bedrock's own but for a few bytes, and so is the
/// answer.
record ClaudeLane(AnthropicDialect dialect, ClaudeBody bodies) {

    /// @param tier Bedrock's word for the service tier; null where none is asked for
    Lane message(
            HttpServerRequest request, AnthropicQuestion asked, @Nullable String tier, Call call, Answering answering) {
        var betas = request.headers().getAll("anthropic-beta");
        var body = bodies.forInvoke(
                asked.body(), asked.seen(), betas, call.target().longContext());
        var headers = headers(request, tier);
        if (asked.seen().stream()) {
            var events = new ClaudeStream(dialect, answering);
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
                    return answered.body();
                }));
    }

    /// A message in the form that CountTokens takes.
    byte[] counted(HttpServerRequest request, AnthropicQuestion asked, Call call) {
        var betas = request.headers().getAll("anthropic-beta");
        return TokenCount.ofMessage(
                bodies, asked.body(), asked.seen(), betas, call.target().longContext());
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
