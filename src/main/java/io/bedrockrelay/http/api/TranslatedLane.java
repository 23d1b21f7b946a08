package io.bedrockrelay.http.api;

import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Result;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.Fold;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.Dialect;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.Reading;
import io.bedrockrelay.http.answer.ChatEventWriter;
import io.bedrockrelay.http.answer.Lane;
import io.bedrockrelay.http.answer.Responses;
import io.bedrockrelay.image.Images;
import io.bedrockrelay.relay.Call;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Function;

/// A call whose answer is translated into a dialect. Images that the request names by a URL are fetched first.
record TranslatedLane(Dialect dialect, Images images) {

    Lane of(HttpServerResponse response, Reading.Read read, boolean stream, Call call, Answering answering) {
        var told = answering.with(read.echo());
        var asked = read.request();
        return stream
                ? new Lane.Streamed<ChatEvent>(
                        timers -> answered(
                                asked,
                                call,
                                request -> call.stream(request, read.adapted(), timers),
                                ChatEvent.Failed::new),
                        new ChatEventWriter(dialect, told, call::adaptations, call::failed))
                : new Lane.Whole<Fold.Outcome>(
                        timers -> answered(
                                asked,
                                call,
                                request -> call.reply(request, read.adapted(), timers),
                                Fold.Outcome.Failed::new),
                        outcome -> {
                            Responses.adapted(response, call.adaptations());
                            return body(response, told, call, outcome);
                        });
    }

    /// Few requests name a URL; the others pay nothing for it.
    private <T> Multi<T> answered(
            ChatRequest asked, Call call, Function<ChatRequest, Multi<T>> answer, Function<Failure, T> failed) {
        if (!Images.isNamedByUrl(asked)) {
            return answer.apply(asked);
        }
        return Uni.createFrom()
                .completionStage(() -> images.fetch(asked).toCompletionStage())
                .onItem()
                .transformToMulti(fetched -> switch (fetched) {
                    case Result.Ok<ChatRequest>(ChatRequest whole) -> answer.apply(whole);
                    case Result.Failed<ChatRequest>(Failure failure) -> {
                        call.failed(failure);
                        yield Multi.createFrom().item(failed.apply(failure));
                    }
                });
    }

    private Buffer body(HttpServerResponse response, Answering answering, Call call, Fold.Outcome outcome) {
        return switch (outcome) {
            case Fold.Outcome.Failed failed ->
                Responses.failed(response, dialect, failed.failure(), answering.requestId());
            case Fold.Outcome.Whole whole -> {
                var broken = dialect.broken(whole.reply());
                if (broken.isPresent()) {
                    call.failed(broken.get());
                    yield Responses.failed(response, dialect, broken.get(), answering.requestId());
                }
                var out = new JsonWriter(1024);
                dialect.reply(whole.reply(), answering, out);
                Responses.head(response, answering);
                yield Responses.json(response, out);
            }
        };
    }
}
