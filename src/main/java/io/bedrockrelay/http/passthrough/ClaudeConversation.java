package io.bedrockrelay.http.passthrough;

import io.bedrockrelay.bedrock.Operation;
import io.bedrockrelay.bedrock.RawAnswer;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.anthropic.AnthropicDialect;
import io.bedrockrelay.dialect.claude.ClaudeBody;
import io.bedrockrelay.dialect.claude.ClaudeMeter;
import io.bedrockrelay.dialect.claude.ClaudeRequest;
import io.bedrockrelay.dialect.claude.TokenCount;
import io.bedrockrelay.http.answer.Responses;
import io.bedrockrelay.http.answer.StreamAnswer;
import io.bedrockrelay.http.answer.WholeAnswer;
import io.bedrockrelay.relay.Call;
import io.bedrockrelay.relay.StreamSettings;
import io.bedrockrelay.relay.ending.Work;
import io.bedrockrelay.relay.supervision.Timers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One call of a Claude model by a client of Anthropic's: the body is Bedrock's own but for a few bytes, and so is the
/// answer.
public final class ClaudeConversation {
    private final AnthropicDialect dialect;
    private final ClaudeBody rules;
    private final StreamSettings streams;

    public ClaudeConversation(AnthropicDialect dialect, ClaudeBody rules, StreamSettings streams) {
        this.dialect = dialect;
        this.rules = rules;
        this.streams = streams;
    }

    /// @param tier Bedrock's word for the service tier; null where none is asked for
    public void answer(
            HttpServerRequest request,
            byte[] body,
            ClaudeRequest seen,
            @Nullable String tier,
            Call call,
            Answering answering,
            Timers timers) {
        var betas = request.headers().getAll("anthropic-beta");
        var invoke = rules.forInvoke(body, seen, betas, call.target().longContext());
        var response = request.response();
        if (seen.stream()) {
            var stream = new ClaudeStream(dialect, answering, call);
            call.rawStream(Work.CHAT, Operation.INVOKE_STREAM, headers(request, tier), invoke, stream, timers)
                    .subscribe()
                    .withSubscriber(new StreamAnswer<>(request, stream, streams, timers, call::close));
        } else {
            call.raw(Work.CHAT, Operation.INVOKE, headers(request, tier), invoke, timers)
                    .subscribe()
                    .withSubscriber(new WholeAnswer<RawAnswer>(
                            response, answer -> whole(answer, request, call, answering), streams, timers, call::close));
        }
    }

    /// Counts the tokens of a request to a Claude model.
    public void count(
            HttpServerRequest request, byte[] body, ClaudeRequest seen, Call call, Answering answering, Timers timers) {
        var betas = request.headers().getAll("anthropic-beta");
        count(
                TokenCount.ofMessage(rules, body, seen, betas, call.target().longContext()),
                request,
                call,
                answering,
                timers);
    }

    /// Counts the tokens of a request in CountTokens' own form.
    public void count(byte[] counted, HttpServerRequest request, Call call, Answering answering, Timers timers) {
        call.raw(Work.COUNT_TOKENS, Operation.COUNT_TOKENS, Map.of(), counted, timers)
                .subscribe()
                .withSubscriber(new WholeAnswer<RawAnswer>(
                        request.response(),
                        answer -> counted(answer, request, call, answering),
                        streams,
                        timers,
                        call::close));
    }

    private Buffer whole(RawAnswer answer, HttpServerRequest request, Call call, Answering answering) {
        return switch (answer) {
            case RawAnswer.Failed failed -> refuse(request, failed.failure(), call, answering);
            case RawAnswer.Answered answered
            when !answered.ok() -> refuse(request, call.explained(answered.failure()), call, answering);
            case RawAnswer.Answered answered -> {
                var meter = new ClaudeMeter();
                meter.message(answered.body().getBytes());
                if (!meter.whole()) {
                    var broken = new Failure.Broken("Bedrock's answer is not a whole message of the model's.");
                    yield refuse(request, broken, call, answering);
                }
                call.metered(meter.usage());
                Responses.head(request.response(), answering);
                request.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
                yield answered.body();
            }
        };
    }

    private Buffer counted(RawAnswer answer, HttpServerRequest request, Call call, Answering answering) {
        return switch (answer) {
            case RawAnswer.Failed failed -> refuse(request, failed.failure(), call, answering);
            case RawAnswer.Answered answered
            when !answered.ok() -> refuse(request, call.explained(answered.failure()), call, answering);
            case RawAnswer.Answered answered -> {
                var tokens = TokenCount.read(answered.body().getBytes());
                if (tokens.isEmpty()) {
                    yield refuse(request, new Failure.Broken("Bedrock counted no tokens."), call, answering);
                }
                // Counting is free.
                call.metered(Usage.NONE);
                var out = new JsonWriter();
                TokenCount.write(tokens.getAsLong(), out);
                Responses.head(request.response(), answering);
                yield Responses.json(request.response(), out);
            }
        };
    }

    private Buffer refuse(HttpServerRequest request, Failure failure, Call call, Answering answering) {
        call.failed(failure);
        return Responses.failed(request.response(), dialect, failure, answering.requestId());
    }

    /// Guardrail, trace, service tier and latency are asked for by header on InvokeModel. Where the client sends that
    /// header itself, it means it.
    private static Map<String, String> headers(HttpServerRequest request, @Nullable String tier) {
        var headers = new HashMap<>(WireConversation.headers(request));
        headers.put("content-type", "application/json");
        headers.put("accept", "application/json");
        if (tier != null) {
            headers.putIfAbsent("x-amzn-bedrock-service-tier", tier);
        }
        return headers;
    }
}
