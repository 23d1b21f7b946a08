package io.bedrockrelay.http.passthrough;

import io.bedrockrelay.bedrock.RawAnswer;
import io.bedrockrelay.bedrock.ResponseHead;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.bedrock.AwsError;
import io.bedrockrelay.http.answer.Responses;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;

/// Answers on Bedrock's own wire.
final class WireAnswer {
    private WireAnswer() {}

    /// What Bedrock answered, good or bad, as it is.
    static void pass(RawAnswer.Answered answered, Answering answering, HttpServerResponse response) {
        if (!response.headWritten() && !response.closed()) {
            response.end(passed(answered, answering, response));
        }
    }

    /// Sets the head of the same, and gives the body.
    static Buffer passed(RawAnswer.Answered answered, Answering answering, HttpServerResponse response) {
        Responses.head(response, answering);
        headers(answered.head(), response);
        response.setStatusCode(answered.head().status());
        return answered.body();
    }

    /// What the relay itself has to say.
    static void failure(Failure failure, HttpServerResponse response) {
        if (!response.headWritten() && !response.closed()) {
            response.end(failed(failure, response));
        }
    }

    /// Sets the head of the same, and gives the body.
    static Buffer failed(Failure failure, HttpServerResponse response) {
        var error = AwsError.of(failure);
        var out = new JsonWriter();
        error.body(out);
        Responses.retryAfter(failure, response);
        response.setStatusCode(error.status())
                .putHeader(AwsError.HEADER, error.type())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        return Responses.buffer(out);
    }

    /// Bedrock's own headers, those of its connection left out.
    static void headers(ResponseHead head, HttpServerResponse response) {
        head.headers().forEach((name, value) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith("x-amzn-") || lower.equals("content-type") || lower.equals("retry-after")) {
                response.putHeader(name, value);
            }
        });
    }
}
