package io.bedrockrelay.http.admin;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Result;
import io.bedrockrelay.dialect.Dialect;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.relay.RelayDialect;
import io.bedrockrelay.http.answer.RequestId;
import io.bedrockrelay.http.answer.Responses;
import io.bedrockrelay.relay.supervision.Defect;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/// Answers in the relay's own dialect.
final class RelayResponses {
    static final Dialect RELAY = new RelayDialect();

    private RelayResponses() {}

    /// The path as it came, neither decoded nor normalised.
    static String path(RoutingContext context) {
        var path = context.request().path();
        return path == null ? "" : path;
    }

    /// Goes on with a value, or tells the failure. Nobody above would answer for a defect: the router has handed the
    /// request over long ago.
    static <T> void then(RoutingContext context, Result<T> result, Consumer<T> next) {
        try {
            switch (result) {
                case Result.Failed<T>(Failure failure) -> failure(context, failure);
                case Result.Ok<T>(T value) -> next.accept(value);
            }
        } catch (RuntimeException defect) {
            Defect.log("A request could not be served", defect);
            failure(
                    context,
                    new Failure.Internal("The relay failed; the request id is " + RequestId.of(context) + "."));
        }
    }

    static void failure(RoutingContext context, Failure failure) {
        Responses.failure(context.response(), RELAY, failure, RequestId.of(context));
    }

    /// @param data writes the one value that the envelope holds
    static void success(RoutingContext context, Consumer<JsonWriter> data) {
        if (!context.response().closed()) {
            context.response().end(told(context, data));
        }
    }

    /// Sets the head of the same, and gives the body.
    static Buffer told(RoutingContext context, Consumer<JsonWriter> data) {
        var out = new JsonWriter(512);
        out.begin().field("status", "success").name("data");
        data.accept(out);
        out.end();
        return Responses.json(context.response(), out);
    }
}
