package io.bedrockrelay.http.api;

import io.bedrockrelay.bedrock.Operation;
import io.bedrockrelay.bedrock.RawAnswer;
import io.bedrockrelay.bedrock.request.ConverseBody;
import io.bedrockrelay.bedrock.request.ConverseWriter;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Result;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.Dialect;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.Reading;
import io.bedrockrelay.dialect.claude.TokenCount;
import io.bedrockrelay.fit.Fit;
import io.bedrockrelay.http.answer.Lane;
import io.bedrockrelay.http.answer.Responses;
import io.bedrockrelay.relay.Call;
import io.bedrockrelay.relay.ending.Work;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/// Counts the tokens of a request by Bedrock's CountTokens.
///
/// @param dialect tells failures
/// @param form writes the number
record TokenCountLane(Dialect dialect, Form form) {

    /// How one API tells a number of tokens.
    @FunctionalInterface
    interface Form {
        void write(long tokens, JsonWriter out);
    }

    /// Counts a request of a translated dialect, in the form in which its model would get it.
    Result<Lane> of(HttpServerResponse response, Reading.Read read, Call call, Answering answering) {
        return switch (call.fit(read.request(), false, read.adapted())) {
            case Fit.Refused(Failure failure) -> new Result.Failed<>(failure);
            case Fit.Fitted fitted ->
                switch (ConverseWriter.write(fitted.request(), false)) {
                    case ConverseBody.Refused(Failure failure) -> new Result.Failed<>(failure);
                    case ConverseBody.Written written ->
                        new Result.Ok<>(of(response, TokenCount.ofConverse(written.json()), call, answering));
                };
        };
    }

    /// @param counted the request in CountTokens' own form
    Lane of(HttpServerResponse response, byte[] counted, Call call, Answering answering) {
        return new Lane.Whole<RawAnswer>(
                timers -> call.raw(Work.COUNT_TOKENS, Operation.COUNT_TOKENS, Map.of(), counted, timers),
                answer -> switch (answer) {
                    case RawAnswer.Failed(Failure failure) -> refused(failure, response, call, answering);
                    case RawAnswer.Answered answered
                    when !answered.ok() -> refused(call.explained(answered.failure()), response, call, answering);
                    case RawAnswer.Answered answered -> told(answered, response, call, answering);
                });
    }

    private Buffer told(RawAnswer.Answered answered, HttpServerResponse response, Call call, Answering answering) {
        var tokens = TokenCount.read(answered.body().getBytes());
        if (tokens.isEmpty()) {
            return refused(new Failure.Broken("Bedrock counted no tokens."), response, call, answering);
        }
        // Counting is free.
        call.metered(Usage.NONE);
        var out = new JsonWriter();
        form.write(tokens.getAsLong(), out);
        Responses.head(response, answering);
        return Responses.json(response, out);
    }

    private Buffer refused(Failure failure, HttpServerResponse response, Call call, Answering answering) {
        call.failed(failure);
        return Responses.failed(response, dialect, failure, answering.requestId());
    }
}
