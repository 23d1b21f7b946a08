package io.bedrockrelay.http.api;

import io.bedrockrelay.bedrock.RawAnswer;
import io.bedrockrelay.bedrock.ResponseHead;
import io.bedrockrelay.bedrock.frame.Frame;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.bedrock.WholeJson;
import io.bedrockrelay.http.answer.ErrorResponses;
import io.bedrockrelay.http.answer.Responses;
import io.bedrockrelay.relay.Call;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// What Bedrock answered, good or bad, as it is.
final class WireAnswer {
    private WireAnswer() {}

    static void end(RawAnswer.Answered answered, Call call, Answering answering, HttpServerResponse response) {
        if (!response.headWritten() && !response.closed()) {
            response.end(passed(answered, call, answering, response));
        }
    }

    /// An exception as the first frame is told as the refusal that it is, with all the members that Bedrock gave it.
    static void end(Frame exception, Failure failure, Call call, HttpServerResponse response) {
        if (response.headWritten() || response.closed()) {
            return;
        }
        var own = ErrorResponses.aws(failure, response);
        var body = Arrays.copyOfRange(
                exception.bytes(), exception.payloadOffset(), exception.payloadOffset() + exception.payloadLength());
        response.end(WholeJson.test(body) ? discreet(Buffer.buffer(body), call) : own);
    }

    /// Sets the head of the same, and gives the body.
    static Buffer passed(RawAnswer.Answered answered, Call call, Answering answering, HttpServerResponse response) {
        Responses.head(response, answering);
        Responses.adapted(response, call.adaptations());
        headers(answered.head(), response);
        response.setStatusCode(answered.head().status());
        return answered.ok() ? answered.body() : discreet(answered.body(), call);
    }

    private static Buffer discreet(Buffer error, Call call) {
        var words = error.toString(StandardCharsets.UTF_8);
        var told = call.discreet(words);
        return told.equals(words) ? error : Buffer.buffer(told);
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
