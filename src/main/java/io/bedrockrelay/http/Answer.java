package io.bedrockrelay.http;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.Dialect;
import io.bedrockrelay.dialect.JsonWriter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/// The parts that all answers have in common.
final class Answer {
    private static final String JSON = "application/json";

    private Answer() {}

    /// An answer that failed before it began. Does nothing if a head is out already, or the client is gone.
    static void failure(HttpServerResponse response, Dialect dialect, Failure failure, String requestId) {
        if (response.headWritten() || response.closed()) {
            return;
        }
        var out = new JsonWriter();
        dialect.failure(failure, requestId, out);
        var wait = failure.retryAfter();
        if (wait != null) {
            response.putHeader("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
        }
        response.setStatusCode(dialect.status(failure));
        whole(response, out);
    }

    static void whole(HttpServerResponse response, JsonWriter out) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(buffer(out));
    }

    /// Which model answers, for whoever reads only the head.
    static void head(HttpServerResponse response, Answering answering) {
        response.putHeader("X-Relay-Model", answering.invocationId())
                .putHeader("X-Relay-Region", answering.region())
                .putHeader("X-Relay-Scope", answering.scope());
    }

    static Buffer buffer(JsonWriter out) {
        return Buffer.buffer(out.toBytes());
    }
}
