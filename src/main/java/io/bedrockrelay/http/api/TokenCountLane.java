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
import io.bedrockrelay.relay.fitting.OutgoingBody;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.OptionalLong;

/// Counts the tokens of a request by Bedrock's CountTokens. Clients decide by the number when a conversation has to be
/// shortened, so that an estimate, marked as one, serves them better than a refusal.
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
    ///
    /// @param estimate what is told where Bedrock does not count; empty: why it does not
    Result<Lane> of(
            HttpServerResponse response, Reading.Read read, Call call, Answering answering, OptionalLong estimate) {
        return switch (call.fit(read.request(), false, read.adapted())) {
            case Fit.Refused(Failure failure) -> new Result.Failed<>(failure);
            case Fit.Fitted fitted ->
                switch (ConverseWriter.write(fitted.request(), false)) {
                    case ConverseBody.Refused(Failure failure) -> new Result.Failed<>(failure);
                    case ConverseBody.Written written ->
                        new Result.Ok<>(of(
                                response,
                                new OutgoingBody.Verbatim(TokenCount.ofConverse(written.json())),
                                call,
                                answering,
                                estimate));
                };
        };
    }

    /// @param counted the request in CountTokens' own form
    Lane of(HttpServerResponse response, OutgoingBody counted, Call call, Answering answering, OptionalLong estimate) {
        return new Lane.Whole<RawAnswer>(
                timers -> call.raw(Work.COUNT_TOKENS, Operation.COUNT_TOKENS, Map.of(), counted, timers),
                answer -> answer(answer, response, call, answering, estimate));
    }

    private Buffer answer(
            RawAnswer answer, HttpServerResponse response, Call call, Answering answering, OptionalLong estimate) {
        if (answer instanceof RawAnswer.Answered answered && answered.ok()) {
            var tokens = TokenCount.read(answered.body().getBytes());
            return tokens.isEmpty()
                    ? refused(new Failure.Broken("Bedrock counted no tokens."), response, call, answering)
                    : told(tokens.getAsLong(), "exact", response, call, answering);
        }
        if (estimate.isPresent() && isUncountable(answer)) {
            return told(estimate.getAsLong(), "estimated", response, call, answering);
        }
        return switch (answer) {
            case RawAnswer.Failed(Failure failure) -> refused(failure, response, call, answering);
            case RawAnswer.Answered answered -> refused(call.explained(answered.failure()), response, call, answering);
        };
    }

    /// Whether Bedrock does not count for this model, or could not be asked in time. A caller's own mistake, and what
    /// it may not do, stay what they are.
    private static boolean isUncountable(RawAnswer answer) {
        return switch (answer) {
            case RawAnswer.Failed _ -> true;
            case RawAnswer.Answered answered ->
                answered.head().status() >= 500
                        || answered.head().status() == 429
                        || answered.failure().message().contains("support counting tokens");
        };
    }

    private Buffer told(long tokens, String how, HttpServerResponse response, Call call, Answering answering) {
        // Counting is free.
        call.metered(Usage.NONE);
        var out = new JsonWriter();
        form.write(tokens, out);
        Responses.head(response, answering);
        response.putHeader("X-Relay-Token-Count", how);
        return Responses.json(response, out);
    }

    private Buffer refused(Failure failure, HttpServerResponse response, Call call, Answering answering) {
        call.failed(failure);
        return Responses.failed(response, dialect, failure, answering.requestId());
    }
}
