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
import io.bedrockrelay.http.claude.CountSettings.Fallback;
import io.bedrockrelay.metrics.CountMetrics;
import io.bedrockrelay.relay.Call;
import io.bedrockrelay.relay.ending.Work;
import io.bedrockrelay.relay.fitting.OutgoingBody;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Counts the tokens of a request by Bedrock's CountTokens. Clients decide by the number when a conversation has to be
/// shortened, so that an estimate, marked as one, serves them better than a refusal.
///
/// @param dialect tells failures
/// @param form writes the number
/// @param fallback what is told where Bedrock does not count
record TokenCountLane(Dialect dialect, Form form, Fallback fallback, CountMetrics metrics) {
    private static final Failure.Invalid NOT_OFFERED =
            new Failure.Invalid(null, "Counting is not offered for this model.", Failure.Invalid.NOT_SUPPORTED);

    /// How one API tells a number of tokens.
    @FunctionalInterface
    interface Form {
        void write(long tokens, JsonWriter out);
    }

    /// About how many tokens a request has, worked out where it is needed.
    ///
    /// @param size of what is gone through
    record Estimate(long size, LongSupplier tokens) {}

    /// Counts a request of a translated dialect, in the form in which its model would get it.
    ///
    /// @param estimate what is told where Bedrock does not count; null: why it does not
    Result<Lane> of(
            HttpServerResponse response,
            Reading.Read read,
            Call call,
            Answering answering,
            @Nullable Estimate estimate) {
        if (estimate != null && !call.isCounted()) {
            return new Result.Ok<>(unasked(response, call, answering, estimate));
        }
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
    Lane of(
            HttpServerResponse response,
            OutgoingBody counted,
            Call call,
            Answering answering,
            @Nullable Estimate estimate) {
        return estimate != null && !call.isCounted()
                ? unasked(response, call, answering, estimate)
                : new Lane.Whole<RawAnswer>(
                        timers -> call.raw(Work.COUNT_TOKENS, Operation.COUNT_TOKENS, Map.of(), counted, timers),
                        answer -> answer(answer, response, call, answering, estimate));
    }

    /// Bedrock is known not to count for this model.
    private Lane unasked(HttpServerResponse response, Call call, Answering answering, Estimate estimate) {
        if (fallback == Fallback.REFUSE) {
            return new Lane.Whole<Failure>(
                    _ -> call.unasked(Work.COUNT_TOKENS, Uni.createFrom().item(NOT_OFFERED)),
                    failure -> refused(failure, response, call, answering));
        }
        return new Lane.Whole<Long>(
                _ -> call.unasked(Work.COUNT_TOKENS, call.worked(estimate.size(), () -> estimate.tokens()
                        .getAsLong())),
                tokens -> told(tokens, "estimated", response, call, answering));
    }

    private Buffer answer(
            RawAnswer answer,
            HttpServerResponse response,
            Call call,
            Answering answering,
            @Nullable Estimate estimate) {
        if (answer instanceof RawAnswer.Answered answered && answered.ok()) {
            var tokens = TokenCount.read(answered.body().getBytes());
            return tokens.isEmpty()
                    ? refused(new Failure.Broken("Bedrock counted no tokens."), response, call, answering)
                    : told(tokens.getAsLong(), "exact", response, call, answering);
        }
        if (estimate != null && isUncountable(answer)) {
            call.uncounted(isNever(answer));
            return fallback == Fallback.REFUSE
                    ? refused(NOT_OFFERED, response, call, answering)
                    : told(estimate.tokens().getAsLong(), "estimated", response, call, answering);
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
                answered.head().status() >= 500 || answered.head().status() == 429 || isNever(answer);
        };
    }

    private static boolean isNever(RawAnswer answer) {
        return answer instanceof RawAnswer.Answered answered
                && answered.failure().message().contains("support counting tokens");
    }

    private Buffer told(long tokens, String how, HttpServerResponse response, Call call, Answering answering) {
        // Counting is free.
        call.metered(Usage.NONE);
        metrics.told(how);
        var out = new JsonWriter();
        form.write(tokens, out);
        Responses.head(response, answering);
        response.putHeader("X-Relay-Token-Count", how);
        return Responses.json(response, out);
    }

    private Buffer refused(Failure failure, HttpServerResponse response, Call call, Answering answering) {
        call.failed(failure);
        metrics.told("refused");
        return Responses.failed(response, dialect, failure, answering.requestId());
    }
}
