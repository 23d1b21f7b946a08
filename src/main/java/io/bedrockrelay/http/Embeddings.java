package io.bedrockrelay.http;

import io.bedrockrelay.bedrock.Operation;
import io.bedrockrelay.bedrock.RawAnswer;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.dialect.Echo;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.embedding.EmbeddingAnswer;
import io.bedrockrelay.dialect.embedding.EmbeddingFamily;
import io.bedrockrelay.dialect.embedding.EmbeddingRequest;
import io.bedrockrelay.http.answer.Responses;
import io.bedrockrelay.http.answer.WholeAnswer;
import io.bedrockrelay.http.intake.Intake;
import io.bedrockrelay.http.quota.DemandEstimate;
import io.bedrockrelay.relay.Call;
import io.bedrockrelay.relay.OpenResult;
import io.bedrockrelay.relay.StreamSettings;
import io.bedrockrelay.relay.ending.Work;
import io.bedrockrelay.relay.supervision.Timers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `POST /v1/embeddings`: one request, as many calls as the model's family needs for it, a few at a time.
@Singleton
class Embeddings {
    /// Enough to hide Bedrock's latency, too few for one request to crowd out the others.
    private static final int AT_A_TIME = 8;

    private final Conversation conversation;
    private final Door door;
    private final Intake intake;
    private final StreamSettings settings;

    Embeddings(Conversation conversation, Door door, Intake intake, StreamSettings settings) {
        this.conversation = conversation;
        this.door = door;
        this.intake = intake;
        this.settings = settings;
    }

    void handle(RoutingContext context) {
        intake.read(context, body -> read(context, body), failure -> refuse(context, failure));
    }

    private void read(RoutingContext context, byte[] body) {
        switch (EmbeddingRequest.read(body)) {
            case EmbeddingRequest.Reading.Refused refused -> refuse(context, refused.failure());
            case EmbeddingRequest.Reading.Read(EmbeddingRequest request) -> {
                door.open(
                        context,
                        request.model(),
                        null,
                        () -> DemandEstimate.of(body).withoutOutput(),
                        opening -> {
                            switch (opening) {
                                case OpenResult.Refused refused -> refuse(context, refused.failure());
                                case OpenResult.Ready(Call call) -> plan(context, request, call);
                            }
                        });
            }
        }
    }

    private void plan(RoutingContext context, EmbeddingRequest request, Call call) {
        var answering = conversation.answering(context, call, Echo.NOTHING);
        switch (EmbeddingFamily.of(answering.modelId()).plan(request)) {
            case EmbeddingFamily.Plan.Refused refused -> {
                call.refuse(refused.failure());
                refuse(context, refused.failure());
            }
            case EmbeddingFamily.Plan.Calls calls -> {
                var timers = Door.timers(context);
                answers(calls.bodies(), call, timers)
                        .subscribe()
                        .withSubscriber(new WholeAnswer<List<RawAnswer>>(
                                context.response(),
                                answers -> {
                                    Responses.head(context.response(), answering);
                                    return tell(context, request, answers, call);
                                },
                                settings,
                                timers,
                                call::close));
            }
        }
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

    private static Buffer tell(RoutingContext context, EmbeddingRequest request, List<RawAnswer> answers, Call call) {
        var bodies = new ArrayList<byte[]>();
        long counted = 0;
        for (var answer : answers) {
            switch (answer) {
                case RawAnswer.Failed failed -> {
                    return refused(context, failed.failure());
                }
                case RawAnswer.Answered answered
                when !answered.ok() -> {
                    return refused(context, call.explained(answered.failure()));
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
                yield refused(context, unreadable.failure());
            }
            case EmbeddingAnswer.Vectors vectors -> {
                if (vectors.tokens() > 0) {
                    call.metered(new Usage(vectors.tokens(), 0, vectors.tokens(), 0, 0, 0));
                }
                var out = new JsonWriter(64 * 1024);
                vectors.write(request, out);
                yield Responses.json(context.response(), out);
            }
        };
    }

    /// -1 once one of the answers does not tell.
    private static long sum(long counted, @Nullable String header) {
        return counted < 0 || header == null || !header.matches("[0-9]{1,12}") ? -1 : counted + Long.parseLong(header);
    }

    private static void refuse(RoutingContext context, Failure failure) {
        Conversation.refuse(context, OpenAiRoutes.DIALECT, failure);
    }

    private static Buffer refused(RoutingContext context, Failure failure) {
        return Conversation.refused(context, OpenAiRoutes.DIALECT, failure);
    }
}
