package io.bedrockrelay.http;

import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.Fold;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.Dialect;
import io.bedrockrelay.dialect.Echo;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.Reading;
import io.bedrockrelay.http.answer.ChatEventWriter;
import io.bedrockrelay.http.answer.RequestId;
import io.bedrockrelay.http.answer.Responses;
import io.bedrockrelay.http.answer.StreamAnswer;
import io.bedrockrelay.http.answer.WholeAnswer;
import io.bedrockrelay.http.intake.Intake;
import io.bedrockrelay.http.log.RequestRecord;
import io.bedrockrelay.http.quota.DemandEstimate;
import io.bedrockrelay.image.Images;
import io.bedrockrelay.relay.Call;
import io.bedrockrelay.relay.OpenResult;
import io.bedrockrelay.relay.StreamSettings;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// The whole way of a request for a chat, whatever its dialect: body, reading, opening, answer. Each step either goes
/// on to the next or ends in a failure in the caller's dialect. Everything runs on the request's event loop.
@Singleton
class Conversation {
    private final Door door;
    private final StreamSettings streams;
    private final Intake intake;
    private final Images images;
    private final InstantSource clock = InstantSource.system();

    Conversation(Door door, StreamSettings streams, Intake intake, Images images) {
        this.door = door;
        this.streams = streams;
        this.intake = intake;
        this.images = images;
    }

    void handle(RoutingContext context, Dialect dialect) {
        intake.read(context, body -> read(context, dialect, body), failure -> refuse(context, dialect, failure));
    }

    private void read(RoutingContext context, Dialect dialect, byte[] body) {
        switch (dialect.read(body)) {
            case Reading.Refused refused -> refuse(context, dialect, refused.failure());
            case Reading.Read read -> open(context, dialect, read, body);
        }
    }

    private void open(RoutingContext context, Dialect dialect, Reading.Read read, byte[] body) {
        var asked = read.request();
        door.open(context, asked.model(), asked.region(), () -> DemandEstimate.of(body), opening -> {
            switch (opening) {
                case OpenResult.Refused refused -> refuse(context, dialect, refused.failure());
                case OpenResult.Ready(Call call) -> answer(context, dialect, read, call);
            }
        });
    }

    /// The last step but one, for a call that is open already: what the request only names by its URL is fetched.
    void answer(RoutingContext context, Dialect dialect, Reading.Read read, Call call) {
        images.fetch(read.request(), whole -> answer(context, dialect, read, whole, call), failure -> {
            call.refuse(failure);
            refuse(context, dialect, failure);
        });
    }

    private void answer(RoutingContext context, Dialect dialect, Reading.Read read, ChatRequest request, Call call) {
        var answering = answering(context, call, read.echo());
        var timers = Door.timers(context);
        if (read.stream() || asksForEvents(context, dialect)) {
            var telling = new ChatEventWriter(dialect, answering);
            call.stream(request, timers)
                    .subscribe()
                    .withSubscriber(new StreamAnswer<>(context.request(), telling, streams, timers, call::close));
        } else {
            call.reply(request, timers)
                    .subscribe()
                    .withSubscriber(new WholeAnswer<Fold.Outcome>(
                            context.response(),
                            outcome -> tell(context, dialect, answering, outcome),
                            streams,
                            timers,
                            call::close));
        }
    }

    Answering answering(RoutingContext context, Call call, Echo echo) {
        var target = call.target();
        return new Answering(
                RequestId.of(context),
                target.requested(),
                target.modelId() == null ? target.invocationId() : target.modelId(),
                target.invocationId(),
                target.region(),
                target.scope().label(),
                clock.instant(),
                echo);
    }

    private static Buffer tell(RoutingContext context, Dialect dialect, Answering answering, Fold.Outcome outcome) {
        return switch (outcome) {
            case Fold.Outcome.Failed failed -> refused(context, dialect, failed.failure());
            case Fold.Outcome.Whole whole -> {
                var out = new JsonWriter(1024);
                dialect.reply(whole.reply(), answering, out);
                Responses.head(context.response(), answering);
                yield Responses.json(context.response(), out);
            }
        };
    }

    private static boolean asksForEvents(RoutingContext context, Dialect dialect) {
        var accept = context.request().getHeader(HttpHeaders.ACCEPT);
        return dialect.streamsOnAccept() && accept != null && accept.contains("text/event-stream");
    }

    static void refuse(RoutingContext context, Dialect dialect, Failure failure) {
        RequestRecord.of(context).failed(failure);
        Responses.failure(context.response(), dialect, failure, RequestId.of(context));
    }

    /// Sets the head of the same refusal, and gives the body.
    static Buffer refused(RoutingContext context, Dialect dialect, Failure failure) {
        RequestRecord.of(context).failed(failure);
        return Responses.failed(context.response(), dialect, failure, RequestId.of(context));
    }
}
