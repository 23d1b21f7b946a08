package io.bedrockrelay.http.api;

import io.bedrockrelay.bedrock.RawAnswer;
import io.bedrockrelay.bedrock.ResponseHead;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.http.answer.Responses;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;

/// What Bedrock answered, good or bad, as it is.
final class WireAnswer {
    private WireAnswer() {}

    static void end(RawAnswer.Answered answered, Answering answering, HttpServerResponse response) {
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
