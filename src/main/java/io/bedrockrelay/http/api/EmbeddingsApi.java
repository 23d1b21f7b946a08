package io.bedrockrelay.http.api;

import io.bedrockrelay.access.Feature;
import io.bedrockrelay.bedrock.Operation;
import io.bedrockrelay.bedrock.RawAnswer;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Result;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.Dialect;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.completions.CompletionsDialect;
import io.bedrockrelay.dialect.embedding.EmbeddingAnswer;
import io.bedrockrelay.dialect.embedding.EmbeddingFamily;
import io.bedrockrelay.dialect.embedding.EmbeddingRequest;
import io.bedrockrelay.http.answer.Api;
import io.bedrockrelay.http.answer.Asked;
import io.bedrockrelay.http.answer.Lane;
import io.bedrockrelay.http.answer.Responses;
import io.bedrockrelay.http.quota.DemandEstimate;
import io.bedrockrelay.relay.Call;
import io.bedrockrelay.relay.ending.Work;
import io.bedrockrelay.relay.supervision.Timers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `POST /v1/embeddings`: one request, as many calls as the model's family needs for it, a few at a time.
public final class EmbeddingsApi implements Api<EmbeddingRequest> {
    /// Enough to hide Bedrock's latency, too few for one request to crowd out the others.
    private static final int AT_A_TIME = 8;

    private static final Dialect DIALECT = new CompletionsDialect();

    @Override
    public Result<Asked<EmbeddingRequest>> ask(RoutingContext context, byte[] body) {
        return switch (EmbeddingRequest.read(body)) {
            case EmbeddingRequest.Reading.Refused refused -> new Result.Failed<>(refused.failure());
            case EmbeddingRequest.Reading.Read(EmbeddingRequest request) ->
                new Result.Ok<>(new Asked<>(
                        request.model(), null, () -> DemandEstimate.of(body).withoutOutput(), request));
        };
    }

    @Override
    public Set<Feature> features(RoutingContext context, EmbeddingRequest request) {
        return Set.of();
    }

    @Override
    public Result<Lane> lane(RoutingContext context, EmbeddingRequest request, Call call, Answering answering) {
        return switch (EmbeddingFamily.of(answering.modelId()).plan(request)) {
            case EmbeddingFamily.Plan.Refused refused -> new Result.Failed<>(refused.failure());
            case EmbeddingFamily.Plan.Calls calls ->
                new Result.Ok<>(new Lane.Whole<List<RawAnswer>>(
                        timers -> answers(calls.bodies(), call, timers),
                        answers -> told(request, answers, call, answering, context.response())));
        };
    }

    /// The answers in the order of the bodies.
    private static Multi<List<RawAnswer>> answers(List<byte[]> bodies, Call call, Timers timers) {
        var headers = Map.of("content-type", "application/json", "accept", "application/json");
        var sent = bodies.stream()
                .map(body -> call.raw(Work.EMBEDDINGS, Operation.INVOKE, headers, body, timers)
                        .toUni())
                .toList();
        return Uni.join().all(sent).usingConcurrencyOf(AT_A_TIME).andFailFast().toMulti();
    }

    private static Buffer told(
            EmbeddingRequest request,
            List<RawAnswer> answers,
            Call call,
            Answering answering,
            HttpServerResponse response) {
        Responses.head(response, answering);
        var bodies = new ArrayList<byte[]>();
        long counted = 0;
        for (var answer : answers) {
            switch (answer) {
                case RawAnswer.Failed(Failure failure) -> {
                    return Responses.failed(response, DIALECT, failure, answering.requestId());
                }
                case RawAnswer.Answered answered
                when !answered.ok() -> {
                    var failure = call.explained(answered.failure());
                    return Responses.failed(response, DIALECT, failure, answering.requestId());
                }
                case RawAnswer.Answered answered -> {
                    bodies.add(answered.body().getBytes());
                    counted = sum(counted, answered.head().headers().get("x-amzn-bedrock-input-token-count"));
                }
            }
        }
        return switch (EmbeddingAnswer.read(request, bodies, counted)) {
            case EmbeddingAnswer.Unreadable unreadable -> {
                call.failed(unreadable.failure());
                yield Responses.failed(response, DIALECT, unreadable.failure(), answering.requestId());
            }
            case EmbeddingAnswer.Vectors vectors -> {
                if (vectors.tokens() > 0) {
                    call.metered(new Usage(vectors.tokens(), 0, vectors.tokens(), 0, 0, 0));
                }
                var out = new JsonWriter(64 * 1024);
                vectors.write(request, out);
                yield Responses.json(response, out);
            }
        };
    }

    /// -1 once one of the answers does not tell.
    private static long sum(long counted, @Nullable String header) {
        return counted < 0 || header == null || !header.matches("[0-9]{1,12}") ? -1 : counted + Long.parseLong(header);
    }
}
