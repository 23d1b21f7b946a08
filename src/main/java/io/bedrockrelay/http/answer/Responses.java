package io.bedrockrelay.http.answer;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.adapted.Adaptation;
import io.bedrockrelay.chat.adapted.Header;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.Dialect;
import io.bedrockrelay.dialect.JsonWriter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;

/// The parts that all answers have in common.
public final class Responses {
    private static final String JSON = "application/json";

    private Responses() {}

    /// An answer that failed before it began. Does nothing if a head is out already, or the client is gone.
    public static void failure(HttpServerResponse response, Dialect dialect, Failure failure, String requestId) {
        failure(response, dialect, failure, dialect.status(failure), requestId);
    }

    /// The same under another status than the failure's own.
    public static void failure(
            HttpServerResponse response, Dialect dialect, Failure failure, int status, String requestId) {
        if (!response.headWritten() && !response.closed()) {
            response.end(failed(response, dialect, failure, status, requestId));
        }
    }

    /// Sets the head of an error, and gives its body.
    public static Buffer failed(HttpServerResponse response, Dialect dialect, Failure failure, String requestId) {
        return failed(response, dialect, failure, dialect.status(failure), requestId);
    }

    private static Buffer failed(
            HttpServerResponse response, Dialect dialect, Failure failure, int status, String requestId) {
        var out = new JsonWriter();
        dialect.failure(failure, requestId, out);
        dialect.retryAfter(failure).ifPresent(wait -> retryAfter(wait, response));
        dialect.headers(failure).forEach(response::putHeader);
        response.setStatusCode(status);
        return json(response, out);
    }

    public static void whole(HttpServerResponse response, JsonWriter out) {
        response.end(json(response, out));
    }

    /// Sets the head of JSON, and gives it as the body.
    public static Buffer json(HttpServerResponse response, JsonWriter out) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, JSON);
        return buffer(out);
    }

    /// Which model answers, for whoever reads only the head.
    public static void head(HttpServerResponse response, Answering answering) {
        response.putHeader("X-Relay-Model", answering.invocationId())
                .putHeader("X-Relay-Region", answering.region())
                .putHeader("X-Relay-Scope", answering.scope());
    }

    /// What was adapted of the request; nothing where nothing was.
    public static void adapted(HttpServerResponse response, List<Adaptation> adaptations) {
        if (!adaptations.isEmpty()) {
            response.putHeader(Header.NAME, Header.of(adaptations));
        }
    }

    static void retryAfter(Duration wait, HttpServerResponse response) {
        response.putHeader("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
    }

    public static Buffer buffer(JsonWriter out) {
        return Buffer.buffer(out.toBytes());
    }
}
