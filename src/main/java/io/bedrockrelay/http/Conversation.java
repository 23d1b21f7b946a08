package io.bedrockrelay.http;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.Dialect;
import io.bedrockrelay.dialect.Reading;
import io.bedrockrelay.relay.Ask;
import io.bedrockrelay.relay.Call;
import io.bedrockrelay.relay.Opening;
import io.bedrockrelay.relay.Relay;
import io.bedrockrelay.relay.StreamSettings;
import io.bedrockrelay.relay.Timers;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/// The whole way of a request for a chat, whatever its dialect: body, reading, opening, answer. Each step either goes
/// on to the next or ends in a failure in the caller's dialect. Everything runs on the request's event loop.
@ApplicationScoped
public class Conversation {
    private final Relay relay;
    private final StreamSettings streams;
    private final Limits limits;
    private final InstantSource clock = InstantSource.system();

    Conversation(Relay relay, StreamSettings streams, Limits limits) {
        this.relay = relay;
        this.streams = streams;
        this.limits = limits;
    }

    void handle(RoutingContext context, Dialect dialect) {
        RequestBody.read(
                context,
                limits.body().asLongValue(),
                body -> read(context, dialect, body),
                failure -> refuse(context, dialect, failure));
    }

    private void read(RoutingContext context, Dialect dialect, byte[] body) {
        switch (dialect.read(body)) {
            case Reading.Refused refused -> refuse(context, dialect, refused.failure());
            case Reading.Read read -> open(context, dialect, read);
        }
    }

    private void open(RoutingContext context, Dialect dialect, Reading.Read read) {
        var asked = read.request();
        var headers = context.request().headers();
        var region = asked.region() == null ? headers.get("X-Relay-Region") : asked.region();
        switch (relay.open(new Ask(asked.model(), region, headers.get("X-Relay-Scope")))) {
            case Opening.Refused refused -> refuse(context, dialect, refused.failure());
            case Opening.Ready(Call call) -> answer(context, dialect, read, call);
        }
    }

    private void answer(RoutingContext context, Dialect dialect, Reading.Read read, Call call) {
        var response = context.response();
        var timers = timers(context);
        var target = call.target();
        var answering = new Answering(
                RequestId.of(context),
                target.requested(),
                target.modelId() == null ? target.invocationId() : target.modelId(),
                target.invocationId(),
                target.region(),
                target.scope().label(),
                clock.instant(),
                read.echo());
        if (read.stream() || asksForEvents(context, dialect)) {
            call.stream(read.request(), timers)
                    .subscribe()
                    .withSubscriber(new StreamAnswer(response, dialect, answering, streams, timers, call::close));
        } else {
            call.reply(read.request(), timers)
                    .subscribe()
                    .withSubscriber(new WholeAnswer(response, dialect, answering, call::close));
        }
    }

    private static boolean asksForEvents(RoutingContext context, Dialect dialect) {
        var accept = context.request().getHeader(HttpHeaders.ACCEPT);
        return dialect.streamsOnAccept() && accept != null && accept.contains("text/event-stream");
    }

    private static Timers timers(RoutingContext context) {
        Context loop = context.vertx().getOrCreateContext();
        return new EventLoopTimers(context.vertx(), loop);
    }

    private static void refuse(RoutingContext context, Dialect dialect, Failure failure) {
        Answer.failure(context.response(), dialect, failure, RequestId.of(context));
    }
}
