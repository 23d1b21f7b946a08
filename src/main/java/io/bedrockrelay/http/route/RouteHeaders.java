package io.bedrockrelay.http.route;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.http.answer.StreamWriter;
import io.bedrockrelay.relay.Call;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/// Tells a client which way its call went, whatever the API. With the head of the answer the way is at its end.
///
/// @param writer tells the answer itself
public record RouteHeaders<T>(StreamWriter<T> writer, Call call) implements StreamWriter<T> {

    /// Sets the headers of a call that has a route.
    public static void put(Call call, HttpServerResponse response) {
        var routed = call.routed();
        if (routed == null || response.headWritten()) {
            return;
        }
        var attempts = routed.header();
        if (!attempts.isEmpty()) {
            response.putHeader("X-Relay-Attempts", attempts);
        }
        var asked = routed.answering().fallbackOf();
        if (asked != null) {
            response.putHeader("X-Relay-Fallback", asked);
        }
    }

    @Override
    public @Nullable Failure failure(T item) {
        return writer.failure(item);
    }

    @Override
    public void refuse(T item, HttpServerResponse response) {
        put(call, response);
        writer.refuse(item, response);
    }

    @Override
    public void head(HttpServerResponse response) {
        call.settle();
        put(call, response);
        writer.head(response);
    }

    @Override
    public void item(T item, JsonWriter out) {
        writer.item(item, out);
    }

    @Override
    public boolean broken() {
        return writer.broken();
    }

    @Override
    public void end(JsonWriter out) {
        writer.end(out);
    }

    @Override
    public void keepAlive(JsonWriter out) {
        writer.keepAlive(out);
    }
}
