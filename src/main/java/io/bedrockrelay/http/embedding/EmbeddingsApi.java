package io.bedrockrelay.http.embedding;

import io.bedrockrelay.access.Feature;
import io.bedrockrelay.bedrock.Operation;
import io.bedrockrelay.bedrock.RawAnswer;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Result;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.embedding.EmbeddingAnswer;
import io.bedrockrelay.dialect.embedding.EmbeddingFamily;
import io.bedrockrelay.dialect.embedding.EmbeddingRequest;
import io.bedrockrelay.http.answer.Api;
import io.bedrockrelay.http.answer.Asked;
import io.bedrockrelay.http.answer.Lane;
import io.bedrockrelay.http.answer.RequestId;
import io.bedrockrelay.http.quota.DemandEstimate;
import io.bedrockrelay.http.route.RouteWishes;
import io.bedrockrelay.relay.Call;
import io.bedrockrelay.relay.ending.Work;
import io.bedrockrelay.relay.fitting.OutgoingBody;
import io.bedrockrelay.relay.supervision.Timers;
import io.bedrockrelay.routing.setup.RouteWish;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// `POST /v1/embeddings`: one request, as many calls as the model's family needs for it, a few at a time,
/// answered as they come.
public final class EmbeddingsApi implements Api<EmbeddingRequest> {
    /// Enough to hide Bedrock's latency, too few for one request to crowd out the others.
    private static final int AT_A_TIME = 8;

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
    public RouteWish wish(RoutingContext context, EmbeddingRequest request, Set<Feature> features) {
        return RouteWishes.alone(context, RequestId.of(context));
    }

    @Override
    public Result<Lane> lane(RoutingContext context, EmbeddingRequest request, Call call, Answering answering) {
        return switch (EmbeddingFamily.of(answering.modelId()).plan(request)) {
            case EmbeddingFamily.Plan.Refused refused -> new Result.Failed<>(refused.failure());
            case EmbeddingFamily.Plan.Calls calls ->
                new Result.Ok<>(new Lane.Streamed<EmbeddingPart>(
                        timers -> parts(request, calls.bodies(), call, timers),
                        new EmbeddingWriter(request, answering)));
        };
    }

    /// The vectors in the order of the inputs, a few calls at a time, the next ones when these are written.
    private static Multi<EmbeddingPart> parts(EmbeddingRequest request, List<byte[]> bodies, Call call, Timers timers) {
        // Each call has as many inputs as the first, but for the last.
        int each = Math.ceilDiv(request.inputs().size(), bodies.size());
        var tokens = new AtomicLong();
        return Multi.createFrom()
                .range(0, Math.ceilDiv(bodies.size(), AT_A_TIME))
                .onItem()
                .transformToUniAndConcatenate(group -> {
                    int from = group * AT_A_TIME;
                    int to = Math.min(bodies.size(), from + AT_A_TIME);
                    int inputs = Math.min(request.inputs().size(), to * each) - from * each;
                    return answers(bodies.subList(from, to), call, timers)
                            .flatMap(answers -> part(inputs, answers, call, tokens));
                });
    }

    private static Uni<List<RawAnswer>> answers(List<byte[]> bodies, Call call, Timers timers) {
        var headers = Map.of("content-type", "application/json", "accept", "application/json");
        var sent = bodies.stream()
                .map(body -> call.raw(
                                Work.EMBEDDINGS, Operation.INVOKE, headers, new OutgoingBody.Verbatim(body), timers)
                        .toUni())
                .toList();
        return Uni.join().all(sent).andFailFast();
    }

    private static Uni<EmbeddingPart> part(int inputs, List<RawAnswer> answers, Call call, AtomicLong tokens) {
        var whole = new ArrayList<RawAnswer.Answered>();
        long counted = 0;
        long size = 0;
        for (var answer : answers) {
            switch (answer) {
                case RawAnswer.Failed(Failure failure) -> {
                    return Uni.createFrom().item(new EmbeddingPart.Failed(failure));
                }
                case RawAnswer.Answered answered
                when !answered.ok() -> {
                    return Uni.createFrom().item(new EmbeddingPart.Failed(call.explained(answered.failure())));
                }
                case RawAnswer.Answered answered -> {
                    whole.add(answered);
                    size += answered.body().length();
                    counted = sum(counted, answered.head().headers().get("x-amzn-bedrock-input-token-count"));
                }
            }
        }
        long known = counted;
        return call.worked(
                        size,
                        () -> EmbeddingAnswer.read(
                                inputs,
                                whole.stream()
                                        .map(answer -> answer.body().getBytes())
                                        .toList(),
                                known))
                .map(read -> {
                    whole.forEach(call::letGo);
                    return part(read, call, tokens);
                });
    }

    private static EmbeddingPart part(EmbeddingAnswer answer, Call call, AtomicLong tokens) {
        return switch (answer) {
            case EmbeddingAnswer.Unreadable unreadable -> {
                call.failed(unreadable.failure());
                yield new EmbeddingPart.Failed(unreadable.failure());
            }
            case EmbeddingAnswer.Vectors(var vectors, long read) -> {
                long all = tokens.addAndGet(read);
                if (all > 0) {
                    call.metered(new Usage(all, 0, all, 0, 0, 0));
                }
                yield new EmbeddingPart.Vectors(vectors, read);
            }
        };
    }

    /// -1 once one of the answers does not tell.
    private static long sum(long counted, @Nullable String header) {
        return counted < 0 || header == null || !header.matches("[0-9]{1,12}") ? -1 : counted + Long.parseLong(header);
    }
}
